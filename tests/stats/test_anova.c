/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/error.h"
#include "stats/anova.h"
#include "stats/distribution.h"
#include "tests/check.h"
#include "tests/stats/random_column.h"

#include <gsl/gsl_errno.h>

#define NA MISSING

enum { MOST_LEVELS = 9, LARGEST = 60 };

/* NIST Statistical Reference Datasets, https://www.itl.nist.gov/div898/strd/ (a work of the US
   government): resistivity of silicon, and the atomic weight of silver. */
// clang-format off
static const double silicon[5][5] = {
    {196.3052, 196.1240, 196.1890, 196.2569, 196.3403},
    {196.3042, 196.3825, 196.1669, 196.3257, 196.0422},
    {196.1303, 196.2005, 196.2889, 196.0343, 196.1811},
    {196.2795, 196.1748, 196.1494, 196.1485, 195.9885},
    {196.2119, 196.1051, 196.1850, 196.0052, 196.2090},
};
static const double silver[2][24] = {
    {107.8681568, 107.8681465, 107.8681572, 107.8681785, 107.8681446, 107.8681903, 107.8681526,
     107.8681494, 107.8681616, 107.8681587, 107.8681519, 107.8681486, 107.8681419, 107.8681569,
     107.8681508, 107.8681672, 107.8681385, 107.8681518, 107.8681662, 107.8681424, 107.8681360,
     107.8681333, 107.8681610, 107.8681477},
    {107.8681079, 107.8681344, 107.8681513, 107.8681197, 107.8681604, 107.8681385, 107.8681642,
     107.8681365, 107.8681151, 107.8681082, 107.8681517, 107.8681448, 107.8681198, 107.8681482,
     107.8681334, 107.8681609, 107.8681101, 107.8681512, 107.8681469, 107.8681360, 107.8681254,
     107.8681261, 107.8681450, 107.8681368},
};
/* R's datasets::PlantGrowth (Dobson 1983) */
static const double plants[3][10] = {
    {4.17, 5.58, 5.18, 6.11, 4.50, 4.61, 5.17, 4.53, 5.33, 5.14},
    {4.81, 4.17, 4.41, 3.59, 5.87, 3.83, 6.03, 4.89, 4.32, 4.69},
    {6.31, 5.12, 5.54, 5.50, 5.37, 5.29, 4.92, 6.15, 5.80, 5.26},
}; // clang-format on

static bool agrees(double got, double want, double digits)
{
    return fabs(got - want) < pow(10, -digits) * fabs(want);
}

static void certified_sets(void **state)
{
    (void)state;
    struct moments level[MOST_LEVELS];
    for (size_t i = 0; i < 5; i++)
        level[i] = moments_of(silicon[i], 5);
    struct anova_table t = anova_of(level, 5);
    CHECK(agrees(t.test.f, 1.18046237440255, 12), "SiRstv: F %.17g", t.test.f);
    CHECK(agrees(t.r2, .190999039051129, 12), "SiRstv: R2 %.17g", t.r2);
    CHECK(agrees(t.ss_within, .216636560000000, 12), "SiRstv: within %.17g", t.ss_within);
    CHECK(t.test.df1 == 4 && t.test.df2 == 20, "%g, %g", t.test.df1, t.test.df2);
    for (size_t i = 0; i < 2; i++)
        level[i] = moments_of(silver[i], 24);
    t = anova_of(level, 2);
    CHECK(agrees(t.test.f, 15.9467335677930, 8), "AtmWtAg: F %.17g", t.test.f);
    CHECK(agrees(t.r2, .257426544538321, 8), "AtmWtAg: R2 %.17g", t.r2);
}

