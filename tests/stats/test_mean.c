/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/error.h"
#include "stats/distribution.h"
#include "stats/mean.h"
#include "tests/check.h"
#include "tests/stats/random_column.h"

#include <gsl/gsl_errno.h>

#define NA MISSING

static void known_means(void **state)
{
    (void)state;
    // clang-format off
    static const struct {
        const char *name;
        struct moments m;
        size_t population;
        struct mean want;
        double tolerance;
    } cases[] = {
        /* R's survey package, help on svydesign: apisrs, 200 of 6194 schools, mean of api00
           656.58 with SE 9.2497; without the correction 9.4028 */
        {"apisrs, finite",    {200, 656.585, 9.4028 * 9.4028 * 200 * 199}, 6194,
         {200, 656.585, 9.2497, 638.345, 674.825}, 1e-5},
        {"apisrs, infinite",  {200, 656.585, 9.4028 * 9.4028 * 200 * 199}, 0,
         {200, 656.585, 9.4028, 638.0432, 675.1268}, 1e-5},
        {"t on one degree",   {2, 5, 2},     0,  {2, 5, 1, 5 - 12.7062047361747046,
                                                           5 + 12.7062047361747046}, 1e-13},
        {"all have answered", {10, 5, 90},   10, {10, 5, 0, 5, 5}, 0},
        {"half have answered", {10, 5, 90},  20, {10, 5, 0.70710678118654752, 3.400413330075668,
                                                  6.5995866699243315}, 1e-13},
        {"the only unit",     {1, 5, 0},     1,  {1, 5, 0, 5, 5}, 0},
        {"one of two",        {1, 5, 0},     2,  {1, 5, NA, NA, NA}, 0},
        {"more than there are", {10, 5, 90}, 9,  {10, 5, NA, NA, NA}, 0},
        {"nobody",            {0},           9,  {0, NA, NA, NA, NA}, 0},
        {"nobody of infinitely many", {0},   0,  {0, NA, NA, NA, NA}, 0},
    };
    // clang-format on
    for (size_t i = 0; i < COUNT(cases); i++) {
        const struct mean got = mean_estimate(cases[i].m, cases[i].population, 0.95);
        const struct mean want = cases[i].want;
        const double tolerance = cases[i].tolerance;
        CHECK(got.n == want.n, "%s: got %zu", cases[i].name, got.n);
        CHECK(near(got.value, want.value, 0), "%s: got %.17g", cases[i].name, got.value);
        CHECK(near(got.se, want.se, tolerance), "%s: got %.17g", cases[i].name, got.se);
        CHECK(near(got.low, want.low, tolerance), "%s: got %.17g", cases[i].name, got.low);
        CHECK(near(got.high, want.high, tolerance), "%s: got %.17g", cases[i].name, got.high);
    }
}

static void agrees_with_the_textbook(void **state)
{
    (void)state;
    struct random r = random_stream(1, random_name("mean"));
    for (size_t nth = 0; nth < RANDOM_CASES; nth++) {
        double x[40], seen[40];
        random_column(&r, nth, x, COUNT(x));
        const size_t n = present(x, COUNT(x), seen), all = n + 1 + random_below(&r, 100);
        long double sum = 0, squares = 0;
        for (size_t i = 0; i < n; i++)
            sum += seen[i];
        for (size_t i = 0; i < n; i++)
            squares += (seen[i] - sum / n) * (seen[i] - sum / n);
        const double se = (double)sqrtl((1 - (long double)n / all) * squares / (n - 1.0L) / n);
        const double t = student_critical(0.9, (double)n - 1);
        const struct mean got = mean_estimate(moments_of(x, COUNT(x)), all, 0.9);
        CHECK(near(got.se, se, 1e-9), "case %zu: %.17g, want %.17g", nth, got.se, se);
        CHECK(near(got.high, (double)(sum / n) + t * se, 1e-9), "case %zu: %.17g", nth, got.high);
        CHECK(near(got.high - got.value, got.value - got.low, 1e-9), "case %zu", nth);
    }
}

static void the_more_have_answered_the_narrower_the_interval(void **state)
{
    (void)state;
    const struct moments m = {50, 3, 49};
    double wider = INFINITY;
    for (size_t population = 1000; population >= 50; population -= 50) {
        const struct mean mean = mean_estimate(m, population, 0.95);
        CHECK(mean.high - mean.low < wider, "at %zu", population);
        wider = mean.high - mean.low;
    }
    CHECK(wider == 0, "got %g", wider);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(known_means),
        TEST(agrees_with_the_textbook),
        TEST(the_more_have_answered_the_narrower_the_interval),
    };
    gsl_set_error_handler_off();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
