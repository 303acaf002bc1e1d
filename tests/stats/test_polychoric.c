/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/arena.h"
#include "base/missing.h"
#include "base/random.h"
#include "stats/bivariate_normal.h"
#include "stats/polychoric.h"
#include "tests/check.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_errno.h>

#define NA MISSING

/* Olsson (1979, p. 455) prints 0.49; Tallis (1962, lambs) 0.42; Kirk (1973) gives chances in a
   fourfold table with the rho behind them. All digits: R 4.2, integrate and uniroot; the errors
   from numerical derivatives of that. */
static void published_tables(void **state)
{
    (void)state;
    static const double olsson[] = {13, 6, 0, 69, 113, 22, 41, 132, 104};
    static const double tallis[] = {58, 52, 1, 26, 58, 3, 8, 12, 9};
    static const double medians[] = {20, 5, 5, 20};
    static const double kirk[] = {0.145003, 0.013652254, 0.013652254, 0.827692492};
    // clang-format off
    static const struct {
        const char *name;
        struct cross_table table;
        double rho, se, tolerance;
    } cases[] = {
        {"Olsson", {olsson, 3, 3},
         0.491371949113901, 0.0482547142553, 1e-12},
        {"Tallis", {tallis, 3, 3},
         0.419899025995029, 0.0760262663648, 1e-12},
        /* cut at the medians: sin(2 pi (20/50 - 1/4)) */
        {"medians", {medians, 2, 2},
         0.80901699437494745, 0.104458442748454, 1e-13},
        {"Kirk", {kirk, 2, 2}, 0.99, NA, 2e-5},
    };
    // clang-format on
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct polychoric got;
        CHECK(polychoric_of(cases[i].table, &got, NULL) == OK, "no memory");
        CHECK(near(got.rho, cases[i].rho, cases[i].tolerance), "%s: %.17g", cases[i].name, got.rho);
        CHECK(is_missing(cases[i].se) || near(got.se, cases[i].se, 1e-9), "%s: %.17g",
              cases[i].name, got.se);
    }
}

static void tables_at_the_edge(void **state)
{
    (void)state;
    // clang-format off
    static const struct {
        const char *name;
        size_t rows, columns;
        double count[9], rho, n;
    } cases[] = {
        {"nothing",            0, 0, {0},                          NA, 0},
        {"nobody",             2, 2, {0},                          NA, 0},
        {"one person",         2, 2, {1},                          NA, 1},
        {"a row alone",        1, 3, {1, 2, 3},                    NA, 6},
        {"one row answered",   2, 2, {1, 2, 0, 0},                 NA, 3},
        {"one column",         2, 2, {1, 0, 2, 0},                 NA, 3},
        {"all agree",          3, 3, {4, 0, 0, 0, 5, 0, 0, 0, 6},  1,  15},
        {"all differ",         2, 2, {0, 3, 4, 0},                 -1, 7},
        {"two people agree",   2, 2, {1, 0, 0, 1},                 1,  2},
        {"no relation",        2, 2, {2, 4, 3, 6},                 0,  15},
        {"an empty category",  3, 2, {20, 5, 0, 0, 5, 20},         0.80901699437494745, 50},
        {"at the ends too",    3, 3, {0, 0, 0, 0, 20, 5, 0, 5, 20}, 0.80901699437494745, 50},
    };
    // clang-format on
    for (size_t i = 0; i < COUNT(cases); i++) {
        const struct cross_table table = {cases[i].count, cases[i].rows, cases[i].columns};
        struct polychoric got;
        CHECK(polychoric_of(table, &got, NULL) == OK, "no memory");
        CHECK(near(got.rho, cases[i].rho, 1e-13), "%s: %.17g", cases[i].name, got.rho);
        CHECK(is_missing(got.se) == !(fabs(got.rho) < 1), "%s: %g", cases[i].name, got.se);
        CHECK(got.n == cases[i].n, "%s: %g", cases[i].name, got.n);
    }
}

enum { C = 4 };

static size_t category(double x, const double border[C - 1])
{
    size_t i = 0;
    while (i < C - 1 && x > border[i])
        i++;
    return i;
}

