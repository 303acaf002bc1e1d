/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/error.h"
#include "stats/distribution.h"
#include "stats/poststratify.h"
#include "tests/check.h"
#include "tests/stats/random_column.h"

#include <gsl/gsl_errno.h>

#define NA MISSING

/* n values with that sum and that sum of squares, all far from losing digits. */
static struct moments moments_from(size_t n, double sum, double squares)
{
    const double mean = sum / (double)n;
    return (struct moments){n, mean, squares - sum * mean};
}

static void check_mean(const char *name, struct mean got, struct mean want)
{
    CHECK(got.n == want.n, "%s: got %zu", name, got.n);
    CHECK(near(got.value, want.value, 1e-12), "%s: got %.17g", name, got.value);
    CHECK(near(got.se, want.se, 1e-9), "%s: got %.17g", name, got.se);
    CHECK(near(got.low, want.low, 1e-9), "%s: got %.17g", name, got.low);
    CHECK(near(got.high, want.high, 1e-9), "%s: got %.17g", name, got.high);
}

/* R 4.2 with survey 4.1.1: apisrs, 200 schools of three kinds out of 6194, given the kinds:
   svymean(~api00, svydesign(id = ~1, strata = ~stype, fpc = ~N, data = apisrs)) */
static void schools_as_in_r(void **state)
{
    (void)state;
    const struct stratum schools[] = {{4421, moments_from(142, 94592, 65609288)},
                                      {755, moments_from(25, 15134, 9470478)},
                                      {1018, moments_from(33, 21591, 14659809)}};
    const double value = 656.7815809525305895, se = 9.1963509631289817;
    const double reach = student_critical(0.95, 197) * se;
    check_mean("apisrs", poststratified_mean(schools, 3, 0.95),
               (struct mean){200, value, se, value - reach, value + reach});
    CHECK(near(poststratified_weight(schools[1]), 30.2, 1e-14), "weight");
    CHECK(poststratified_cover(schools, 3) == 1, "cover");
}

static struct moments of(const double *x, size_t n)
{
    return moments_of(x, n);
}

static void small_samples_as_in_r(void **state)
{
    (void)state;
    static const double a[] = {10, 20, 35, 40}, b[] = {50, 65, 70, 90, 15}, c[] = {25, 60, 80};
    const struct stratum all[] = {{5, of(a, 4)}, {8, of(b, 5)}, {7, of(c, 3)}};
    check_mean(
        "12 of 20", poststratified_mean(all, 3, 0.95),
        (struct mean){12, 49.0125, 5.2977147195748469, 37.028236700652279, 60.996763299347727});
    /* options(survey.lonely.psu = "adjust") */
    const struct stratum lonely[] = {{5, of(a, 4)}, {8, of(b, 5)}, {7, of(c, 1)}};
    const double se = 5.3994584749691956, reach = student_critical(0.95, 7) * se;
    check_mean("one of seven", poststratified_mean(lonely, 3, 0.95),
               (struct mean){10, 38.5125, se, 38.5125 - reach, 38.5125 + reach});
    const struct stratum whole[] = {{4, of(a, 4)}, {8, of(b, 5)}};
    const struct mean got = poststratified_mean(whole, 2, 0.95);
    const struct mean part = mean_estimate(of(b, 5), 8, 0.95);
    CHECK(near(got.se, part.se * 8 / 12, 1e-14), "a whole stratum is certain: %.17g", got.se);
}

