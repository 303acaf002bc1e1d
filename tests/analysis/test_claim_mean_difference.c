/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/dominance.h"
#include "stats/hedges.h"
#include "stats/mean.h"
#include "stats/welch.h"
#include "tests/analysis/make_wave.h"
#include "tests/stats/sleep.h"

enum { ROWS = 20 };

struct made {
    struct maker m;
    const struct indicator *y[1];
    struct hypothesis *h;
};

/* Student's sleep as one index, ten units after the first drug and ten after the second. */
static void made_open(struct made *made, enum alternative alternative)
{
    struct maker *m = &made->m;
    double hours[ROWS];
    for (size_t i = 0; i < ROWS; i++)
        hours[i] = i < 10 ? sleep_first[i] : sleep_second[i - 10];
    maker_open(m, ROWS);
    made->y[0] = make_index(m, "HOURS", NULL);
    struct indicator *item = make_number(m, "hours", "HOURS", hours);
    item->low = -10;
    item->high = 90; /* a range of 100: the index is hours + 10 */
    made->h = make_claim(m, "H1", TEST_MEAN_DIFFERENCE, made->y, NULL);
    made->h->alternative = alternative;
}

/* R 4.2.2: t.test and wilcox.test(exact = FALSE), alternative = "less" */
static void two_levels(void **state)
{
    (void)state;
    struct made made;
    made_open(&made, ALTERNATIVE_LESS);
    made.h->group = make_group(&made.m, "drug", 2, "00000000001111111111", (size_t[]){10, 25})->of;
    CHECK(maker_run(&made.m, 1) == OK, "%s", made.m.err.text);
    const struct maker *m = &made.m;
    CHECK_FIGURE(m, "hypothesis/estimate/H1", -1.58);
    CHECK_FIELD(m, "hypothesis/estimate/H1", n, 20);
    CHECK_FIELD(m, "hypothesis/estimate/H1", se, 0.84909101723876201);
    CHECK_FIELD(m, "hypothesis/estimate/H1", low, -3.3654832307117104);
    CHECK_FIELD(m, "hypothesis/estimate/H1", high, 0.20548323071171018);
    CHECK_FIELD(m, "hypothesis/estimate/H1", p, 0.079394140187358173 / 2);
    CHECK_FIGURE(m, "hypothesis/verdict/H1", 1);
    CHECK_FIGURE(m, "hypothesis/hedges_g/H1", -0.7969352391911223);
    CHECK_FIGURE(m, "hypothesis/cliffs_delta/H1", 25.5 / 50 - 1);
    CHECK_FIELD(m, "hypothesis/cliffs_delta/H1", p, 0.034663787716813291);
    CHECK_FIGURE(m, "hypothesis/mean/H1|drug=small", 10.75);
    CHECK_FIELD(m, "hypothesis/mean/H1|drug=small", se, 0);
    CHECK_FIGURE(m, "hypothesis/mean/H1|drug=middle", 12.33);
    const struct mean second = mean_estimate(moments_of(sleep_second, 10), 25, 0.95);
    CHECK_FIELD(m, "hypothesis/mean/H1|drug=middle", se, second.se);
    CHECK_FIELD(m, "hypothesis/mean/H1|drug=middle", high, second.high + 10);
    /* without 3.7, the largest of the first; without 5.5, the largest of the second */
    CHECK_FIGURE(m, "hypothesis/leave_one_out_low/H1|unit=line%208", 3.8 / 9 - 2.33);
    CHECK_FIGURE(m, "hypothesis/leave_one_out_high/H1|unit=line%2018", 0.75 - 17.8 / 9);
    CHECK(figures_find(&m->figures, "hypothesis/weighted/H1") == NULL, "no weights");
    maker_close(&made.m);
}

/* The levels that the hypothesis names, in its order. */
static void levels_in_the_order_of_the_claim(void **state)
{
    (void)state;
    struct made made;
    const char *levels[] = {"middle", "small"};
    made_open(&made, ALTERNATIVE_TWO_SIDED);
    made.h->group = make_group(&made.m, "drug", 3, "00000000001111111112", NULL)->of;
    made.h->levels = levels;
    made.h->n_levels = 2;
    CHECK(maker_run(&made.m, 1) == OK, "%s", made.m.err.text);
    const struct welch want =
        welch_t(moments_of(sleep_second, 9), moments_of(sleep_first, 10), 0, 0.95);
    CHECK_FIGURE(&made.m, "hypothesis/estimate/H1", want.difference);
    CHECK_FIELD(&made.m, "hypothesis/estimate/H1", n, 19);
    CHECK_FIELD(&made.m, "hypothesis/estimate/H1", p, want.p);
    maker_close(&made.m);
}