/* How n people answer two questions of C choices, drawn from two related normal variables. */
static void draw(struct random *r, double rho, size_t n, double count[C * C])
{
    memset(count, 0, C * C * sizeof *count);
    for (size_t person = 0; person < n; person++) {
        const double x = random_normal(r), y = rho * x + sqrt(1 - rho * rho) * random_normal(r);
        const size_t i = category(x, (const double[]){-1, 0.2, 1});
        const size_t j = category(y, (const double[]){-0.5, 0.5, 1.2});
        count[i * C + j]++;
    }
}

static void slow_borders(const double *count, size_t across, size_t along, double out[C + 1])
{
    double below = 0, n = 0;
    for (size_t i = 0; i < C * C; i++)
        n += count[i];
    out[0] = -INFINITY;
    for (size_t i = 0; i < C; i++) {
        for (size_t j = 0; j < C; j++)
            below += count[i * across + j * along];
        out[i + 1] = gsl_cdf_ugaussian_Pinv(below / n);
    }
}

static double log_likelihood(const double *count, double rho)
{
    double row[C + 1], column[C + 1], sum = 0;
    slow_borders(count, C, 1, row);
    slow_borders(count, 1, C, column);
    for (size_t i = 0; i < C; i++)
        for (size_t j = 0; j < C; j++) {
            const double p = bivariate_normal_above(row[i], column[j], rho) -
                             bivariate_normal_above(row[i + 1], column[j], rho) -
                             bivariate_normal_above(row[i], column[j + 1], rho) +
                             bivariate_normal_above(row[i + 1], column[j + 1], rho);
            if (count[i * C + j] > 0)
                sum += count[i * C + j] * log(fmax(p, 1e-300));
        }
    return sum;
}

/* The largest likelihood by golden section. */
static void agrees_with_a_search(void **state)
{
    (void)state;
    static const double golden = 0.61803398874989485;
    struct random r = random_stream(1, random_name("polychoric"));
    for (size_t nth = 0; nth < 40; nth++) {
        double count[C * C], low = -0.999, high = 0.999;
        struct polychoric got;
        draw(&r, 1.9 * random_uniform(&r) - 0.95, 30 + random_below(&r, 200), count);
        CHECK(polychoric_of((struct cross_table){count, C, C}, &got, NULL) == OK, "no memory");
        for (size_t step = 0; step < 45; step++) {
            const double left = high - golden * (high - low), right = low + golden * (high - low);
            if (log_likelihood(count, left) < log_likelihood(count, right))
                low = left;
            else
                high = right;
        }
        CHECK(fabs(got.rho) == 1 || near(got.rho, (low + high) / 2, 3e-7),
              "case %zu: %.17g, want %.17g", nth, got.rho, (low + high) / 2);
    }
}

/* The same by finite differences: how rho moves when one more answers as each cell says, in a table
   that is what the model expects. */
static double slow_error(const double *count, double rho)
{
    double row[C + 1], column[C + 1], expected[C * C], n = 0, variance = 0;
    slow_borders(count, C, 1, row);
    slow_borders(count, 1, C, column);
    for (size_t i = 0; i < C * C; i++)
        n += count[i];
    for (size_t i = 0; i < C; i++)
        for (size_t j = 0; j < C; j++)
            expected[i * C + j] = n * (bivariate_normal_above(row[i], column[j], rho) -
                                       bivariate_normal_above(row[i + 1], column[j], rho) -
                                       bivariate_normal_above(row[i], column[j + 1], rho) +
                                       bivariate_normal_above(row[i + 1], column[j + 1], rho));
    for (size_t cell = 0; cell < C * C; cell++) {
        const double was = expected[cell], step = fmin(was / 2, 1e-4);
        struct polychoric more, less;
        expected[cell] = was + step;
        CHECK(polychoric_of((struct cross_table){expected, C, C}, &more, NULL) == OK, "no memory");
        expected[cell] = was - step;
        CHECK(polychoric_of((struct cross_table){expected, C, C}, &less, NULL) == OK, "no memory");
        expected[cell] = was;
        variance += was * pow((more.rho - less.rho) / (2 * step), 2);
    }
    return sqrt(variance);
}

