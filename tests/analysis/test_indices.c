/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/variable.h"
#include "tests/analysis/make_wave.h"

static void check_score(struct maker *m, const char *code, const double *want)
{
    const struct indicator *index = NULL;
    for (size_t i = 0; i < m->form.n_indicators; i++)
        if (strcmp(m->form.indicators[i].code, code) == 0)
            index = &m->form.indicators[i];
    const struct score *score = score_of(&m->wave, index);
    CHECK(score != NULL, "%s has no score", code);
    for (size_t row = 0; score != NULL && row < m->wave.n_rows; row++)
        CHECK(near(score->value[row], want[row], 1e-12), "%s row %zu: got %.17g", code, row,
              score->value[row]);
}

static void scores_go_up_the_tree(void **state)
{
    (void)state;
    struct maker m;
    maker_open(&m, 4);
    make_index(&m, "TOP", NULL); /* before its parts: the table's order is free */
    make_index(&m, "A", "TOP")->weight = 3;
    make_index(&m, "B", "TOP");
    make_number(&m, "a1", "A", (double[]){0, 10, 20, NA});
    make_number(&m, "a2", "A", (double[]){100, 50, NA, NA})->weight = 3;
    make_number(&m, "b1", "B", (double[]){40, NA, 40, 60});
    make_coded(&m, "b2", "B", make_list(&m, 2, (double[]){0, 1}), "1-00");
    CHECK(maker_run(&m, 1) == OK, "%s", m.err.text);
    check_score(&m, "A", (double[]){75, 40, NA, NA}); /* row 2: a quarter of the weight */
    check_score(&m, "B", (double[]){70, NA, 20, 30});
    check_score(&m, "TOP", (double[]){73.75, 40, NA, NA});
    CHECK_FIGURE(&m, "index/mean/TOP", 56.875);

    const struct score *top = &m.wave.scores[0];
    CHECK(top->n_items == 4 && m.wave.scores[1].n_items == 2, "items below");
    CHECK(top->answered[0] == 4 && top->answered[1] == 2 && top->answered[2] == 3 &&
              top->answered[3] == 2,
          "%d %d %d %d", top->answered[0], top->answered[1], top->answered[2], top->answered[3]);
    maker_close(&m);
}

static void every_policy_and_mean(void **state)
{
    (void)state;
    // clang-format off
    static const struct {
        const char *name;
        enum aggregate mean;
        enum policy policy;
        double min_share;
        double want[5];
    } cases[] = { /* rows: both; b missing; b not asked; b zero; none */
        {"available, at least a quarter", AGGREGATE_AMEAN, POLICY_AVAILABLE, 0.25, {65, 20, 20, 5, NA}},
        {"available, at least a quarter and a bit", AGGREGATE_AMEAN, POLICY_AVAILABLE, 0.26, {65, NA, 20, 5, NA}},
        {"available, whatever is there", AGGREGATE_AMEAN, POLICY_AVAILABLE, 0, {65, 20, 20, 5, NA}},
        {"complete", AGGREGATE_AMEAN, POLICY_COMPLETE, 0, {65, NA, 20, 5, NA}},
        {"zero", AGGREGATE_AMEAN, POLICY_ZERO, 0, {65, 5, 5, 5, 0}},
        {"geometric", AGGREGATE_GMEAN, POLICY_AVAILABLE, 0, {56.5685424949238, 20, 20, NA, NA}},
        {"harmonic", AGGREGATE_HMEAN, POLICY_AVAILABLE, 0, {320. / 7, 20, 20, NA, NA}},
    };
    // clang-format on
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct maker m;
        maker_open(&m, 5);
        struct indicator *index = make_index(&m, "I", NULL);
        index->aggregate = cases[i].mean;
        index->policy = cases[i].policy;
        index->min_share = cases[i].min_share;
        make_number(&m, "a", "I", (double[]){20, 20, 20, 20, NA});
        make_number(&m, "b", "I", (double[]){80, NA, missing_because(MISSING_NOT_ASKED), 0, NA})
            ->weight = 3;
        CHECK(maker_run(&m, 1) == OK, "%s", m.err.text);
        for (size_t row = 0; row < 5; row++)
            CHECK(near(m.wave.scores[0].value[row], cases[i].want[row], 1e-12), "%s row %zu: %.17g",
                  cases[i].name, row, m.wave.scores[0].value[row]);
        maker_close(&m);
    }
}

static void a_child_that_is_not_positive_is_named(void **state)
{
    (void)state;
    struct maker m;
    maker_open(&m, 3);
    struct indicator *index = make_index(&m, "I", NULL);
    index->aggregate = AGGREGATE_GMEAN;
    make_number(&m, "a", "I", (double[]){20, 30, 0});
    make_number(&m, "b", "I", (double[]){20, 0, 10});
    CHECK(maker_run(&m, 1) == OK, "%s", m.err.text);
    check_score(&m, "I", (double[]){20, NA, NA});
    CHECK(strcmp(maker_finding(&m, 0),
                 "error not_positive answers.csv:3:0 no score for 'I': 'b' is "
                 "zero or negative, which 'gmean' does not allow") == 0,
          "got %s", maker_finding(&m, 0));
    CHECK(strcmp(maker_finding(&m, 1),
                 "error not_positive answers.csv:4:0 no score for 'I': 'a' is "
                 "zero or negative, which 'gmean' does not allow") == 0,
          "got %s", maker_finding(&m, 1));
    CHECK(m.found.n == 2 || strcmp(m.found.list[2].rule, "no_alpha") == 0, "%zu", m.found.n);
    maker_close(&m);
}

