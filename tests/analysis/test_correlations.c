/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/kinship.h"
#include "stats/correlation.h"
#include "tests/analysis/make_wave.h"

static void every_pair_of_indices_once(void **state)
{
    (void)state;
    static const double x[] = {10, 20, 30, 40, 50, NA}, y[] = {10, 40, 20, 50, 90, 5};
    struct maker m;
    maker_open(&m, 6);
    make_index(&m, "X", NULL);
    make_number(&m, "x", "X", x);
    make_index(&m, "Y", NULL);
    make_number(&m, "y", "Y", y);
    CHECK(maker_run(&m, 1) == OK, "%s", m.err.text);
    /* sums of squares 1000 and 3880, of products 1700 */
    CHECK_FIGURE(&m, "correlation/pearson/X~Y", 1700 / sqrt(1000. * 3880));
    CHECK_FIELD(&m, "correlation/pearson/X~Y", n, 5);
    const struct correlation r = correlation_pearson(x, y, 6, 0.95);
    CHECK_FIELD(&m, "correlation/pearson/X~Y", p, r.p);
    CHECK_FIELD(&m, "correlation/pearson/X~Y", low, r.low);
    CHECK_FIELD(&m, "correlation/pearson/X~Y", high, r.high);
    CHECK_FIGURE(&m, "correlation/spearman/X~Y", 0.9); /* 1 - 6 (1 + 1) / (5 * 24) */
    CHECK_FIGURE(&m, "correlation/kendall/X~Y", 0.8);  /* one pair of ten the other way round */
    CHECK_FIELD(&m, "correlation/kendall/X~Y", n, 5);
    CHECK_FIELD(&m, "correlation/kendall/X~Y", p, 2 * 5 / 120.0); /* exact: 5 orders of 120 */
    CHECK_FIGURE(&m, "correlation/p_holm/X~Y", r.p);
    CHECK_FIGURE(&m, "correlation/p_bh/X~Y", r.p);
    CHECK(figures_find(&m.figures, "correlation/pearson/Y~X") == NULL, "once");
    CHECK(figures_find(&m.figures, "correlation/pearson/X~X") == NULL, "not with itself");
    maker_close(&m);
}