/* An index at its cut: strong first. */
static void an_index_is_cut(void **state)
{
    (void)state;
    struct made made;
    double incentive[ROWS];
    for (size_t i = 0; i < ROWS; i++)
        incentive[i] = i < 10 ? 49 : 50;
    made_open(&made, ALTERNATIVE_GREATER);
    struct indicator *cut = make_index(&made.m, "CUT", NULL);
    cut->strong = 50;
    make_number(&made.m, "cut", "CUT", incentive);
    made.h->group = cut;
    CHECK(maker_run(&made.m, 1) == OK, "%s", made.m.err.text);
    CHECK_FIGURE(&made.m, "hypothesis/estimate/H1", 1.58);
    CHECK_FIGURE(&made.m, "hypothesis/mean/H1|CUT=strong", 12.33);
    CHECK_FIELD(&made.m, "hypothesis/estimate/H1", p, 0.079394140187358173 / 2);
    maker_close(&made.m);
}

/* Equal weights: the means and variances of the units themselves. Unequal ones move the means. */
static void weights_of_non_response(void **state)
{
    (void)state;
    for (int unequal = 0; unequal < 2; unequal++) {
        struct made made;
        made_open(&made, ALTERNATIVE_LESS);
        made.h->group = make_group(&made.m, "drug", 2, "00000000001111111111", NULL)->of;
        made.m.wave.weight = calloc(ROWS, sizeof(double));
        for (size_t i = 0; i < ROWS; i++)
            made.m.wave.weight[i] = unequal == 1 && i == 9 ? 4 : 2;
        CHECK(maker_run(&made.m, 1) == OK, "%s", made.m.err.text);
        const struct maker *m = &made.m;
        /* the tenth unit, 2.0, counts twice: 9.5 / 11 */
        CHECK_FIGURE(m, "hypothesis/weighted/H1", unequal == 1 ? 9.5 / 11 - 2.33 : -1.58);
        if (unequal == 0) {
            const struct figure *plain = maker_figure(m, "hypothesis/estimate/H1");
            CHECK_FIELD(m, "hypothesis/weighted/H1", se, plain->se);
            CHECK_FIELD(m, "hypothesis/weighted/H1", low, plain->low);
            CHECK_FIELD(m, "hypothesis/weighted/H1", p, plain->p);
        }
        maker_close(&made.m);
    }
}

static void more_than_two_levels(void **state)
{
    (void)state;
    struct made made;
    made_open(&made, ALTERNATIVE_TWO_SIDED);
    made.h->group = make_group(&made.m, "drug", 3, "00000001111111222222", NULL)->of;
    CHECK(maker_run(&made.m, 1) == OK, "%s", made.m.err.text);
    /* the same tests as among the differences between groups */
    const struct maker *m = &made.m;
    const struct figure *epsilon = maker_figure(m, "group_difference/epsilon2/HOURS~drug");
    const struct figure *welch = maker_figure(m, "group_difference/welch_f/HOURS~drug");
    CHECK_FIGURE(m, "hypothesis/estimate/H1", epsilon->value);
    CHECK_FIELD(m, "hypothesis/estimate/H1", high, epsilon->high);
    CHECK_FIELD(m, "hypothesis/estimate/H1", p, welch->p);
    CHECK_FIGURE(m, "hypothesis/welch_f/H1", welch->value);
    CHECK_FIGURE(m, "hypothesis/kruskal_h/H1",
                 maker_figure(m, "group_difference/kruskal_h/HOURS~drug")->value);
    CHECK(figures_find(&m->figures, "hypothesis/hedges_g/H1") == NULL, "of two only");
    maker_close(&made.m);
}

static void what_cannot_be_tested(void **state)
{
    (void)state;
    static const struct {
        const char *name, *levels, *finding;
    } cases[] = {
        {"a level of one", "01111111111111111111",
         "warning no_estimate hypotheses.csv:2:0 hypothesis 'H1' has an estimate, but no p: "
         "'small' has 1 units with a value, and 2 are needed"},
        {"an empty level", "11111111111111111111",
         "warning no_estimate hypotheses.csv:2:0 hypothesis 'H1' cannot be tested: 'small' has 0 "
         "units with a value, and 2 are needed"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct made made;
        made_open(&made, ALTERNATIVE_GREATER);
        made.h->group = make_group(&made.m, "drug", 2, cases[i].levels, NULL)->of;
        CHECK(maker_run(&made.m, 1) == OK, "%s", made.m.err.text);
        CHECK(strcmp(maker_finding(&made.m, 0), cases[i].finding) == 0, "%s: %s", cases[i].name,
              maker_finding(&made.m, 0));
        CHECK(is_missing(maker_figure(&made.m, "hypothesis/estimate/H1")->p), "%s", cases[i].name);
        CHECK(is_missing(maker_figure(&made.m, "hypothesis/verdict/H1")->value), "%s",
              cases[i].name);
        maker_close(&made.m);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(two_levels),
        TEST(levels_in_the_order_of_the_claim),
        TEST(an_index_is_cut),
        TEST(more_than_two_levels),
        TEST(weights_of_non_response),
        TEST(what_cannot_be_tested),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
