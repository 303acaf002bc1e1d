/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/contingency.h"
#include "stats/fisher.h"
#include "tests/analysis/make_wave.h"

/* R's datasets::PlantGrowth: tests as in R 4.2.2's oneway.test and kruskal.test. */
enum { PLANTS = 30 };
static const double plants[PLANTS] = {
    4.17, 5.58, 5.18, 6.11, 4.50, 4.61, 5.17, 4.53, 5.33, 5.14, 4.81, 4.17, 4.41, 3.59, 5.87,
    3.83, 6.03, 4.89, 4.32, 4.69, 6.31, 5.12, 5.54, 5.50, 5.37, 5.29, 4.92, 6.15, 5.80, 5.26,
};

static void open_plants(struct maker *m, double strong)
{
    maker_open(m, PLANTS);
    make_index(m, "I", NULL)->strong = strong;
    make_number(m, "a", "I", plants);
    make_group(m, "g", 3, "000000000011111111112222222222", NULL);
}

static void plant_growth(void **state)
{
    (void)state;
    struct maker m;
    open_plants(&m, NA);
    CHECK(maker_run(&m, 1) == OK, "%s", m.err.text);
    CHECK_FIGURE(&m, "group_difference/welch_f/I~g", 5.1809724081131892);
    CHECK_FIELD(&m, "group_difference/welch_f/I~g", p, 0.017392821490170001);
    CHECK_FIELD(&m, "group_difference/welch_f/I~g", n, 30);
    CHECK_FIGURE(&m, "group_difference/kruskal_h/I~g", 7.9882287494437154);
    CHECK_FIELD(&m, "group_difference/kruskal_h/I~g", p, 0.01842375573147197);
    CHECK_FIGURE(&m, "group_difference/p_holm/I~g", 0.01842375573147197);
    CHECK_FIGURE(&m, "group_difference/levels/I~g", 3);
    CHECK_FIGURE(&m, "group_difference/epsilon2/I~g", 0.27545616377392124);
    const struct figure *epsilon = maker_figure(&m, "group_difference/epsilon2/I~g");
    CHECK(near(epsilon->low, 0.014883239980703901, 1e-8), "%.17g", epsilon->low);
    CHECK(near(epsilon->high, 0.47383450696927709, 1e-8), "%.17g", epsilon->high);
    CHECK(strcmp(maker_figure(&m, "group_difference/welch_f/I~g")->method,
                 "Welch's analysis of variance of the levels' means: F on 2 and 17.1 degrees of "
                 "freedom; p = P(F >= f)") == 0,
          "%s", maker_figure(&m, "group_difference/welch_f/I~g")->method);
    CHECK(figures_find(&m.figures, "group_difference/strong_v/I~g") == NULL, "I has no cut");
    CHECK(m.found.n == 0, "%s", maker_finding(&m, 0));
    maker_close(&m);
}

/* Strong are 2, 2 and 6 of 10: an expected count of 10/3 is below 5. */
static void shares_of_strong_units(void **state)
{
    (void)state;
    struct maker m;
    open_plants(&m, 5.35);
    CHECK(maker_run(&m, 1) == OK, "%s", m.err.text);
    static const size_t cell[] = {2, 8, 2, 8, 6, 4};
    const struct counts counts = {cell, 3, 2};
    const struct contingency c = contingency_of(counts, 0.95);
    struct fisher f;
    assert_int_equal(fisher_exact(counts, (struct fisher_options){0}, &f, NULL), OK);
    CHECK_FIGURE(&m, "group_difference/strong_chi2/I~g", c.chi2);
    CHECK_FIELD(&m, "group_difference/strong_chi2/I~g", p, c.p);
    CHECK_FIGURE(&m, "group_difference/strong_v/I~g", c.v);
    CHECK_FIELD(&m, "group_difference/strong_v/I~g", low, c.low);
    CHECK_FIELD(&m, "group_difference/strong_v/I~g", high, c.high);
    CHECK_FIGURE(&m, "group_difference/strong_fisher/I~g", f.p);
    maker_close(&m);
}

