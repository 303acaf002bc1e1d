/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/arena.h"
#include "base/random.h"
#include "stats/correlation.h"
#include "stats/permutation.h"
#include "tests/check.h"
#include "tests/stats/attitude.h"
#include "tests/stats/random_column.h"

#include <gsl/gsl_errno.h>

#define NA MISSING

enum { LARGEST = 30 };

static struct permutation permutation(struct permutation_request request)
{
    struct permutation p;
    assert_int_equal(permutation_correlation(request, &p, NULL), OK);
    return p;
}

/* rating and privileges: t gives p 0.0189; the same 1,999 orders dealt by a Python program. */
static void attitude_pair(void **state)
{
    (void)state;
    double x[ATTITUDE_N], y[ATTITUDE_N];
    attitude_column(0, x);
    attitude_column(2, y);
    const struct permutation got = permutation(
        (struct permutation_request){.x = x, .y = y, .n = 30, .replicates = 1999, .seed = 1});
    CHECK(got.n == 30 && got.two_sided == 40 / 2000.0, "got %g", got.two_sided);
    CHECK(got.greater == 22 / 2000.0 && got.less == 1979 / 2000.0, "got %g, %g", got.greater,
          got.less);
}

/* Of the 120 orders of these values one alone has an r as high, and one, the reverse, as low. */
static void all_orders_of_five(void **state)
{
    (void)state;
    static const double x[] = {1, 2, 3, 4, 5}, y[] = {1, 2, 3, 4, 6};
    const struct permutation got = permutation(
        (struct permutation_request){.x = x, .y = y, .n = 5, .replicates = 20000, .seed = 3});
    CHECK(fabs(got.greater - 1 / 120.0) < 3e-3, "got %g", got.greater);
    CHECK(fabs(got.two_sided - 2 / 120.0) < 3e-3, "got %g", got.two_sided);
    CHECK(got.less == 1, "got %g", got.less);
}

static void small_columns(void **state)
{
    (void)state;
    // clang-format off
    static const struct {
        const char *name;
        size_t n, replicates;
        double x[4], y[4];
        size_t want_n;
        double two_sided;
    } cases[] = {
        {"two rows: always as large", 2, 9, {1, 2},        {4, 3},        2, 1},
        {"no relation",               4, 9, {1, 2, 1, 2},  {1, 1, 2, 2},  4, 1},
        {"does not vary",             3, 9, {1, 1, 1},     {4, 3, 2},     3, NA},
        {"no replicates",             3, 0, {1, 2, 3},     {4, 3, 2},     3, NA},
        {"one row",                   3, 9, {1, NA, 3},    {4, 3, NA},    1, NA},
        {"nothing",                   0, 9, {0},           {0},           0, NA},
    };
    // clang-format on
    for (size_t i = 0; i < COUNT(cases); i++) {
        const struct permutation got =
            permutation((struct permutation_request){.x = cases[i].x,
                                                     .y = cases[i].y,
                                                     .n = cases[i].n,
                                                     .replicates = cases[i].replicates,
                                                     .seed = 1});
        CHECK(got.n == cases[i].want_n, "%s: got %zu", cases[i].name, got.n);
        CHECK(near(got.two_sided, cases[i].two_sided, 0), "%s: got %g", cases[i].name,
              got.two_sided);
        CHECK(is_missing(got.greater) == is_missing(got.two_sided) &&
                  is_missing(got.less) == is_missing(got.two_sided),
              "%s: got %g", cases[i].name, got.greater);
    }
}

/* Shuffled and correlated anew, one replicate at a time. */
static double slow_greater(const double *x, const double *y, size_t n, size_t replicates)
{
    const double seen = correlation_pearson(x, y, n, 0.95).value;
    double count = 1;
    for (size_t replicate = 0; replicate < replicates; replicate++) {
        struct random r = random_stream(5, replicate);
        double dealt[LARGEST];
        for (size_t i = 0; i < n; i++) {
            const size_t at = random_below(&r, i + 1);
            dealt[i] = dealt[at];
            dealt[at] = y[i];
        }
        count += correlation_pearson(x, dealt, n, 0.95).value >= seen - 1e-11;
    }
    return count / ((double)replicates + 1);
}

static void agrees_with_correlating_anew(void **state)
{
    (void)state;
    struct random r = random_stream(1, random_name("permutation"));
    for (size_t nth = 0; nth < 60; nth++) {
        double x[LARGEST], y[LARGEST], seen_x[LARGEST], seen_y[LARGEST];
        random_column(&r, nth, x, LARGEST);
        random_column(&r, nth / 6, y, LARGEST);
        const size_t n = both_present(x, y, LARGEST, seen_x, seen_y);
        const struct permutation got = permutation((struct permutation_request){
            .x = x, .y = y, .n = LARGEST, .replicates = 99, .seed = 5});
        const double want = slow_greater(seen_x, seen_y, n, 99);
        CHECK(near(got.greater, want, 0), "case %zu: got %g, want %g", nth, got.greater, want);
    }
}

static void turning_x_exchanges_the_sides(void **state)
{
    (void)state;
    struct random r = random_stream(2, random_name("permutation"));
    for (size_t nth = 0; nth < 100; nth++) {
        double x[LARGEST], y[LARGEST], turned[LARGEST];
        for (size_t i = 0; i < LARGEST; i++) {
            x[i] = random_normal(&r);
            y[i] = random_normal(&r) + x[i] / 2;
            turned[i] = -x[i];
        }
        struct permutation_request request = {
            .x = x, .y = y, .n = LARGEST, .replicates = 99, .seed = nth};
        const struct permutation a = permutation(request);
        request.x = turned;
        const struct permutation b = permutation(request);
        CHECK(a.greater == b.less && a.less == b.greater && a.two_sided == b.two_sided,
              "case %zu: %g, %g", nth, a.greater, b.less);
        CHECK(a.two_sided >= fmin(a.greater, a.less), "case %zu", nth);
    }
}

static void memory_may_run_out(void **state)
{
    (void)state;
    static const double x[] = {1, 2, 3}, y[] = {1, 3, 2};
    bool is_there = false;
    for (size_t nth = 1; !is_there; nth++) {
        struct permutation got;
        arena_fail_at(nth);
        const enum status status = permutation_correlation(
            (struct permutation_request){.x = x, .y = y, .n = 3, .replicates = 1}, &got, NULL);
        arena_fail_at(0);
        is_there = status == OK;
        CHECK(is_there || status == ERR_MEMORY, "at %zu: %d", nth, (int)status);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(attitude_pair),
        TEST(all_orders_of_five),
        TEST(small_columns),
        TEST(agrees_with_correlating_anew),
        TEST(turning_x_exchanges_the_sides),
        TEST(memory_may_run_out),
    };
    gsl_set_error_handler_off();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
