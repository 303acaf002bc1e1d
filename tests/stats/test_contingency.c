/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/error.h"
#include "stats/contingency.h"
#include "stats/distribution.h"
#include "tests/check.h"
#include "tests/stats/random_column.h"

#include <gsl/gsl_errno.h>

#define NA MISSING

/* R 4.2.2: chisq.test with correct = FALSE and TRUE; V's interval by uniroot on pchisq(x, df, ncp).
   Party by gender: Agresti (2007), An Introduction to Categorical Data Analysis, 38; job
   satisfaction: Agresti (2002), Categorical Data Analysis, 57, both in R's help. */
static void known_tables(void **state)
{
    (void)state;
    // clang-format off
    static const struct {
        const char *name;
        size_t n_rows, n_columns, cell[16];
        double chi2, df, p, p_yates, v, low, high, least_expected;
    } cases[] = {
        {"party by gender", 2, 3, {762, 327, 468, 484, 239, 477},
         30.070149095754672, 2, 2.9535891832117569e-07, NA,
         0.10443580235646777, 0.064907418102555223, 0.14026390466568631, 246.35473340587595},
        {"tea", 2, 2, {3, 1, 1, 3},
         2, 1, 0.15729920705028447, 0.47950012218695348, 0.5, 0, 1, 2},
        {"convicts", 2, 2, {2, 10, 15, 3},
         13.031674208144796, 1, 0.00030626663018354985, 0.0012210985163115088,
         0.65908204365730771, 0.30124298980740105, 1, 5.2},
        {"job satisfaction", 4, 4, {1, 2, 1, 0, 3, 3, 6, 1, 10, 10, 14, 9, 6, 7, 12, 11},
         5.9655145887704029, 9, 0.7433647250525508, NA,
         0.14392217453234737, 0, 0.16934395141936037, 0.83333333333333337},
        {"empty row and column", 3, 3, {210, 0, 300, 0, 0, 0, 150, 0, 280},
         3.9094611381039934, 1, 0.048014990437215653, 0.056146721839082668,
         0.064490318736605184, 0, 0.12841729427183343, 164.68085106382978},
    };
    // clang-format on
    for (size_t i = 0; i < COUNT(cases); i++) {
        const struct contingency c = contingency_of(
            (struct counts){cases[i].cell, cases[i].n_rows, cases[i].n_columns}, 0.95);
        CHECK(near(c.chi2, cases[i].chi2, 1e-12), "%s: %.17g", cases[i].name, c.chi2);
        CHECK(c.df == cases[i].df, "%s: %g", cases[i].name, c.df);
        CHECK(near(c.p, cases[i].p, 1e-12), "%s: %.17g", cases[i].name, c.p);
        CHECK(near(c.p_yates, cases[i].p_yates, 1e-12), "%s: %.17g", cases[i].name, c.p_yates);
        CHECK(near(c.v, cases[i].v, 1e-12), "%s: %.17g", cases[i].name, c.v);
        CHECK(near(c.low, cases[i].low, 2e-9), "%s: %.17g", cases[i].name, c.low);
        CHECK(near(c.high, cases[i].high, 2e-9), "%s: %.17g", cases[i].name, c.high);
        CHECK(near(c.least_expected, cases[i].least_expected, 1e-13), "%s: %.17g", cases[i].name,
              c.least_expected);
    }
}

/* Bergsma's (2013) formula in R 4.2.2 */
static void v_without_bias(void **state)
{
    (void)state;
    static const size_t party[] = {762, 327, 468, 484, 239, 477}, convicts[] = {2, 10, 15, 3};
    static const size_t none[] = {5, 6, 7, 5, 6, 7};
    const double got[] = {
        contingency_of((struct counts){party, 2, 3}, 0.95).v_corrected,
        contingency_of((struct counts){convicts, 2, 2}, 0.95).v_corrected,
        contingency_of((struct counts){none, 2, 3}, 0.95).v_corrected,
    };
    CHECK(near(got[0], 0.10091998278440886, 1e-13), "%.17g", got[0]);
    CHECK(near(got[1], 0.64357497809039044, 1e-13), "%.17g", got[1]);
    CHECK(got[2] == 0, "%.17g", got[2]);
}

