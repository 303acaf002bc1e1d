/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/analysis/make_wave.h"

static void set_strata(struct maker *m, const struct grouping *a, const struct grouping *b)
{
    const struct indicator **list = arena_array(&m->arena, 2, const struct indicator *);
    list[0] = a->of;
    m->form.settings.n_strata = 1;
    if (b != NULL)
        list[m->form.settings.n_strata++] = b->of;
    m->form.settings.strata = list;
    m->form.settings.strata_at = (struct place){"settings.csv", 2, 7};
}

static void open_example(struct maker *m, size_t n_frame)
{
    maker_open(m, 6);
    m->wave.n_frame = n_frame;
    make_index(m, "I", NULL)->strong = 30;
    make_number(m, "a", "I", (double[]){10, 20, 30, NA, 50, 90});
}

static void nothing_is_weighed_unasked(void **state)
{
    (void)state;
    struct maker m;
    open_example(&m, 12);
    make_group(&m, "size", 3, "000112", (size_t[]){4, 5, 3});
    CHECK(maker_run(&m, 1) == OK, "%s", m.err.text);
    CHECK(m.wave.weight == NULL && figures_find(&m.figures, "weight/deff") == NULL, "weight");
    maker_close(&m);
}

static void one_group_is_poststratified(void **state)
{
    (void)state;
    static const double want[] = {4. / 3, 4. / 3, 4. / 3, 2.5, 2.5, 3};
    struct maker m;
    open_example(&m, 12);
    set_strata(&m, make_group(&m, "size", 3, "000112", (size_t[]){4, 5, 3}), NULL);
    CHECK(maker_run(&m, 1) == OK, "%s", m.err.text);
    assert_non_null(m.wave.weight);
    for (size_t i = 0; i < COUNT(want); i++)
        CHECK(near(m.wave.weight[i], want[i], 1e-15), "row %zu: %g", i, m.wave.weight[i]);
    CHECK_FIGURE(&m, "weight/level/size|size=small", 4. / 3);
    CHECK_FIELD(&m, "weight/level/size|size=small", n, 3);
    CHECK_FIGURE(&m, "weight/min", 4. / 3);
    CHECK_FIGURE(&m, "weight/max", 3);
    /* 12^2 / (3 (4/3)^2 + 2 2.5^2 + 3^2) */
    CHECK_FIGURE(&m, "weight/n_eff", 144 / (16. / 3 + 12.5 + 9));
    CHECK_FIGURE(&m, "weight/deff", 6 * (16. / 3 + 12.5 + 9) / 144);
    CHECK_FIGURE(&m, "weight/cover", 1);
    CHECK(m.found.count[FINDING_WARNING] == 0, "got %s", maker_finding(&m, 0));
    maker_close(&m);
}

static void a_level_without_answers_is_told_of(void **state)
{
    (void)state;
    struct maker m;
    open_example(&m, 20);
    set_strata(&m, make_group(&m, "size", 3, "00011-", (size_t[]){4, 5, 3}), NULL);
    CHECK(maker_run(&m, 1) == OK, "%s", m.err.text);
    assert_non_null(m.wave.weight);
    CHECK(m.wave.weight[5] == 8, "those without a level: %g", m.wave.weight[5]);
    CHECK_FIGURE(&m, "weight/cover", 17. / 20);
    CHECK(strcmp(maker_figure(&m, "weight/level/size|size=large")->status, "x") == 0, "level");
    CHECK(strcmp(maker_finding(&m, 0),
                 "warning stratum_empty settings.csv:2:7 nobody answered in the level 'large' of "
                 "'size': its 3 units, 15.0 % of the frame, are in no weighted figure") == 0,
          "got %s", maker_finding(&m, 0));
    CHECK(strcmp(maker_finding(&m, 1),
                 "warning stratum_unknown settings.csv:2:7 8 units of the frame have no level of "
                 "'size' in the register; they are weighted as a level of their own") == 0,
          "got %s", maker_finding(&m, 1));
    maker_close(&m);
}

static void several_groups_are_raked(void **state)
{
    (void)state;
    struct maker m;
    open_example(&m, 12);
    const struct grouping *size = make_group(&m, "size", 2, "000111", (size_t[]){5, 7});
    const struct grouping *kind = make_group(&m, "kind", 2, "010101", (size_t[]){4, 8});
    set_strata(&m, size, kind);
    CHECK(maker_run(&m, 1) == OK, "%s", m.err.text);
    assert_non_null(m.wave.weight);
    double small = 0, one = 0, all = 0;
    for (size_t i = 0; i < 6; i++) {
        all += m.wave.weight[i];
        small += i < 3 ? m.wave.weight[i] : 0;
        one += i % 2 == 1 ? m.wave.weight[i] : 0;
    }
    CHECK(near(all, 12, 1e-12) && near(small, 5, 1e-12) && near(one, 8, 1e-12), "%g, %g, %g", all,
          small, one);
    CHECK_FIGURE(&m, "weight/level/kind|kind=middle", 8. / 3);
    CHECK_FIGURE(&m, "weight/cover", 1);
    maker_close(&m);
}

