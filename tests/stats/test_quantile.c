/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/error.h"
#include "stats/quantile.h"
#include "tests/check.h"
#include "tests/stats/random_column.h"

#include <stdlib.h>

#define NA MISSING

static void known_columns(void **state)
{
    (void)state;
    // clang-format off
    static const struct {
        const char *name;
        size_t n;
        double sorted[10], p, want;
    } cases[] = {
        {"Excel's help on PERCENTILE.INC", 4,  {1, 2, 3, 4},                    0.3,  1.9},
        {"Excel's help on QUARTILE.INC",   8,  {1, 2, 4, 7, 8, 9, 10, 12},      0.25, 3.5},
        {"R: quantile(1:10, 0.9)",         10, {1, 2, 3, 4, 5, 6, 7, 8, 9, 10}, 0.9,  9.1},
        {"minimum",                        3,  {1, 5, 9},                       0,    1},
        {"maximum",                        3,  {1, 5, 9},                       1,    9},
        {"median of an even number",       4,  {1, 2, 4, 9},                    0.5,  3},
        {"one value",                      1,  {7},                             0.77, 7},
        {"nothing",                        0,  {0},                             0.5,  NA},
        {"p below 0",                      2,  {1, 2},                          -0.1, NA},
        {"p above 1",                      2,  {1, 2},                          1.1,  NA},
        {"p missing",                      2,  {1, 2},                          NA,   NA},
    };
    // clang-format on
    for (size_t i = 0; i < COUNT(cases); i++) {
        const double got = quantile_sorted(cases[i].sorted, cases[i].n, cases[i].p);
        CHECK(near(got, cases[i].want, 1e-15), "%s: got %.17g", cases[i].name, got);
    }
}

static int ascending(const void *a, const void *b)
{
    const double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* By the picture: straight lines through the points (k / (n - 1), k-th value). */
static double slow_quantile(const double *sorted, size_t n, double p)
{
    for (size_t k = 0; k + 1 < n; k++) {
        const long double left = k / (n - 1.0L), right = (k + 1) / (n - 1.0L);
        if (p <= right)
            return (double)(sorted[k] +
                            (p - left) / (right - left) * ((long double)sorted[k + 1] - sorted[k]));
    }
    return sorted[n - 1];
}

/* A frequency table of sorted values; returns its number of rows. */
static size_t tabulate(const double *sorted, size_t n, struct frequency *table)
{
    size_t n_values = 0;
    for (size_t i = 0; i < n; i++) {
        if (i == 0 || sorted[i] != sorted[i - 1])
            table[n_values++] = (struct frequency){.value = sorted[i]};
        table[n_values - 1].count++;
    }
    return n_values;
}

static void agrees_with_the_picture(void **state)
{
    (void)state;
    struct random r = random_stream(1, random_name("quantile"));
    for (size_t nth = 0; nth < RANDOM_CASES; nth++) {
        double x[40], sorted[40];
        struct frequency table[40];
        random_column(&r, nth, x, COUNT(x));
        const size_t n = present(x, COUNT(x), sorted);
        qsort(sorted, n, sizeof *sorted, ascending);
        const size_t n_values = tabulate(sorted, n, table);
        const double p = random_uniform(&r), want = slow_quantile(sorted, n, p);
        CHECK(near(quantile_sorted(sorted, n, p), want, 1e-12), "case %zu", nth);
        CHECK(near(quantile_table(table, n_values, p), want, 1e-12), "case %zu", nth);
    }
}

static void a_count_of_zero_is_not_there(void **state)
{
    (void)state;
    const struct frequency table[] = {{1, 0}, {2, 1}, {3, 0}, {4, 2}, {5, 0}};
    CHECK(quantile_table(table, 5, 0) == 2, "%g", quantile_table(table, 5, 0));
    CHECK(quantile_table(table, 5, 0.25) == 3, "%g", quantile_table(table, 5, 0.25));
    CHECK(quantile_table(table, 5, 1) == 4, "%g", quantile_table(table, 5, 1));
    CHECK(is_missing(quantile_table(table, 1, 0.5)), "%g", quantile_table(table, 1, 0.5));
}

static void quantiles_of_the_turned_column_are_turned(void **state)
{
    (void)state;
    const double sorted[] = {1, 2, 4, 8, 16}, turned[] = {-16, -8, -4, -2, -1};
    for (double p = 0; p <= 1; p += 0.0625)
        CHECK(near(quantile_sorted(sorted, 5, p), -quantile_sorted(turned, 5, 1 - p), 1e-14),
              "at %g", p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(known_columns),
        TEST(agrees_with_the_picture),
        TEST(a_count_of_zero_is_not_there),
        TEST(quantiles_of_the_turned_column_are_turned),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