static void ranks_come_from_unrounded_scores(void **state)
{
    (void)state;
    struct maker m;
    maker_open(&m, 6);
    make_index(&m, "I", NULL);
    make_number(&m, "a", "I", (double[]){50, 80, 50, NA, 50.000000001, 20});
    CHECK(maker_run(&m, 1) == OK, "%s", m.err.text);
    static const uint32_t want[] = {3, 1, 3, 0, 2, 5};
    for (size_t row = 0; row < 6; row++)
        CHECK(m.wave.scores[0].rank[row] == want[row], "row %zu: %u", row,
              m.wave.scores[0].rank[row]);
    maker_close(&m);
}

static void imputed_answers_score_but_do_not_count(void **state)
{
    (void)state;
    struct maker m;
    maker_open(&m, 3);
    make_index(&m, "I", NULL);
    make_number(&m, "a", "I", (double[]){10, 30, NA})->impute = IMPUTE_MEAN;
    make_coded(&m, "b", "I", make_list(&m, 2, (double[]){0, 10}), "1-0")->impute = IMPUTE_MEAN;
    CHECK(maker_run(&m, 1) == OK, "%s", m.err.text);
    check_score(&m, "I", (double[]){55, 40, 10});
    const uint16_t *answered = m.wave.scores[0].answered;
    CHECK(answered[0] == 2 && answered[1] == 1 && answered[2] == 1, "%d %d %d", answered[0],
          answered[1], answered[2]);
    maker_close(&m);
}

enum { TALL = 1000 };

/* One row after the other, without blocks. */
static void a_tall_wave_is_scored_row_by_row(void **state)
{
    (void)state;
    static double a[TALL], b[TALL], c[TALL];
    static char d[TALL];
    for (size_t row = 0; row < TALL; row++) {
        a[row] = (double)(row % 101);
        b[row] = row % 7 == 0 ? MISSING : (double)(row * 13 % 97);
        c[row] = row % 5 == 0 ? MISSING : (double)(row * 29 % 89);
        d[row] = (char)('0' + row * 17 % 11 % 3);
    }
    struct maker m;
    maker_open(&m, TALL);
    make_index(&m, "TOP", NULL)->policy = POLICY_COMPLETE;
    make_index(&m, "I", "TOP");
    make_number(&m, "a", "I", a);
    make_number(&m, "b", "I", b);
    make_number(&m, "c", "TOP", c)->weight = 3;
    make_coded(&m, "d", "TOP", make_list(&m, 3, (double[]){0, 50, 100}), d)->weight = 4;
    CHECK(maker_run(&m, 1) == OK, "%s", m.err.text);
    for (size_t row = 0; row < TALL; row++) {
        const double i = is_missing(b[row]) ? a[row] : (a[row] + b[row]) / 2;
        const double top = (i + 3 * c[row] + 4 * 50 * (d[row] - '0')) / 8;
        CHECK(near(m.wave.scores[0].value[row], top, 1e-12), "row %zu", row);
        const int answered = 2 + !is_missing(b[row]) + !is_missing(c[row]);
        CHECK(m.wave.scores[0].answered[row] == answered, "row %zu", row);
    }
    maker_close(&m);
}

/* The same three answers in other orders: 1/6, 2/6 and 5/6 do not always add up to the same last
   bit. */
static void the_order_of_answers_does_not_rank(void **state)
{
    (void)state;
    enum { ROWS = 6 };
    static const double x[3][ROWS] = {{100. / 6, 100. / 6, 200. / 6, 200. / 6, 500. / 6, 500. / 6},
                                      {200. / 6, 500. / 6, 100. / 6, 500. / 6, 100. / 6, 200. / 6},
                                      {500. / 6, 200. / 6, 500. / 6, 100. / 6, 200. / 6, 100. / 6}};
    struct maker m;
    maker_open(&m, ROWS);
    make_index(&m, "I", NULL);
    make_number(&m, "a", "I", x[0]);
    make_number(&m, "b", "I", x[1]);
    make_number(&m, "c", "I", x[2]);
    CHECK(maker_run(&m, 1) == OK, "%s", m.err.text);
    for (size_t row = 0; row < ROWS; row++)
        CHECK(m.wave.scores[0].value[row] == m.wave.scores[0].value[0], "row %zu: %.17g", row,
              m.wave.scores[0].value[row]);
    maker_close(&m);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(scores_go_up_the_tree),
        TEST(every_policy_and_mean),
        TEST(a_child_that_is_not_positive_is_named),
        TEST(ranks_come_from_unrounded_scores),
        TEST(imputed_answers_score_but_do_not_count),
        TEST(the_order_of_answers_does_not_rank),
        TEST(a_tall_wave_is_scored_row_by_row),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
