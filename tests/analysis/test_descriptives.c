/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/mean.h"
#include "stats/proportion.h"
#include "tests/analysis/make_wave.h"

/* 2 4 4 6 9 of 10 in the frame: mean 5, s^2 = 28 / 4 = 7. */
static void open_example(struct maker *m)
{
    maker_open(m, 6);
    m->wave.n_frame = 10;
    make_index(m, "I", NULL);
    make_number(m, "a", "I", (double[]){2, 4, 4, 6, 9, NA});
}

static void an_index_is_described(void **state)
{
    (void)state;
    struct maker m;
    open_example(&m);
    CHECK(maker_run(&m, 1) == OK, "%s", m.err.text);
    static const struct {
        const char *id;
        double want;
    } cases[] = {
        {"index/mean/I", 5},
        {"index/sd/I", 2.6457513110645906},
        {"index/min/I", 2},
        {"index/q1/I", 4},
        {"index/median/I", 4},
        {"index/q3/I", 6},
        {"index/max/I", 9},
        {"index/n/I", 5},
        {"index/skewness/I", 0.8099238707340582}, /* type 2, from sums of powers 28, 36 */
        {"index/kurtosis/I", 0.6734693877551017}, /* type 2, and 340 */
    };
    for (size_t i = 0; i < COUNT(cases); i++)
        CHECK_FIGURE(&m, cases[i].id, cases[i].want);
    CHECK_FIELD(&m, "index/mean/I", n, 5);
    CHECK_FIELD(&m, "index/mean/I", se, 0.8366600265340756); /* sqrt((1 - 5/10) 7 / 5) */
    CHECK_FIELD(&m, "index/mean/I", low, 5 - 2.7764451051977934 * 0.8366600265340756);
    CHECK_FIELD(&m, "index/mean/I", high, 5 + 2.7764451051977934 * 0.8366600265340756);
    CHECK_FIELD(&m, "index/n/I", n, 6);
    CHECK(strcmp(maker_figure(&m, "index/mean/I")->unit, "0-100") == 0, "unit");
    CHECK(strcmp(maker_figure(&m, "index/mean/I")->method,
                 "mean of the units' scores; se and t 95 % interval with finite population "
                 "correction 1 - n/N, N = 10") == 0,
          "%s", maker_figure(&m, "index/mean/I")->method);
    maker_close(&m);
}

static void shares_by_cut_and_band(void **state)
{
    (void)state;
    struct maker m;
    open_example(&m);
    m.form.indicators[0].strong = 4;
    m.form.settings.bands = (struct band[]){
        {.from = 0, .name = "low"}, {.from = 4, .name = "middle one"}, {.from = 9, .name = "high"}};
    m.form.settings.n_bands = 3;
    CHECK(maker_run(&m, 1) == OK, "%s", m.err.text);
    CHECK_FIGURE(&m, "share/strong/I", 0.8);
    const struct proportion want = proportion_estimate(4, 5, 10, 0.95);
    CHECK_FIELD(&m, "share/strong/I", n, 5);
    CHECK_FIELD(&m, "share/strong/I", low, want.low);
    CHECK_FIELD(&m, "share/strong/I", high, want.high);
    CHECK_FIGURE(&m, "share/band/I|band=low", 0.2);
    CHECK_FIGURE(&m, "share/band/I|band=middle%20one", 0.6);
    CHECK_FIGURE(&m, "share/band/I|band=high", 0.2);
    CHECK(strncmp(maker_figure(&m, "share/strong/I")->method,
                  "units with a score of at least 4 / units with a score; Wilson 95 % interval",
                  70) == 0,
          "%s", maker_figure(&m, "share/strong/I")->method);
    maker_close(&m);
}