static void what_cannot_be_had(void **state)
{
    (void)state;
    static const double x[] = {1, 5, 9};
    // clang-format off
    static const struct {
        const char *name;
        struct stratum strata[3];
        size_t n;
        struct mean want;
        double cover;
    } cases[] = {
        {"no strata",          {{0}},                                       0, {0, NA, NA, NA, NA}, NA},
        {"nobody answered",    {{4, {0}}, {9, {0}}},                        2, {0, NA, NA, NA, NA}, 0},
        {"more than there are", {{2, {3, 5, 32}}, {9, {2, 1, 0}}},          2, {5, NA, NA, NA, NA}, 1},
        {"one in each",        {{4, {1, 5, 0}}, {6, {1, 10, 0}}},           2, {2, 8, NA, NA, NA},  1},
        {"all have answered",  {{3, {3, 5, 32}}, {1, {1, 9, 0}}},           2, {4, 6, 0, 6, 6},     1},
        {"an empty stratum",   {{3, {3, 5, 32}}, {1, {0}}},                 2, {3, 5, 0, 5, 5},     0.75},
        {"a stratum of none",  {{3, {3, 5, 32}}, {0, {0}}},                 2, {3, 5, 0, 5, 5},     1},
        {"nobody differs",     {{9, {3, 5, 0}}, {9, {3, 5, 0}}},            2, {6, 5, 0, 5, 5},     1},
    };
    // clang-format on
    for (size_t i = 0; i < COUNT(cases); i++) {
        check_mean(cases[i].name, poststratified_mean(cases[i].strata, cases[i].n, 0.95),
                   cases[i].want);
        CHECK(near(poststratified_cover(cases[i].strata, cases[i].n), cases[i].cover, 1e-15),
              "%s: cover", cases[i].name);
    }
    CHECK(is_missing(poststratified_weight((struct stratum){4, {0}})), "nobody");
    CHECK(is_missing(poststratified_weight((struct stratum){2, of(x, 3)})), "too many");
    CHECK(poststratified_weight((struct stratum){3, of(x, 3)}) == 1, "all");
}

enum { STRATA = 4, EACH = 9 };

static struct stratum random_stratum(struct random *r, size_t kind, double x[EACH])
{
    const size_t n = 2 + random_below(r, EACH - 1);
    random_column(r, kind, x, n);
    for (size_t i = 0; i < n; i++)
        x[i] = is_missing(x[i]) ? 0 : x[i];
    return (struct stratum){n + random_below(r, 20), of(x, n)};
}

/* What one stratum adds, its rows one by one: to sum w, to sum wx, to the variance of sum wx. */
struct part {
    long double total, sum, variance;
};

static struct part part_of(struct stratum stratum, const double x[EACH])
{
    const long double n = stratum.answered.n, all = stratum.population;
    long double mean = 0, squares = 0;
    struct part part = {0};
    for (size_t i = 0; i < stratum.answered.n; i++) {
        part.sum += (long double)poststratified_weight(stratum) * x[i];
        part.total += poststratified_weight(stratum);
        mean += x[i] / n;
    }
    for (size_t i = 0; i < stratum.answered.n; i++)
        squares += (x[i] - mean) * (x[i] - mean);
    part.variance = all * (all - n) * squares / (n - 1) / n;
    return part;
}

/* Row by row, each with its weight: sum wx / sum w, and the variance as Cochran prints it. */
static void agrees_with_the_weighted_rows(void **state)
{
    (void)state;
    struct random r = random_stream(1, random_name("poststratify"));
    for (size_t nth = 0; nth < RANDOM_CASES; nth++) {
        struct stratum strata[STRATA];
        struct part all = {0};
        for (size_t h = 0; h < STRATA; h++) {
            double x[EACH] = {0};
            strata[h] = random_stratum(&r, 2 + nth % 2, x);
            const struct part part = part_of(strata[h], x);
            all.total += part.total;
            all.sum += part.sum;
            all.variance += part.variance;
        }
        const struct mean got = poststratified_mean(strata, STRATA, 0.9);
        CHECK(near(got.value, (double)(all.sum / all.total), 1e-9), "case %zu: %.17g", nth,
              got.value);
        CHECK(near(got.se, (double)(sqrtl(all.variance) / all.total), 1e-9), "case %zu: %.17g", nth,
              got.se);
    }
}

static void with_equal_rates_it_is_the_plain_mean(void **state)
{
    (void)state;
    static const double a[] = {3, 4, 8}, b[] = {1, 9, 5}, both[] = {3, 4, 8, 1, 9, 5};
    const struct stratum strata[] = {{10, of(a, 3)}, {10, of(b, 3)}};
    const struct mean got = poststratified_mean(strata, 2, 0.95);
    CHECK(near(got.value, of(both, 6).mean, 1e-15), "got %.17g", got.value);
    const struct stratum turned[] = {strata[1], strata[0]};
    CHECK(near(poststratified_mean(turned, 2, 0.95).se, got.se, 1e-15), "the order of strata");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(schools_as_in_r),
        TEST(small_samples_as_in_r),
        TEST(what_cannot_be_had),
        TEST(agrees_with_the_weighted_rows),
        TEST(with_equal_rates_it_is_the_plain_mean),
    };
    gsl_set_error_handler_off();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