static void what_cannot_be_had(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        size_t n_rows, n_columns, cell[4];
        size_t n;
        bool has_chi2;
    } cases[] = {
        {"no table", 0, 0, {0}, 0, false},        {"no counts", 2, 2, {0}, 0, false},
        {"one row", 1, 3, {4, 5, 6}, 15, false},  {"one full column", 2, 2, {4, 0, 5, 0}, 9, false},
        {"one full row", 2, 2, {4, 3}, 7, false}, {"two units", 2, 2, {1, 0, 0, 1}, 2, true},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        const struct contingency c = contingency_of(
            (struct counts){cases[i].cell, cases[i].n_rows, cases[i].n_columns}, 0.95);
        const double all[] = {c.chi2, c.df, c.p, c.p_yates, c.v, c.low, c.high};
        CHECK(c.n == cases[i].n, "%s: %zu", cases[i].name, c.n);
        for (size_t k = 0; k < COUNT(all); k++)
            CHECK(isfinite(all[k]) == cases[i].has_chi2 && !isinf(all[k]), "%s: %zu is %g",
                  cases[i].name, k, all[k]);
        CHECK(!isinf(c.v_corrected), "%s: %g", cases[i].name, c.v_corrected);
    }
}

/* n (sum O^2 / (R C) - 1): another formula for the same number. */
static double slow_chi2(const size_t *cell, size_t rows, size_t columns)
{
    double n = 0, sum = 0;
    for (size_t i = 0; i < rows * columns; i++)
        n += (double)cell[i];
    for (size_t i = 0; i < rows * columns; i++) {
        const size_t first = i - i % columns;
        size_t row = 0, column = 0;
        for (size_t k = 0; k < columns; k++)
            row += cell[first + k];
        for (size_t k = 0; k < rows; k++)
            column += cell[k * columns + i % columns];
        if (cell[i] > 0)
            sum += (double)(cell[i] * cell[i]) / (double)row / (double)column;
    }
    return n * (sum - 1);
}

static void agrees_with_the_short_formula(void **state)
{
    (void)state;
    struct random r = random_stream(1, random_name("contingency"));
    for (size_t nth = 0; nth < RANDOM_CASES; nth++) {
        size_t cell[30];
        const size_t rows = 2 + random_below(&r, 4), columns = 2 + random_below(&r, 5);
        for (size_t i = 0; i < rows * columns; i++)
            cell[i] = 1 + random_below(&r, 40);
        const struct contingency c = contingency_of((struct counts){cell, rows, columns}, 0.95);
        const double want = slow_chi2(cell, rows, columns);
        CHECK(near(c.chi2, want, 1e-9), "case %zu: %.17g, want %.17g", nth, c.chi2, want);
        CHECK(c.low <= c.v && c.v <= c.high, "case %zu: %g %g %g", nth, c.low, c.v, c.high);
        CHECK(c.v_corrected <= c.v, "case %zu: %g, %g", nth, c.v_corrected, c.v);
        CHECK(rows * columns == 4 ? c.p_yates >= c.p : is_missing(c.p_yates), "case %zu", nth);
    }
}

/* Rows for columns; ten times the counts are ten times chi-square and the same V. */
static void v_knows_neither_direction_nor_size(void **state)
{
    (void)state;
    static const size_t wide[] = {7, 3, 9, 2, 8, 5}, tall[] = {7, 2, 3, 8, 9, 5};
    static const size_t more[] = {70, 30, 90, 20, 80, 50};
    const struct contingency a = contingency_of((struct counts){wide, 2, 3}, 0.95);
    const struct contingency b = contingency_of((struct counts){tall, 3, 2}, 0.95);
    const struct contingency c = contingency_of((struct counts){more, 2, 3}, 0.95);
    CHECK(near(a.chi2, b.chi2, 1e-13) && near(a.high, b.high, 1e-12), "%g, %g", a.chi2, b.chi2);
    CHECK(near(10 * a.chi2, c.chi2, 1e-13) && near(a.v, c.v, 1e-13), "%g, %g", a.v, c.v);
    CHECK(c.high - c.low < a.high - a.low, "%g, %g", a.high, c.high);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(known_tables),
        TEST(v_without_bias),
        TEST(what_cannot_be_had),
        TEST(agrees_with_the_short_formula),
        TEST(v_knows_neither_direction_nor_size),
    };
    gsl_set_error_handler_off();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