/* Simon & Lesage (1989): a level has its middle once, and a tenth more and less equally often. */
static void simon_lesage(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        double far;
        size_t n;
        double f, r2, digits;
    } sets[] = {
        {"SmLs01", 0, 21, 21, 4.82758620689655E-01, 13},
        {"SmLs02", 0, 201, 201, 4.71830985915493E-01, 13},
        {"SmLs04", 1e6, 21, 21, 4.82758620689655E-01, 9},
        {"SmLs05", 1e6, 201, 201, 4.71830985915493E-01, 9},
    };
    static const double middle[MOST_LEVELS] = {14, 13, 15, 13, 15, 13, 15, 13, 15};
    for (size_t i = 0; i < COUNT(sets); i++) {
        struct moments level[MOST_LEVELS];
        for (size_t k = 0; k < MOST_LEVELS; k++) {
            double x[201] = {(10 * sets[i].far + middle[k]) / 10};
            for (size_t row = 1; row < sets[i].n; row++)
                x[row] = (10 * sets[i].far + middle[k] + (row % 2 == 1 ? -1 : 1)) / 10;
            level[k] = moments_of(x, sets[i].n);
        }
        const struct anova_table t = anova_of(level, MOST_LEVELS);
        CHECK(agrees(t.test.f, sets[i].f, sets[i].digits), "%s: %.17g", sets[i].name, t.test.f);
        CHECK(agrees(t.r2, sets[i].r2, sets[i].digits), "%s: %.17g", sets[i].name, t.r2);
    }
}

/* R 4.2.2: summary(aov(weight ~ group)) and oneway.test(weight ~ group) */
static void plant_growth(void **state)
{
    (void)state;
    struct moments level[3];
    for (size_t i = 0; i < 3; i++)
        level[i] = moments_of(plants[i], 10);
    const struct anova_table t = anova_of(level, 3);
    CHECK(near(t.test.f, 4.8460878623801351, 1e-13), "F %.17g", t.test.f);
    CHECK(near(t.test.p, 0.015909958325622937, 1e-13), "p %.17g", t.test.p);
    const struct anova w = anova_welch(level, 3);
    CHECK(near(w.f, 5.1809724081131892, 1e-13), "F %.17g", w.f);
    CHECK(near(w.df2, 17.128418616644129, 1e-13), "df %.17g", w.df2);
    CHECK(near(w.p, 0.017392821490170001, 1e-13), "p %.17g", w.p);
    CHECK(w.n == 30 && w.n_levels == 3 && w.df1 == 2, "%zu, %zu, %g", w.n, w.n_levels, w.df1);
}

static void what_cannot_be_had(void **state)
{
    (void)state;
    // clang-format off
    static const struct {
        const char *name;
        size_t n_levels;
        struct moments level[3];
        bool is_classical, is_welch;
    } cases[] = {
        {"no level",              0, {{0}},                                  false, false},
        {"empty levels",          3, {{0}},                                  false, false},
        {"one level",             2, {{5, 1, 2}},                            false, false},
        {"an empty level beside", 3, {{5, 1, 2}, {0}, {4, 2, 3}},            true,  true},
        {"a level of one",        3, {{5, 1, 2}, {1, 9, 0}, {4, 2, 3}},      true,  false},
        {"all levels of one",     3, {{1, 1, 0}, {1, 9, 0}, {1, 3, 0}},      false, false},
        {"one does not vary",     3, {{5, 1, 2}, {3, 9, 0}, {4, 2, 3}},      true,  false},
        {"none varies",           3, {{5, 1, 0}, {3, 9, 0}, {4, 2, 0}},      false, false},
    };
    // clang-format on
    for (size_t i = 0; i < COUNT(cases); i++) {
        const struct anova_table t = anova_of(cases[i].level, cases[i].n_levels);
        const struct anova w = anova_welch(cases[i].level, cases[i].n_levels);
        CHECK(isfinite(t.test.f) == cases[i].is_classical, "%s: %g", cases[i].name, t.test.f);
        CHECK(isfinite(t.test.p) == cases[i].is_classical, "%s: %g", cases[i].name, t.test.p);
        CHECK(isfinite(w.f) == cases[i].is_welch, "%s: %g", cases[i].name, w.f);
        CHECK(isfinite(w.p) == cases[i].is_welch, "%s: %g", cases[i].name, w.p);
        CHECK(!isinf(t.test.f) && !isinf(w.f) && !isinf(w.df2), "%s: infinite", cases[i].name);
    }
}

