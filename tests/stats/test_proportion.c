/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/error.h"
#include "stats/distribution.h"
#include "stats/proportion.h"
#include "tests/check.h"
#include "tests/stats/random_column.h"

#include <gsl/gsl_errno.h>

#define NA MISSING

static void known_shares(void **state)
{
    (void)state;
    // clang-format off
    static const struct {
        const char *name;
        size_t hits, n, population;
        double value, low, high, tolerance;
    } cases[] = {
        /* Newcombe (1998), Statistics in Medicine 17, 857, table I, method 3 */
        {"Newcombe 81/263",  81, 263, 0,   81 / 263.0, 0.2553, 0.3662, 5e-5},
        {"Newcombe 15/148",  15, 148, 0,   15 / 148.0, 0.0624, 0.1605, 5e-5},
        {"Newcombe 0/20",    0,  20,  0,   0,          0,      0.1611, 5e-5},
        {"Newcombe 1/29",    1,  29,  0,   1 / 29.0,   0.0061, 0.1718, 5e-5},
        {"all of 20",        20, 20,  0,   1,          0.8389, 1,      5e-5},
        /* 10 of 20 out of 40 tell as much as 20 of 40 out of infinitely many */
        {"half of them",     10, 20,  40,  0.5, 0.35199526933465386, 0.64800473066534614, 1e-13},
        {"all have answered", 3, 8,   8,   0.375,      0.375,  0.375,  0},
        {"more than there are", 3, 8, 7,   0.375,      NA,     NA,     0},
        {"nobody",           0,  0,   9,   NA,         NA,     NA,     0},
        {"more hits than answers", 3, 2, 9, NA,        NA,     NA,     0},
    };
    // clang-format on
    for (size_t i = 0; i < COUNT(cases); i++) {
        const struct proportion got =
            proportion_estimate(cases[i].hits, cases[i].n, cases[i].population, 0.95);
        CHECK(got.n == cases[i].n, "%s: got %zu", cases[i].name, got.n);
        CHECK(near(got.value, cases[i].value, 0), "%s: got %g", cases[i].name, got.value);
        CHECK(near(got.low, cases[i].low, cases[i].tolerance), "%s: got %.17g", cases[i].name,
              got.low);
        CHECK(near(got.high, cases[i].high, cases[i].tolerance), "%s: got %.17g", cases[i].name,
              got.high);
    }
}

/* How far a population's share lies from p, in its own standard errors. */
static double distance(double p, double share, double n)
{
    return fabs(p - share) / sqrt(share * (1 - share) / n);
}

/* An end of Wilson's interval is a share from which p is just z standard errors away. */
static void ends_are_where_the_score_test_says(void **state)
{
    (void)state;
    struct random r = random_stream(1, random_name("proportion"));
    for (size_t nth = 0; nth < RANDOM_CASES; nth++) {
        const size_t n = 2 + random_below(&r, 200), hits = 1 + random_below(&r, n - 1);
        const size_t population = nth % 2 == 0 ? 0 : n + 1 + random_below(&r, 200);
        const double confidence = 0.5 + 0.49 * random_uniform(&r);
        const double effective =
            population == 0 ? (double)n : (double)n / (1 - (double)n / (double)population);
        const double z = normal_critical(confidence);
        const struct proportion p = proportion_estimate(hits, n, population, confidence);
        CHECK(p.low < p.value && p.value < p.high, "case %zu: %g, %g", nth, p.low, p.high);
        CHECK(near(distance(p.value, p.low, effective), z, 1e-9), "case %zu: %g", nth, p.low);
        CHECK(near(distance(p.value, p.high, effective), z, 1e-9), "case %zu: %g", nth, p.high);
    }
}

static void the_share_of_the_others_is_the_rest(void **state)
{
    (void)state;
    for (size_t hits = 0; hits <= 30; hits++) {
        const struct proportion those = proportion_estimate(hits, 30, 100, 0.95);
        const struct proportion others = proportion_estimate(30 - hits, 30, 100, 0.95);
        CHECK(near(those.low, 1 - others.high, 1e-14), "%zu: %g, %g", hits, those.low, others.high);
    }
}

/* With equal weights the share of a mean is the share of a count, in interval too. */
static void a_mean_of_zeros_and_ones_is_a_share(void **state)
{
    (void)state;
    for (size_t hits = 0; hits <= 30; hits++) {
        struct moments m = {0};
        moments_add_times(&m, 1, hits);
        moments_add_times(&m, 0, 30 - hits);
        const struct proportion want = proportion_estimate(hits, 30, 100, 0.95);
        const struct proportion got = proportion_of_mean(mean_estimate(m, 100, 0.95), 100, 0.95);
        CHECK(got.n == 30 && near(got.value, want.value, 1e-14), "%zu: %g", hits, got.value);
        CHECK(near(got.low, want.low, 1e-12) && near(got.high, want.high, 1e-12), "%zu: %g, %g",
              hits, got.low, got.high);
    }
}