static void kin_is_told(void **state)
{
    (void)state;
    struct maker m;
    maker_open(&m, 5);
    make_index(&m, "TOP", NULL);
    make_index(&m, "A", "TOP");
    make_index(&m, "B", "TOP");
    make_index(&m, "C", NULL);
    struct indicator *a = make_number(&m, "a", "A", (double[]){1, 2, 3, 4, 6});
    make_number(&m, "b", "B", (double[]){3, 2, 3, 4, 7});
    struct indicator *again = make_number(&m, "a_again", "C", (double[]){1, 2, 3, 4, 6});
    again->question = a->question; /* Source: a question that serves twice */
    CHECK(maker_run(&m, 1) == OK, "%s", m.err.text);
    static const struct {
        const char *id, *want;
    } cases[] = {
        {"correlation/pearson/TOP~A", "; one is part of the other, so r is spurious"},
        {"correlation/pearson/A~B", "Fisher z 95 % interval"},
        {"correlation/spearman/A~C", "; an item feeds both, so r is spurious"},
        {"correlation/spearman/TOP~C", "; an item feeds both, so r is spurious"},
        {"correlation/pearson/B~C", "Fisher z 95 % interval"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        const char *method = maker_figure(&m, cases[i].id)->method;
        const size_t n = strlen(method), want = strlen(cases[i].want);
        CHECK(n >= want && strcmp(method + n - want, cases[i].want) == 0, "%s: %s", cases[i].id,
              method);
    }
    maker_close(&m);
}

/* Of the six pairs of X (over A and B), A, B and C, the two of X and its parts are no tests. */
static void p_is_adjusted_for_the_pairs_that_are_tests(void **state)
{
    (void)state;
    struct maker m;
    maker_open(&m, 6);
    make_index(&m, "X", NULL);
    make_index(&m, "A", "X");
    make_number(&m, "a", "A", (double[]){1, 2, 3, 4, 6, 7});
    make_index(&m, "B", "X");
    make_number(&m, "b", "B", (double[]){3, 2, 8, 4, 7, 5});
    make_index(&m, "C", NULL);
    make_number(&m, "c", "C", (double[]){2, 1, 3, 6, 5, 7});
    CHECK(maker_run(&m, 1) == OK, "%s", m.err.text);
    const double x = maker_figure(&m, "correlation/pearson/X~C")->p;
    const double a = maker_figure(&m, "correlation/pearson/A~C")->p;
    const double b = maker_figure(&m, "correlation/pearson/B~C")->p;
    const double parts = maker_figure(&m, "correlation/pearson/A~B")->p;
    CHECK(4 * a < 2 * x && 3 * x < 2 * parts && parts < b && b < 2 * parts && 4 * parts < 3 * b,
          "the order of the p: %g, %g, %g, %g", a, x, parts, b);
    CHECK_FIGURE(&m, "correlation/p_holm/A~C", 4 * a);
    CHECK_FIGURE(&m, "correlation/p_holm/X~C", 3 * x);
    CHECK_FIGURE(&m, "correlation/p_holm/A~B", 2 * parts);
    CHECK_FIGURE(&m, "correlation/p_holm/B~C", 2 * parts);
    CHECK_FIGURE(&m, "correlation/p_bh/A~C", 4 * a);
    CHECK_FIGURE(&m, "correlation/p_bh/X~C", 2 * x);
    CHECK_FIGURE(&m, "correlation/p_bh/A~B", 4 * parts / 3);
    CHECK_FIGURE(&m, "correlation/p_bh/B~C", b);
    static const char *const kin[] = {"correlation/p_holm/X~A", "correlation/p_bh/X~B",
                                      "correlation/spearman_p_holm/X~A"};
    for (size_t i = 0; i < COUNT(kin); i++)
        CHECK(strcmp(maker_figure(&m, kin[i])->status, "z") == 0, "%s: status", kin[i]);
    const char *method = maker_figure(&m, "correlation/p_bh/A~C")->method;
    CHECK(strcmp(method,
                 "p of Pearson's r, adjusted after Benjamini & Hochberg over the 4 pairs of "
                 "indices without answers in common") == 0,
          "%s", method);
    const double rho = maker_figure(&m, "correlation/spearman/A~C")->p;
    CHECK(maker_figure(&m, "correlation/spearman_p_bh/A~C")->value >= rho, "Spearman");
    maker_close(&m);
}

static void what_does_not_vary_has_no_correlation(void **state)
{
    (void)state;
    struct maker m;
    maker_open(&m, 4);
    make_index(&m, "X", NULL);
    make_number(&m, "x", "X", (double[]){1, 2, 3, 4});
    make_index(&m, "Y", NULL);
    make_number(&m, "y", "Y", (double[]){5, 5, 5, 5});
    CHECK(maker_run(&m, 1) == OK, "%s", m.err.text);
    CHECK(strcmp(maker_figure(&m, "correlation/pearson/X~Y")->status, "x") == 0, "status");
    CHECK(strcmp(maker_figure(&m, "correlation/kendall/X~Y")->status, "x") == 0, "status");
    CHECK(strcmp(maker_figure(&m, "correlation/p_holm/X~Y")->status, "x") == 0, "status");
    CHECK_FIELD(&m, "correlation/pearson/X~Y", n, 4);
    CHECK(m.found.n == 1 &&
              strcmp(maker_finding(&m, 0),
                     "info constant_index indices.csv:4:0 every unit has the same score for 'Y': "
                     "it goes with nothing") == 0,
          "%zu: %s", m.found.n, maker_finding(&m, 0));
    maker_close(&m);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(every_pair_of_indices_once),
        TEST(kin_is_told),
        TEST(p_is_adjusted_for_the_pairs_that_are_tests),
        TEST(what_does_not_vary_has_no_correlation),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