static void margins_that_contradict_give_no_weights(void **state)
{
    (void)state;
    struct maker m;
    open_example(&m, 12);
    const struct grouping *size = make_group(&m, "size", 2, "000111", (size_t[]){5, 7});
    const struct grouping *kind = make_group(&m, "kind", 2, "000111", (size_t[]){8, 4});
    set_strata(&m, size, kind);
    CHECK(maker_run(&m, 1) == OK, "%s", m.err.text);
    CHECK(m.wave.weight == NULL, "weights");
    CHECK(strcmp(maker_figure(&m, "weight/deff")->status, "x") == 0, "deff");
    CHECK(
        strcmp(maker_finding(&m, 0),
               "warning no_weights settings.csv:2:7 no weights meet the strata: after 1000 rounds "
               "of raking a level is still 75 % from its units of the frame; nothing is "
               "weighted") == 0,
        "got %s", maker_finding(&m, 0));
    maker_close(&m);
}

static void without_rows_there_are_no_weights(void **state)
{
    (void)state;
    struct maker m;
    maker_open(&m, 0);
    m.wave.n_frame = 9;
    set_strata(&m, make_group(&m, "size", 2, "", (size_t[]){4, 5}), NULL);
    CHECK(maker_run(&m, 1) == OK, "%s", m.err.text);
    CHECK(m.wave.weight == NULL && m.found.count[FINDING_WARNING] == 0, "got %s",
          maker_finding(&m, 0));
    CHECK_FIGURE(&m, "weight/cover", 0);
    CHECK(strcmp(maker_figure(&m, "weight/min")->status, "x") == 0, "min");
    maker_close(&m);
}

static void indices_are_weighed_by_strata(void **state)
{
    (void)state;
    struct maker m;
    open_example(&m, 12);
    set_strata(&m, make_group(&m, "size", 3, "000112", (size_t[]){4, 5, 3}), NULL);
    CHECK(maker_run(&m, 1) == OK, "%s", m.err.text);
    /* small: 10, 20, 30; middle: 50; large: 90 */
    const double mean = (4 * 20. + 5 * 50 + 3 * 90) / 12;
    CHECK_FIGURE(&m, "index/weighted_mean/I", mean);
    CHECK_FIELD(&m, "index/weighted_mean/I", n, 5);
    const double variance =
        (16 * (1 - 3. / 4) * 100 / 3 + 25 * (1 - 1. / 5) * (50 - mean) * (50 - mean) +
         9 * (1 - 1. / 3) * (90 - mean) * (90 - mean)) /
        144;
    CHECK_FIELD(&m, "index/weighted_mean/I", se, sqrt(variance));
    CHECK_FIELD(&m, "index/weighted_mean/I", high, mean + 4.3026527297494637 * sqrt(variance));
    CHECK_FIGURE(&m, "share/weighted_strong/I", (4 / 3. + 5 + 3) / 12);
    CHECK_FIELD(&m, "share/weighted_strong/I", n, 5);
    CHECK(m.found.count[FINDING_WARNING] == 0, "got %s", maker_finding(&m, 0));
    maker_close(&m);
}

static void indices_without_scores_in_a_level_say_so(void **state)
{
    (void)state;
    struct maker m;
    open_example(&m, 12);
    set_strata(&m, make_group(&m, "size", 3, "000211", (size_t[]){4, 5, 3}), NULL);
    CHECK(maker_run(&m, 1) == OK, "%s", m.err.text);
    CHECK_FIGURE(&m, "index/weighted_mean/I", (4 * 20. + 5 * 70) / 9);
    CHECK(strcmp(maker_finding(&m, 0),
                 "warning no_score_in_stratum indices.csv:2:0 in some level of the strata nobody "
                 "has a score for 'I': its weighted mean is of 75.0 % of the frame") == 0,
          "got %s", maker_finding(&m, 0));
    maker_close(&m);
}

/* A margin more that says nothing new changes nothing but the error. */
static void indices_are_raked(void **state)
{
    (void)state;
    struct maker m;
    open_example(&m, 12);
    const struct grouping *size = make_group(&m, "size", 2, "000111", (size_t[]){5, 7});
    const struct grouping *again = make_group(&m, "again", 2, "111000", (size_t[]){7, 5});
    set_strata(&m, size, again);
    CHECK(maker_run(&m, 1) == OK, "%s", m.err.text);
    CHECK_FIGURE(&m, "index/weighted_mean/I", (5 * 20. + 7 * 70) / 12);
    CHECK_FIELD(&m, "index/weighted_mean/I", n, 5);
    const double squares = 5. / 3 * (5. / 3) * 200 + 3.5 * 3.5 * 800;
    CHECK_FIELD(&m, "index/weighted_mean/I", se, sqrt((1 - 5. / 12) * 5 / 4 * squares) / 12);
    CHECK_FIGURE(&m, "share/weighted_strong/I", (5. / 3 + 7) / 12);
    maker_close(&m);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(nothing_is_weighed_unasked),
        TEST(one_group_is_poststratified),
        TEST(a_level_without_answers_is_told_of),
        TEST(several_groups_are_raked),
        TEST(margins_that_contradict_give_no_weights),
        TEST(without_rows_there_are_no_weights),
        TEST(indices_are_weighed_by_strata),
        TEST(indices_without_scores_in_a_level_say_so),
        TEST(indices_are_raked),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