static void known_weighted_shares(void **state)
{
    (void)state;
    // clang-format off
    static const struct {
        const char *name;
        struct mean share;
        size_t population;
        double low, high;
    } cases[] = {
        /* (p + z^2/2n -+ z sqrt(p(1 - p)/n + z^2/4n^2)) / (1 + z^2/n) at n = 101 */
        {"as many as there are", {101, 0.1, 0.03, NA, NA}, 0, 0.055390213551329504, 0.17392230356855537},
        {"strata that agree",  {20, 0.5, 0, NA, NA},    40, 0.35199526933465386, 0.64800473066534614},
        {"no error known",     {20, 0.5, NA, NA, NA},   40, 0.35199526933465386, 0.64800473066534614},
        {"all have answered",  {8, 0.25, 0, NA, NA},     8, 0.25, 0.25},
        {"more than there are", {8, 0.25, 0, NA, NA},    7, NA, NA},
        {"nobody",             {0, NA, NA, NA, NA},      7, NA, NA},
    };
    // clang-format on
    for (size_t i = 0; i < COUNT(cases); i++) {
        const struct proportion got = proportion_of_mean(cases[i].share, cases[i].population, 0.95);
        CHECK(near(got.low, cases[i].low, 1e-12), "%s: got %.17g", cases[i].name, got.low);
        CHECK(near(got.high, cases[i].high, 1e-12), "%s: got %.17g", cases[i].name, got.high);
    }
}

/* R 4.2.2: binom.test and prop.test with correct = FALSE; Mendel's peas are in R's help. */
static void known_tests(void **state)
{
    (void)state;
    const struct proportion_test peas = proportion_test(682, 925, 0, 0.75);
    CHECK(near(peas.z * peas.z, 0.79603603603603601, 1e-13), "%.17g", peas.z);
    CHECK(near(peas.p, 0.372281178458713, 1e-13), "%.17g", peas.p);
    CHECK(near(peas.exact_less, 0.19600926705388305, 1e-10), "%.17g", peas.exact_less);
    CHECK(near(peas.exact_greater, 0.82408912235242271, 1e-10), "%.17g", peas.exact_greater);
    CHECK(near(proportion_test(41, 187, 0, 0.3).p_less, 0.0079848221848459779, 1e-13), "less");
    /* 10 of 20 out of 40 tell as much as 20 of 40 out of infinitely many */
    const struct proportion_test half = proportion_test(10, 20, 40, 0.4);
    const struct proportion_test twice = proportion_test(20, 40, 0, 0.4);
    CHECK(near(half.z, twice.z, 1e-13), "%.17g, %.17g", half.z, twice.z);
    CHECK(half.exact_greater > half.p_greater, "%.17g", half.exact_greater);
}

static void what_cannot_be_tested(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        size_t hits, n, population;
        double null;
        bool has_score, has_exact;
    } cases[] = {
        {"some", 3, 8, 20, 0.5, true, true},     {"nobody", 0, 0, 9, 0.5, false, false},
        {"too few", 9, 8, 8, 0.5, false, false}, {"too many", 9, 8, 20, 0.5, false, false},
        {"null of 0", 3, 8, 20, 0, false, true}, {"null of 2", 3, 8, 20, 2, false, false},
        {"no null", 3, 8, 20, NA, false, false},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        const struct proportion_test t =
            proportion_test(cases[i].hits, cases[i].n, cases[i].population, cases[i].null);
        CHECK(isfinite(t.z) == cases[i].has_score, "%s: %g", cases[i].name, t.z);
        CHECK(isfinite(t.p) == cases[i].has_score, "%s: %g", cases[i].name, t.p);
        CHECK(isfinite(t.exact_less) == cases[i].has_exact, "%s: %g", cases[i].name, t.exact_less);
    }
}

/* Where Wilson's interval ends, the one-sided test is at its limit. */
static void nothing_is_left_to_chance_when_all_have_answered(void **state)
{
    (void)state;
    static const struct {
        size_t hits;
        double p, p_greater, p_less;
    } cases[] = {{3, 0, 1, 0}, {4, 1, 1, 1}, {5, 0, 0, 1}};
    for (size_t i = 0; i < COUNT(cases); i++) {
        const struct proportion_test t = proportion_test(cases[i].hits, 8, 8, 0.5);
        CHECK(isnan(t.z) && t.p == cases[i].p && t.p_greater == cases[i].p_greater &&
                  t.p_less == cases[i].p_less,
              "%zu of 8: %g, %g, %g, %g", cases[i].hits, t.z, t.p, t.p_greater, t.p_less);
    }
}

static void interval_and_test_agree(void **state)
{
    (void)state;
    struct random r = random_stream(2, random_name("proportion"));
    for (size_t nth = 0; nth < RANDOM_CASES; nth++) {
        const size_t n = 2 + random_below(&r, 200), hits = 1 + random_below(&r, n - 1);
        const size_t population = nth % 2 == 0 ? 0 : n + 1 + random_below(&r, 200);
        const double confidence = 0.5 + 0.49 * random_uniform(&r);
        const struct proportion p = proportion_estimate(hits, n, population, confidence);
        const double greater = proportion_test(hits, n, population, p.low).p_greater;
        const double less = proportion_test(hits, n, population, p.high).p_less;
        CHECK(near(greater, (1 - confidence) / 2, 1e-9), "case %zu: %g", nth, greater);
        CHECK(near(less, (1 - confidence) / 2, 1e-9), "case %zu: %g", nth, less);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(known_shares),
        TEST(ends_are_where_the_score_test_says),
        TEST(known_tests),
        TEST(what_cannot_be_tested),
        TEST(nothing_is_left_to_chance_when_all_have_answered),
        TEST(interval_and_test_agree),
        TEST(the_share_of_the_others_is_the_rest),
        TEST(a_mean_of_zeros_and_ones_is_a_share),
        TEST(known_weighted_shares),
    };
    gsl_set_error_handler_off();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