/* Fisher's and Welch's formulas as they are printed, over the values themselves. */
static double slow_f(double x[][LARGEST], const size_t *n, size_t k)
{
    double all = 0, total = 0, between = 0, within = 0;
    for (size_t i = 0; i < k; i++)
        for (size_t row = 0; row < n[i]; row++)
            all += x[i][row];
    for (size_t i = 0; i < k; i++)
        total += (double)n[i];
    for (size_t i = 0; i < k; i++) {
        double mean = 0;
        for (size_t row = 0; row < n[i]; row++)
            mean += x[i][row] / (double)n[i];
        for (size_t row = 0; row < n[i]; row++) {
            within += pow(x[i][row] - mean, 2);
            between += pow(mean - all / total, 2);
        }
    }
    return between / ((double)k - 1) / (within / (total - (double)k));
}

static double slow_welch(double x[][LARGEST], const size_t *n, size_t k)
{
    double w[MOST_LEVELS], mean[MOST_LEVELS] = {0}, sum = 0, middle = 0, top = 0, bottom = 0;
    for (size_t i = 0; i < k; i++) {
        double squares = 0;
        for (size_t row = 0; row < n[i]; row++)
            mean[i] += x[i][row] / (double)n[i];
        for (size_t row = 0; row < n[i]; row++)
            squares += pow(x[i][row] - mean[i], 2);
        w[i] = (double)n[i] / (squares / ((double)n[i] - 1));
        sum += w[i];
    }
    for (size_t i = 0; i < k; i++)
        middle += w[i] * mean[i] / sum;
    for (size_t i = 0; i < k; i++) {
        top += w[i] * pow(mean[i] - middle, 2) / ((double)k - 1);
        bottom += pow(1 - w[i] / sum, 2) / ((double)n[i] - 1);
    }
    return top / (1 + 2 * ((double)k - 2) / ((double)k * (double)k - 1) * bottom);
}

static void agrees_with_the_printed_formulas(void **state)
{
    (void)state;
    struct random r = random_stream(1, random_name("anova"));
    for (size_t nth = 0; nth < RANDOM_CASES; nth++) {
        double x[MOST_LEVELS][LARGEST];
        size_t n[MOST_LEVELS];
        struct moments level[MOST_LEVELS];
        const size_t k = 2 + random_below(&r, MOST_LEVELS - 1);
        for (size_t i = 0; i < k; i++) {
            n[i] = 3 + random_below(&r, LARGEST - 2);
            for (size_t row = 0; row < n[i]; row++)
                x[i][row] = (double)i / 3 + random_normal(&r) * (1 + (double)i);
            level[i] = moments_of(x[i], n[i]);
        }
        const double f = anova_of(level, k).test.f, want = slow_f(x, n, k);
        const double w = anova_welch(level, k).f, want_w = slow_welch(x, n, k);
        CHECK(near(f, want, 1e-9), "case %zu: %.17g, want %.17g", nth, f, want);
        CHECK(near(w, want_w, 1e-9), "case %zu: %.17g, want %.17g", nth, w, want_w);
    }
}

/* F ignores where zero is and what the unit is; of two levels it is the square of t. */
static void f_has_no_unit(void **state)
{
    (void)state;
    const double unit = 1024;
    struct moments level[3], other[3];
    for (size_t i = 0; i < 3; i++) {
        level[i] = moments_of(plants[i], 10);
        other[i] = (struct moments){10, (level[i].mean + 7) * unit, level[i].m2 * unit * unit};
    }
    CHECK(near(anova_of(level, 3).test.f, anova_of(other, 3).test.f, 1e-12), "F");
    CHECK(near(anova_welch(level, 3).f, anova_welch(other, 3).f, 1e-12), "Welch's F");
    const struct anova two = anova_of(level, 2).test;
    const double t = (level[0].mean - level[1].mean) /
                     sqrt((level[0].m2 + level[1].m2) / 18 * (1 / 10.0 + 1 / 10.0));
    CHECK(near(two.f, t * t, 1e-12), "%.17g, %.17g", two.f, t * t);
    CHECK(near(two.p, student_two_sided(t, 18), 1e-12), "%.17g", two.p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(certified_sets),     TEST(simon_lesage),  TEST(plant_growth),
        TEST(what_cannot_be_had), TEST(f_has_no_unit), TEST(agrees_with_the_printed_formulas),
    };
    gsl_set_error_handler_off();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