static void no_cut_and_no_bands_no_shares(void **state)
{
    (void)state;
    struct maker m;
    open_example(&m);
    m.form.settings.bands = (struct band[]){{.from = 0, .name = "low"}};
    m.form.settings.n_bands = 1;
    m.form.indicators[0].is_percent_scale = false;
    CHECK(maker_run(&m, 1) == OK, "%s", m.err.text);
    CHECK(figures_find(&m.figures, "share/strong/I") == NULL, "strong");
    CHECK(figures_find(&m.figures, "share/band/I|band=low") == NULL, "band");
    CHECK(strcmp(maker_figure(&m, "index/mean/I")->unit, "") == 0, "unit");
    maker_close(&m);
}

static void weights_multiply_up_the_tree(void **state)
{
    (void)state;
    struct maker m;
    maker_open(&m, 1);
    make_index(&m, "TOP", NULL);
    make_index(&m, "A", "TOP")->weight = 3;
    make_index(&m, "B", "TOP");
    make_number(&m, "a1", "A", (double[]){1});
    make_number(&m, "a2", "A", (double[]){1})->weight = 4;
    make_number(&m, "b1", "B", (double[]){1})->weight = 0.1;
    CHECK(maker_run(&m, 1) == OK, "%s", m.err.text);
    CHECK_FIGURE(&m, "weight/effective/A~TOP", 0.75);
    CHECK_FIGURE(&m, "weight/effective/B~TOP", 0.25);
    CHECK_FIGURE(&m, "weight/effective/a1~TOP", 0.15);
    CHECK_FIGURE(&m, "weight/effective/a2~TOP", 0.6);
    CHECK_FIGURE(&m, "weight/effective/b1~TOP", 0.25);
    CHECK(figures_find(&m.figures, "weight/effective/TOP~TOP") == NULL, "a root has none");
    maker_close(&m);
}

static void an_index_without_scores_is_said(void **state)
{
    (void)state;
    struct maker m;
    maker_open(&m, 2);
    make_index(&m, "I", NULL);
    make_number(&m, "a", "I", (double[]){NA, NA});
    CHECK(maker_run(&m, 1) == OK, "%s", m.err.text);
    static const char *const want[] = {
        "warning indicator_without_values indices.csv:3:0 no unit has a value for 'a'",
        "warning index_without_scores indices.csv:2:0 no unit has a score for 'I'",
    };
    CHECK(m.found.n == COUNT(want), "%zu findings", m.found.n);
    for (size_t i = 0; i < COUNT(want); i++)
        CHECK(strcmp(maker_finding(&m, i), want[i]) == 0, "got %s", maker_finding(&m, i));
    CHECK(strcmp(maker_figure(&m, "index/mean/I")->status, "x") == 0, "status");
    CHECK(strcmp(maker_figure(&m, "index/sd/I")->status, "x") == 0, "status");
    CHECK_FIGURE(&m, "index/n/I", 0);
    maker_close(&m);
}

static void response_is_counted(void **state)
{
    (void)state;
    struct maker m;
    open_example(&m);
    m.wave.n_read = 9;
    m.wave.n_rejected = 3;
    CHECK(maker_run(&m, 1) == OK, "%s", m.err.text);
    CHECK_FIGURE(&m, "response/rate", 0.6);
    CHECK_FIELD(&m, "response/rate", n, 10);
    CHECK_FIGURE(&m, "response/n", 6);
    CHECK_FIGURE(&m, "response/frame", 10);
    CHECK_FIGURE(&m, "response/read", 9);
    CHECK_FIGURE(&m, "response/rejected", 3);
    maker_close(&m);

    open_example(&m);
    m.form.has_register = false;
    CHECK(maker_run(&m, 1) == OK, "%s", m.err.text);
    CHECK(is_missing(maker_figure(&m, "response/rate")->value), "no register");
    CHECK(strcmp(maker_figure(&m, "response/rate")->status, "z") == 0, "not applicable");
    maker_close(&m);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(an_index_is_described),           TEST(shares_by_cut_and_band),
        TEST(no_cut_and_no_bands_no_shares),   TEST(weights_multiply_up_the_tree),
        TEST(an_index_without_scores_is_said), TEST(response_is_counted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