static void the_error_agrees_with_differences(void **state)
{
    (void)state;
    struct random r = random_stream(4, random_name("polychoric"));
    for (size_t nth = 0; nth < 20; nth++) {
        double count[C * C];
        struct polychoric got;
        draw(&r, 1.4 * random_uniform(&r) - 0.7, 100 + random_below(&r, 200), count);
        CHECK(polychoric_of((struct cross_table){count, C, C}, &got, NULL) == OK, "no memory");
        const double want = slow_error(count, got.rho);
        CHECK(near(got.se, want, 1e-6), "case %zu: %.17g, want %.17g", nth, got.se, want);
    }
}

/* The turned scale has -rho, the exchanged items the same; more people a smaller error. */
static void turning_and_exchanging(void **state)
{
    (void)state;
    struct random r = random_stream(2, random_name("polychoric"));
    for (size_t nth = 0; nth < 40; nth++) {
        double count[C * C], turned[C * C], exchanged[C * C], ninefold[C * C];
        struct polychoric a, b, c, d;
        draw(&r, 1.8 * random_uniform(&r) - 0.9, 100, count);
        for (size_t i = 0; i < C; i++)
            for (size_t j = 0; j < C; j++) {
                turned[i * C + C - 1 - j] = count[i * C + j];
                exchanged[j * C + i] = count[i * C + j];
                ninefold[i * C + j] = 9 * count[i * C + j];
            }
        CHECK(polychoric_of((struct cross_table){count, C, C}, &a, NULL) == OK, "no memory");
        CHECK(polychoric_of((struct cross_table){turned, C, C}, &b, NULL) == OK, "no memory");
        CHECK(polychoric_of((struct cross_table){exchanged, C, C}, &c, NULL) == OK, "no memory");
        CHECK(polychoric_of((struct cross_table){ninefold, C, C}, &d, NULL) == OK, "no memory");
        CHECK(near(a.rho, -b.rho, 1e-11), "case %zu: %g, %g", nth, a.rho, b.rho);
        CHECK(near(a.rho, c.rho, 1e-11), "case %zu: %g, %g", nth, a.rho, c.rho);
        CHECK(near(a.rho, d.rho, 1e-11) && near(a.se, 3 * d.se, 1e-10), "case %zu: %g, %g", nth,
              a.se, d.se);
    }
}

/* Over many samples the estimate spreads about the truth as its error says. */
static void the_error_is_right(void **state)
{
    (void)state;
    enum { SAMPLES = 300 };
    struct random r = random_stream(3, random_name("polychoric"));
    double sum = 0, squares = 0, errors = 0;
    for (size_t nth = 0; nth < SAMPLES; nth++) {
        double count[C * C];
        struct polychoric got;
        draw(&r, 0.5, 400, count);
        CHECK(polychoric_of((struct cross_table){count, C, C}, &got, NULL) == OK, "no memory");
        sum += got.rho;
        squares += (got.rho - 0.5) * (got.rho - 0.5);
        errors += got.se;
    }
    const double sd = sqrt(squares / SAMPLES), se = errors / SAMPLES;
    CHECK(fabs(sum / SAMPLES - 0.5) < 0.01, "mean %g", sum / SAMPLES);
    CHECK(fabs(se / sd - 1) < 0.12, "sd %g, se %g", sd, se);
}

static void memory_may_run_out(void **state)
{
    (void)state;
    static const double count[] = {20, 5, 5, 20};
    for (size_t nth = 1; nth <= 7; nth++) {
        struct polychoric got;
        arena_fail_at(nth);
        CHECK(polychoric_of((struct cross_table){count, 2, 2}, &got, NULL) == ERR_MEMORY, "%zu",
              nth);
        arena_fail_at(0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(published_tables),
        TEST(tables_at_the_edge),
        TEST(agrees_with_a_search),
        TEST(turning_and_exchanging),
        TEST(the_error_agrees_with_differences),
        TEST(the_error_is_right),
        TEST(memory_may_run_out),
    };
    gsl_set_error_handler_off();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
