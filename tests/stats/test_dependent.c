/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/error.h"
#include "base/missing.h"
#include "base/random.h"
#include "stats/dependent.h"
#include "stats/distribution.h"
#include "tests/check.h"

#include <gsl/gsl_errno.h>

#define NA MISSING

/* Steiger (1980), p. 249, case A, and Silver, Hittner & May (2006): z as R's cocor 1.1-4 has it.
   Zou (2007), example 2: 0.396 against 0.179, n = 66, 95 % interval (-0.093, 0.517). */
static void published(void **state)
{
    (void)state;
    const struct dependent steiger =
        dependent_compare((struct dependent_pair){.4, .5, .1, 103}, 0.95);
    CHECK(fabs(steiger.z + 0.8887185) < 5e-8, "got %.9g", steiger.z);
    CHECK(near(steiger.z, -0.8887184699558731, 1e-13), "got %.17g", steiger.z);
    CHECK(near(steiger.p, 0.37415440217200147, 1e-13), "got %.17g", steiger.p);
    const struct dependent silver =
        dependent_compare((struct dependent_pair){.3, .4, .5, 100}, 0.95);
    CHECK(fabs(silver.z + 1.0718) < 5e-5 && fabs(silver.p - 0.2838) < 5e-5, "got %g", silver.z);
    const struct dependent zou =
        dependent_compare((struct dependent_pair){.396, .179, .088, 66}, 0.95);
    CHECK(fabs(zou.low + 0.093) < 5e-4 && fabs(zou.high - 0.517) < 5e-4, "got %g, %g", zou.low,
          zou.high);
    CHECK(near(zou.low, -0.09290192167481043, 1e-13), "got %.17g", zou.low);
    CHECK(near(zou.high, 0.5167599724816172, 1e-13), "got %.17g", zou.high);
}

static void what_cannot_be_compared(void **state)
{
    (void)state;
    // clang-format off
    static const struct {
        const char *name;
        struct dependent_pair pair;
        double difference;
    } cases[] = {
        {"three units",       {.4, .5, .1, 3},    -0.1},
        {"no units",          {.4, .5, .1, 0},    -0.1},
        {"a perfect r",       {1, .5, .5, 30},    0.5},
        {"a perfect other",   {.5, -1, -.5, 30},  1.5},
        {"y1 is y2",          {.5, .5, 1, 30},    0},
        {"no r",              {NA, .5, .1, 30},   NA},
        {"no r of y1 and y2", {.4, .5, NA, 30},   -0.1},
    };
    // clang-format on
    for (size_t i = 0; i < COUNT(cases); i++) {
        const struct dependent got = dependent_compare(cases[i].pair, 0.95);
        CHECK(near(got.difference, cases[i].difference, 1e-15), "%s: got %g", cases[i].name,
              got.difference);
        CHECK(is_missing(got.z) && is_missing(got.p) && is_missing(got.low) && is_missing(got.high),
              "%s: got %g", cases[i].name, got.z);
    }
}

/* Three correlations that go together: of columns that share a random part. */
static struct dependent_pair random_pair(struct random *r)
{
    const double a = 1.8 * random_uniform(r) - .9, b = 1.8 * random_uniform(r) - .9;
    const double rest = sqrt((1 - a * a) * (1 - b * b));
    return (struct dependent_pair){a, b, a * b + rest * (1.8 * random_uniform(r) - .9),
                                   4 + random_below(r, 300)};
}

/* Steiger's Z2* as his equations 2, 3, 10 and 14 have it, one at a time. */
static double slow_z(struct dependent_pair q)
{
    const double z1 = log((1 + q.r_1) / (1 - q.r_1)) / 2, z2 = log((1 + q.r_2) / (1 - q.r_2)) / 2;
    const double r = (q.r_1 + q.r_2) / 2, jk = r, jh = r, kh = q.r_12;
    const double psi =
        kh * (1 - jk * jk - jh * jh) - 0.5 * jk * jh * (1 - jk * jk - jh * jh - kh * kh);
    const double s = psi / ((1 - jk * jk) * (1 - jh * jh));
    return sqrt((double)q.n - 3) * (z1 - z2) / sqrt(2 - 2 * s);
}

/* The interval by the correlation of two overlapping r in its first form: Pearson & Filon (1898).
 */
static double slow_low(struct dependent_pair q)
{
    const double a = q.r_1, b = q.r_2, c = q.r_12,
                 reach = normal_critical(.9) / sqrt((double)q.n - 3);
    const double l = tanh(atanh(a) - reach), u = tanh(atanh(b) + reach);
    const double covariance = c * (1 - a * a - b * b) - 0.5 * a * b * (1 - a * a - b * b - c * c);
    const double corr = covariance / ((1 - a * a) * (1 - b * b));
    return a - b - sqrt((a - l) * (a - l) + (u - b) * (u - b) - 2 * corr * (a - l) * (u - b));
}

static void agrees_with_the_textbook(void **state)
{
    (void)state;
    struct random r = random_stream(1, random_name("dependent"));
    for (size_t nth = 0; nth < 1000; nth++) {
        const struct dependent_pair q = random_pair(&r);
        const struct dependent got = dependent_compare(q, 0.9);
        CHECK(near(got.z, slow_z(q), 1e-10), "case %zu: got %.17g, want %.17g", nth, got.z,
              slow_z(q));
        CHECK(near(got.low, slow_low(q), 1e-10), "case %zu: got %.17g, want %.17g", nth, got.low,
              slow_low(q));
    }
}

static void exchanging_the_two_turns_the_sign(void **state)
{
    (void)state;
    struct random r = random_stream(2, random_name("dependent"));
    for (size_t nth = 0; nth < 1000; nth++) {
        const struct dependent_pair q = random_pair(&r);
        const struct dependent a = dependent_compare(q, 0.95);
        const struct dependent b =
            dependent_compare((struct dependent_pair){q.r_2, q.r_1, q.r_12, q.n}, 0.95);
        CHECK(near(a.z, -b.z, 1e-11) && near(a.p, b.p, 1e-11), "case %zu: %g", nth, a.z);
        CHECK(near(a.low, -b.high, 1e-11) && near(a.high, -b.low, 1e-11), "case %zu", nth);
        CHECK(a.low <= a.difference && a.difference <= a.high, "case %zu", nth);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {TEST(published), TEST(what_cannot_be_compared),
                                       TEST(agrees_with_the_textbook),
                                       TEST(exchanging_the_two_turns_the_sign)};
    gsl_set_error_handler_off();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
