/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/error.h"
#include "stats/block.h"
#include "stats/moments.h"
#include "tests/check.h"
#include "tests/stats/random_column.h"

#define NA MISSING

enum { LARGEST = 2 * BLOCK_ROWS + 100 };

static void known_columns(void **state)
{
    (void)state;
    // clang-format off
    static const struct {
        const char *name;
        size_t n;
        double x[4];
        size_t want_n;
        double mean, sd;
    } cases[] = {
        {"nothing",               0, {0},                               0, 0,        NA},
        {"one value",             1, {7},                               1, 7,        NA},
        {"two values",            2, {1, 2},                            2, 1.5,      0.70710678118654752},
        {"does not vary",         4, {0.1, 0.1, 0.1, 0.1},              4, 0.1,      0},
        {"one missing",           4, {1, NA, 2, 3},                     3, 2,        1},
        {"all missing",           2, {NA, NA},                          0, 0,        NA},
        {"NIST NumAcc1",          3, {10000001, 10000003, 10000002},    3, 10000002, 1},
        {"far from 0",            4, {1e12 + 1, 1e12 + 2, 1e12 + 3, NA}, 3, 1e12 + 2, 1},
    };
    // clang-format on
    for (size_t i = 0; i < COUNT(cases); i++) {
        const struct moments got = moments_of(cases[i].x, cases[i].n);
        CHECK(got.n == cases[i].want_n, "%s: got %zu", cases[i].name, got.n);
        CHECK(near(got.mean, cases[i].mean, 1e-15), "%s: got %g", cases[i].name, got.mean);
        CHECK(near(moments_sd(got), cases[i].sd, 1e-15), "%s: got %g", cases[i].name,
              moments_sd(got));
    }
}

static void a_constant_has_no_spread_at_all(void **state)
{
    (void)state;
    struct moments m = {0};
    for (size_t i = 0; i < 1000; i++)
        moments_add(&m, 0.1);
    m = moments_merge(m, m);
    moments_add_times(&m, 0.1, 12345);
    CHECK(m.m2 == 0 && m.mean == 0.1, "m2 %g, mean %.17g", m.m2, m.mean);
    double x[LARGEST];
    for (size_t i = 0; i < LARGEST; i++)
        x[i] = 0.7;
    CHECK(moments_of(x, LARGEST).m2 == 0, "m2 %g", moments_of(x, LARGEST).m2);
}

/* NIST StRD NumAcc2 and NumAcc3: 1001 numbers, one in the middle and 500 on each side of it. The
   decimals of NumAcc3 are no binary numbers: the data themselves are only good to 1e-9. */
static void nist_numacc(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        double middle, tolerance;
    } cases[] = {{"NumAcc2", 1.2, 1e-14}, {"NumAcc3", 1000000.2, 1e-9}};
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct moments m = {0};
        moments_add(&m, cases[i].middle);
        for (size_t pair = 0; pair < 500; pair++) {
            moments_add(&m, cases[i].middle - 0.1);
            moments_add(&m, cases[i].middle + 0.1);
        }
        CHECK(near(m.mean, cases[i].middle, 1e-14), "%s: got %.17g", cases[i].name, m.mean);
        CHECK(near(moments_sd(m), 0.1, cases[i].tolerance), "%s: got %.17g", cases[i].name,
              moments_sd(m));
    }
}

/* The textbook, in two passes and with more digits. */
static double slow_variance(const double *x, size_t n)
{
    long double sum = 0, squares = 0;
    for (size_t i = 0; i < n; i++)
        sum += x[i];
    for (size_t i = 0; i < n; i++)
        squares += (x[i] - sum / n) * (x[i] - sum / n);
    return n < 2 ? MISSING : (double)(squares / (n - 1));
}

static void agrees_with_two_passes(void **state)
{
    (void)state;
    static double x[LARGEST], seen[LARGEST];
    struct random r = random_stream(1, random_name("moments"));
    for (size_t nth = 0; nth < RANDOM_CASES; nth++) {
        const size_t n = random_below(&r, nth % 20 == 0 ? LARGEST : 60);
        random_column(&r, nth, x, n);
        const double want = slow_variance(seen, present(x, n, seen));
        const double got = moments_variance(moments_of(x, n));
        CHECK(near(got, want, 1e-9), "case %zu: %.17g, want %.17g", nth, got, want);
    }
}

static void parts_and_counts_give_the_whole(void **state)
{
    (void)state;
    static double x[LARGEST];
    struct random r = random_stream(2, random_name("moments"));
    for (size_t nth = 0; nth < RANDOM_CASES; nth++) {
        const size_t n = 1 + random_below(&r, nth % 20 == 0 ? LARGEST - 1 : 60);
        random_column(&r, nth, x, n);
        const size_t cut = random_below(&r, n + 1), times = random_below(&r, 9);
        struct moments whole = moments_of(x, n);
        struct moments parts = moments_merge(moments_of(x, cut), moments_of(x + cut, n - cut));
        moments_add_times(&parts, 3.25, times);
        for (size_t i = 0; i < times; i++)
            moments_add(&whole, 3.25);
        CHECK(parts.n == whole.n, "case %zu", nth);
        CHECK(near(parts.mean, whole.mean, 1e-12), "case %zu", nth);
        CHECK(near(parts.m2, whole.m2, 1e-9), "case %zu: %g, %g", nth, parts.m2, whole.m2);
    }
}

static void variance_ignores_a_shift_and_squares_a_factor(void **state)
{
    (void)state;
    const double raw[] = {1, 2, 4, 8};
    const double turned[] = {97, 94, 88, 76}; /* 100 - 3 raw */
    const double v = moments_variance(moments_of(raw, 4));
    CHECK(near(moments_variance(moments_of(turned, 4)), 9 * v, 1e-14), "%g", v);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(known_columns),
        TEST(a_constant_has_no_spread_at_all),
        TEST(nist_numacc),
        TEST(agrees_with_two_passes),
        TEST(parts_and_counts_give_the_whole),
        TEST(variance_ignores_a_shift_and_squares_a_factor),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
