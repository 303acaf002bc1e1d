/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/error.h"
#include "stats/moments.h"
#include "stats/representativity.h"
#include "tests/check.h"
#include "tests/stats/random_column.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_errno.h>

#define NA MISSING

static void known_surveys(void **state)
{
    (void)state;
    // clang-format off
    static const struct {
        const char *name;
        size_t units[4], answered[4], n_levels;
        double chi2, p, r_indicator, largest;
    } cases[] = {
        /* R 4.2: chisq.test(rbind(n, N - n), correct = FALSE) times 211/212, pchisq on 3, 1 - 2 sd */
        {"four sizes",   {80, 60, 40, 32}, {60, 52, 38, 24}, 4, 9.169288162936077, 0.027122759382766228, 0.83970726353332448,
            0.032530904359141188},
        {"all alike",    {10, 20},         {5, 10},          2, 0, 1, 1, 0},
        /* half answers, half does not: S^2 = N/4 / (N - 1) */
        {"one of two",   {50, 50},         {50, 0},          2, 99, 2.5250176624027565e-23, -0.005037815259212097, 0.5},
        {"a level of none", {10, 0, 20},   {5, 0, 10},       3, 0, 1, 1, 0},
        {"one level",    {10},             {5},              1, NA, NA, 1, 0},
        {"everybody",    {10, 20},         {10, 20},         2, NA, NA, 1, 0},
        {"nobody",       {10, 20},         {0, 0},           2, NA, NA, 1, NA},
        {"no units",     {0, 0},           {0, 0},           2, NA, NA, NA, NA},
        {"one unit",     {1, 0},           {1, 0},           2, NA, NA, NA, 0},
        {"no levels",    {0},              {0},              0, NA, NA, NA, NA},
        {"too many",     {10, 20},         {11, 3},          2, NA, NA, NA, NA},
    };
    // clang-format on
    for (size_t i = 0; i < COUNT(cases); i++) {
        const struct representativity got =
            representativity_of(cases[i].units, cases[i].answered, cases[i].n_levels);
        CHECK(near(got.chi2, cases[i].chi2, 1e-12), "%s: got %.17g", cases[i].name, got.chi2);
        CHECK(near(got.p, cases[i].p, 1e-12), "%s: got %.17g", cases[i].name, got.p);
        CHECK(near(got.r_indicator, cases[i].r_indicator, 1e-12), "%s: got %.17g", cases[i].name,
              got.r_indicator);
        CHECK(near(got.largest, cases[i].largest, 1e-14), "%s: got %.17g", cases[i].name,
              got.largest);
    }
}

enum { LEVELS = 5, UNITS = 40 };

/* Unit by unit, and the fit as it is printed. */
static void agrees_with_the_units(void **state)
{
    (void)state;
    struct random r = random_stream(1, random_name("representativity"));
    for (size_t nth = 0; nth < RANDOM_CASES; nth++) {
        size_t units[LEVELS], answered[LEVELS], n = 0, population = 0;
        for (size_t h = 0; h < LEVELS; h++) {
            units[h] = 1 + random_below(&r, UNITS);
            answered[h] = random_below(&r, units[h] + 1);
            n += answered[h];
            population += units[h];
        }
        if (n == 0 || n == population)
            continue;
        struct moments propensity = {0};
        double fit = 0;
        for (size_t h = 0; h < LEVELS; h++) {
            const double expected = (double)n * (double)units[h] / (double)population;
            fit += ((double)answered[h] - expected) * ((double)answered[h] - expected) / expected;
            for (size_t i = 0; i < units[h]; i++)
                moments_add(&propensity, (double)answered[h] / (double)units[h]);
        }
        const double chi2 = fit * (double)(population - 1) / (double)(population - n);
        const struct representativity got = representativity_of(units, answered, LEVELS);
        CHECK(got.n == n && got.population == population, "case %zu", nth);
        CHECK(near(got.chi2, chi2, 1e-9), "case %zu: %.17g", nth, got.chi2);
        CHECK(near(got.p, gsl_cdf_chisq_Q(chi2, LEVELS - 1), 1e-9), "case %zu: %g", nth, got.p);
        CHECK(near(got.r_indicator, 1 - 2 * moments_sd(propensity), 1e-9), "case %zu: %.17g", nth,
              got.r_indicator);
    }
}

/* Those who did not answer differ from the population as those who did, the other way. */
static void not_answering_is_as_far_as_answering(void **state)
{
    (void)state;
    static const size_t units[] = {20, 30, 9}, answered[] = {11, 29, 3}, others[] = {9, 1, 6};
    const struct representativity a = representativity_of(units, answered, 3);
    const struct representativity b = representativity_of(units, others, 3);
    CHECK(near(a.chi2, b.chi2, 1e-13) && near(a.p, b.p, 1e-13), "%g, %g", a.chi2, b.chi2);
    CHECK(near(a.r_indicator, b.r_indicator, 1e-14), "%g, %g", a.r_indicator, b.r_indicator);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(known_surveys),
        TEST(agrees_with_the_units),
        TEST(not_answering_is_as_far_as_answering),
    };
    gsl_set_error_handler_off();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
