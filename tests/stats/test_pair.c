/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/error.h"
#include "stats/block.h"
#include "stats/pair.h"
#include "tests/check.h"
#include "tests/stats/random_column.h"

#define NA MISSING

static void known_pairs(void **state)
{
    (void)state;
    // clang-format off
    static const struct {
        const char *name;
        size_t n;
        double x[11], y[11];
        size_t want_n;
        double covariance, correlation, tolerance;
    } cases[] = {
        /* Anscombe (1973), The American Statistician 27, 17: r = 0.816, sum of products 55.01 */
        {"Anscombe I", 11, {10, 8, 13, 9, 11, 14, 6, 4, 12, 7, 5},
         {8.04, 6.95, 7.58, 8.81, 8.33, 9.96, 7.24, 4.26, 10.84, 4.82, 5.68},
         11, 5.501, 0.81642051634484, 1e-13},
        {"one line",          3, {1, 2, 3},       {5, 7, 9},         3, 2,   1,  1e-15},
        {"down one line",     3, {1, 2, 3},       {9, 7, 5},         3, -2,  -1, 1e-15},
        {"two rows",          2, {1, 2},          {1, 9},            2, 4,   1,  1e-15},
        {"one row",           1, {1},             {1},               1, NA,  NA, 0},
        {"nothing",           0, {0},             {0},               0, NA,  NA, 0},
        {"never both",        2, {1, NA},         {NA, 1},           0, NA,  NA, 0},
        {"x does not vary",   3, {0.1, 0.1, 0.1}, {1, 2, 3},         3, 0,   NA, 0},
        {"y does not vary",   3, {1, 2, 3},       {0.7, 0.7, 0.7},   3, 0,   NA, 0},
        {"x varies elsewhere", 4, {5, 5, 5, 9},   {1, 2, 3, NA},     3, 0,   NA, 0},
        {"far from 0",        3, {1e9, 1e9 + 1, 1e9 + 2}, {1, 3, 2}, 3, 0.5, 0.5, 1e-15},
    };
    // clang-format on
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct pair p = {0};
        pair_add_columns(&p, cases[i].x, cases[i].y, cases[i].n);
        const double covariance = pair_covariance(p), r = pair_correlation(p);
        CHECK(p.n == cases[i].want_n, "%s: got %zu", cases[i].name, p.n);
        CHECK(near(covariance, cases[i].covariance, cases[i].tolerance), "%s: got %.17g",
              cases[i].name, covariance);
        CHECK(near(r, cases[i].correlation, cases[i].tolerance), "%s: got %.17g", cases[i].name, r);
    }
}

static double slow_product(const double *x, const double *y, size_t n)
{
    long double mean_x = 0, mean_y = 0, sum = 0;
    for (size_t i = 0; i < n; i++) {
        mean_x += x[i] / (long double)n;
        mean_y += y[i] / (long double)n;
    }
    for (size_t i = 0; i < n; i++)
        sum += (x[i] - mean_x) * (y[i] - mean_y);
    return (double)sum;
}

/* A block boundary every BLOCK_ROWS rows, and one where the caller makes it. */
static void agrees_with_the_textbook_in_any_blocks(void **state)
{
    (void)state;
    enum { LARGEST = 3 * BLOCK_ROWS };
    static double x[LARGEST], y[LARGEST], seen_x[LARGEST], seen_y[LARGEST];
    struct random r = random_stream(1, random_name("pair"));
    for (size_t nth = 0; nth < RANDOM_CASES; nth++) {
        const size_t n = random_below(&r, nth % 10 == 0 ? LARGEST : 50);
        random_column(&r, nth, x, n);
        random_column(&r, nth / 6, y, n);
        const size_t n_both = both_present(x, y, n, seen_x, seen_y);
        const size_t cut = random_below(&r, n + 1);
        struct pair p = {0}, rest = {0};
        pair_add_columns(&p, x, y, cut);
        pair_add_columns(&rest, x + cut, y + cut, n - cut);
        p = pair_merge(p, rest);
        CHECK(p.n == n_both, "case %zu: %zu, want %zu", nth, p.n, n_both);
        CHECK(near(p.xx, slow_product(seen_x, seen_x, n_both), 1e-8), "case %zu", nth);
        CHECK(near(p.yy, slow_product(seen_y, seen_y, n_both), 1e-8), "case %zu", nth);
        CHECK(near(p.xy, slow_product(seen_x, seen_y, n_both), 1e-8), "case %zu", nth);
    }
}

static void a_constant_has_no_spread_at_all(void **state)
{
    (void)state;
    static double x[5 * BLOCK_ROWS + 3], y[COUNT(x)];
    for (size_t i = 0; i < COUNT(x); i++) {
        x[i] = 0.1;
        y[i] = (double)i;
    }
    struct pair p = {0};
    pair_add_columns(&p, x, y, COUNT(x));
    CHECK(p.xx == 0 && p.xy == 0 && p.mean_x == 0.1, "%g, %g", p.xx, p.xy);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(known_pairs),
        TEST(agrees_with_the_textbook_in_any_blocks),
        TEST(a_constant_has_no_spread_at_all),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
