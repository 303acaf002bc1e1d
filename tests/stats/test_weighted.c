/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/error.h"
#include "stats/moments.h"
#include "stats/pair.h"
#include "stats/weighted.h"
#include "tests/check.h"
#include "tests/stats/random_column.h"

#include <gsl/gsl_errno.h>

#define NA MISSING

/* R 4.2 with survey 4.1.1: svymean and svyvar of a design with these weights; cov.wt(cor = TRUE) */
static void as_in_r(void **state)
{
    (void)state;
    static const double y[] = {10, 20, 35, 40, 50, 65, 70, 90, 15, 25, 60, 80};
    static const double z[] = {3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8};
    static const double w[] = {1.25, 1.25, 1.25, 1.25,    1.6,     1.6,
                               1.6,  1.6,  1.6,  7 / 3.0, 7 / 3.0, 7 / 3.0};
    const struct weighted m = weighted_of(y, w, COUNT(y));
    CHECK(m.n == 12 && near(m.w, 20, 1e-14), "got %zu, %g", m.n, m.w);
    CHECK(near(m.mean, 49.0125, 1e-14), "got %.17g", m.mean);
    CHECK(near(weighted_variance(m), 699.45892045454548, 1e-13), "%.17g", weighted_variance(m));
    CHECK(near(weighted_effective(m), 11.304757418747053, 1e-13), "%.17g", weighted_effective(m));
    const struct weighted_correlation r = weighted_correlation(y, z, w, COUNT(y));
    CHECK(near(r.value, 0.57798726969535719, 1e-14), "got %.17g", r.value);
    CHECK(r.n == 12 && near(r.effective, 11.304757418747053, 1e-13), "got %.17g", r.effective);
}

static void what_cannot_be_had(void **state)
{
    (void)state;
    // clang-format off
    static const struct {
        const char *name;
        double x[3], w[3];
        size_t n, want_n;
        double mean, variance, effective;
    } cases[] = {
        {"no rows",            {0},         {0},              0, 0, NA, NA, NA},
        {"nothing present",    {NA, NA, NA}, {1, 1, 1},       3, 0, NA, NA, NA},
        {"nothing weighs",     {1, 2, 3},   {0, -1, NA},      3, 0, NA, NA, NA},
        {"infinite weight",    {1, 2, 3},   {INFINITY, 1, 1}, 3, 2, 2.5, 0.5, 2},
        {"one row",            {7, NA, 3},  {2, 1, 0},        3, 1, 7, NA, 1},
        {"does not vary",      {0.1, 0.1, 0.1}, {0.3, 0.7, 9}, 3, 3, 0.1, 0, 100 / 81.58},
    };
    // clang-format on
    for (size_t i = 0; i < COUNT(cases); i++) {
        const struct weighted m = weighted_of(cases[i].x, cases[i].w, cases[i].n);
        CHECK(m.n == cases[i].want_n, "%s: got %zu", cases[i].name, m.n);
        CHECK(near(m.mean, cases[i].mean, 0), "%s: got %.17g", cases[i].name, m.mean);
        CHECK(near(weighted_variance(m), cases[i].variance, 1e-15), "%s: variance", cases[i].name);
        CHECK(near(weighted_effective(m), cases[i].effective, 1e-14), "%s: got %.17g",
              cases[i].name, weighted_effective(m));
        const struct weighted_correlation r =
            weighted_correlation(cases[i].x, cases[i].x, cases[i].w, cases[i].n);
        CHECK(r.n == cases[i].want_n && near(r.effective, cases[i].effective, 1e-14), "%s: n",
              cases[i].name);
        CHECK(near(r.value, cases[i].variance > 0 ? 1 : NA, 1e-15), "%s: got %.17g", cases[i].name,
              r.value);
    }
}

enum { ROWS = 30 };

/* Writes x `times` times from place n on; returns the place behind. */
static size_t repeat(double x, size_t times, double *all, size_t n)
{
    for (size_t k = 0; k < times; k++)
        all[n++] = x;
    return n;
}

/* A row of weight k is k rows. */
static void whole_weights_are_repetitions(void **state)
{
    (void)state;
    struct random r = random_stream(1, random_name("weighted"));
    for (size_t nth = 0; nth < RANDOM_CASES; nth++) {
        double x[ROWS], y[ROWS], w[ROWS], all_x[5 * ROWS], all_y[5 * ROWS];
        size_t n = 0;
        random_column(&r, nth, x, ROWS);
        random_column(&r, nth + 1, y, ROWS);
        for (size_t i = 0; i < ROWS; i++) {
            const size_t times = random_below(&r, 6);
            w[i] = (double)times;
            repeat(x[i], times, all_x, n);
            n = repeat(y[i], times, all_y, n);
        }
        const struct moments want = moments_of(all_x, n);
        const struct weighted got = weighted_of(x, w, ROWS);
        CHECK(near(got.mean, want.mean, 1e-9), "case %zu: %.17g", nth, got.mean);
        CHECK(near(got.squares, want.m2, 1e-9), "case %zu: %.17g", nth, got.squares);
        struct pair pair = {0};
        pair_add_columns(&pair, all_x, all_y, n);
        CHECK(near(weighted_correlation(x, y, w, ROWS).value, pair_correlation(pair), 1e-9),
              "case %zu", nth);
    }
}

static void only_proportions_count(void **state)
{
    (void)state;
    static const double x[] = {2, 9, 4, 4}, y[] = {1, 3, 3, 8}, w[] = {1, 2, 0.5, 3};
    static const double tripled[] = {3, 6, 1.5, 9}, equal[] = {4, 4, 4, 4};
    const struct weighted a = weighted_of(x, w, 4), b = weighted_of(x, tripled, 4);
    CHECK(near(a.mean, b.mean, 1e-15), "%g, %g", a.mean, b.mean);
    CHECK(near(weighted_variance(a), weighted_variance(b), 1e-15), "variance");
    CHECK(near(weighted_effective(a), weighted_effective(b), 1e-15), "effective");
    CHECK(near(weighted_correlation(x, y, w, 4).value, weighted_correlation(x, y, tripled, 4).value,
               1e-15),
          "r");
    const struct weighted plain = weighted_of(x, equal, 4);
    CHECK(near(weighted_variance(plain), moments_variance(moments_of(x, 4)), 1e-15), "s^2");
    CHECK(weighted_effective(plain) == 4, "got %.17g", weighted_effective(plain));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(as_in_r),
        TEST(what_cannot_be_had),
        TEST(whole_weights_are_repetitions),
        TEST(only_proportions_count),
    };
    gsl_set_error_handler_off();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