/* Half are strong, so that 5 of 10 are expected: chi-square will do. */
static void fisher_only_where_it_is_needed(void **state)
{
    (void)state;
    struct maker m;
    open_plants(&m, 5.155);
    CHECK(maker_run(&m, 1) == OK, "%s", m.err.text);
    CHECK(figures_find(&m.figures, "group_difference/strong_v/I~g") != NULL, "V");
    CHECK(figures_find(&m.figures, "group_difference/strong_fisher/I~g") == NULL, "Fisher");
    maker_close(&m);
}

/* Over the indices of one Group, not over all Groups. */
static void holm_over_the_indices_of_a_group(void **state)
{
    (void)state;
    struct maker m;
    open_plants(&m, NA);
    double turned[PLANTS];
    for (size_t i = 0; i < PLANTS; i++)
        turned[i] = plants[(7 * i) % PLANTS];
    make_index(&m, "J", NULL);
    make_number(&m, "b", "J", turned);
    make_group(&m, "h", 2, "010101010101010101010101010101", NULL);
    CHECK(maker_run(&m, 1) == OK, "%s", m.err.text);
    const double p = maker_figure(&m, "group_difference/kruskal_h/I~g")->p;
    const double q = maker_figure(&m, "group_difference/kruskal_h/J~g")->p;
    CHECK(p < q, "%g, %g", p, q);
    CHECK_FIGURE(&m, "group_difference/p_holm/I~g", 2 * p);
    CHECK_FIGURE(&m, "group_difference/p_holm/J~g", fmax(2 * p, q));
    maker_close(&m);
}

static void levels_that_are_too_small(void **state)
{
    (void)state;
    struct maker m;
    maker_open(&m, 6);
    make_index(&m, "I", NULL);
    make_number(&m, "a", "I", (double[]){10, 20, 30, NA, 50, 90});
    make_group(&m, "size", 3, "00011-", NULL);
    make_group(&m, "one", 1, "000000", NULL);
    CHECK(maker_run(&m, 1) == OK, "%s", m.err.text);
    CHECK(strcmp(maker_figure(&m, "group_difference/welch_f/I~size")->status, "x") == 0, "F");
    CHECK_FIGURE(&m, "group_difference/levels/I~size", 2);
    CHECK_FIGURE(&m, "group_difference/kruskal_h/I~size", 1.8);
    CHECK(strcmp(maker_figure(&m, "group_difference/kruskal_h/I~one")->status, "x") == 0, "H");
    CHECK(strcmp(maker_figure(&m, "group_difference/p_holm/I~one")->status, "x") == 0, "p");
    CHECK(strcmp(maker_figure(&m, "group_difference/epsilon2/I~one")->status, "x") == 0, "e");
    CHECK(strcmp(maker_finding(&m, 0),
                 "info no_group_test indices.csv:4:0 the means of the levels of 'size' cannot be "
                 "compared on 1 of 1 indices: each level needs two units that differ, and two "
                 "levels are needed") == 0,
          "%s", maker_finding(&m, 0));
    CHECK(m.found.n == 2, "%zu findings", m.found.n);
    maker_close(&m);
}

static void threads_change_nothing(void **state)
{
    (void)state;
    enum { ROWS = 5000 };
    static double x[ROWS];
    static char levels[ROWS + 1];
    double value[2], p[2];
    for (size_t i = 0; i < ROWS; i++) {
        x[i] = (double)((i * 37) % 101);
        levels[i] = (char)('0' + (i * i) % 7 % 4);
    }
    for (int threads = 1; threads < 3; threads++) {
        struct maker m;
        maker_open(&m, ROWS);
        make_index(&m, "I", NULL);
        make_number(&m, "a", "I", x);
        make_index(&m, "J", NULL);
        make_number(&m, "b", "J", x);
        make_group(&m, "g", 4, levels, NULL);
        CHECK(maker_run(&m, threads) == OK, "%s", m.err.text);
        value[threads - 1] = maker_figure(&m, "group_difference/kruskal_h/J~g")->value;
        p[threads - 1] = maker_figure(&m, "group_difference/welch_f/J~g")->p;
        maker_close(&m);
    }
    CHECK(value[0] == value[1] && p[0] == p[1], "%.17g, %.17g", value[0], value[1]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(plant_growth),
        TEST(shares_of_strong_units),
        TEST(fisher_only_where_it_is_needed),
        TEST(holm_over_the_indices_of_a_group),
        TEST(levels_that_are_too_small),
        TEST(threads_change_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
