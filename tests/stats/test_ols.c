/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/distribution.h"
#include "stats/ols.h"
#include "tests/check.h"
#include "tests/stats/nist_regression.h"
#include "tests/stats/random_column.h"

#include <gsl/gsl_errno.h>

#define NA MISSING

/* NIST's measure: digits that agree, here against the certified 15. */
static bool to_digits(double got, double certified, double digits)
{
    return fabs(got / certified - 1) < pow(10, -digits);
}

static const double *const norris[] = {norris_x};
static const double *const noint1[] = {noint1_x};
static const double *const noint2[] = {noint2_x};
static const double *const longley[] = {longley_x1, longley_x2, longley_x3,
                                        longley_x4, longley_x5, longley_x6};

static void nist_certified_values(void **state)
{
    (void)state;
    // clang-format off
    static const struct {
        const char *name;
        struct ols_model model;
        struct {
            double estimate, se;
        } want[7];
        double residual_sd, r2, digits;
    } cases[] = {
        {"Norris", {.y = norris_y, .x = norris, .n = COUNT(norris_y), .n_predictors = 1},
         {{-0.262323073774029, 0.232818234301152}, {1.00211681802045, 0.429796848199937E-03}},
         0.884796396144373, 0.999993745883712, 12},
        {"NoInt1", {.y = noint1_y, .x = noint1, .n = COUNT(noint1_y), .n_predictors = 1,
                    .through_origin = true},
         {{2.07438016528926, 0.165289256198347E-01}}, 3.56753034006338, 0.999365492298663, 13},
        {"NoInt2", {.y = noint2_y, .x = noint2, .n = COUNT(noint2_y), .n_predictors = 1,
                    .through_origin = true},
         {{0.727272727272727, 0.420827318078432E-01}}, 0.369274472937998, 0.993348115299335, 13},
        {"Longley", {.y = longley_y, .x = longley, .n = COUNT(longley_y), .n_predictors = 6},
         {{-3482258.63459582, 890420.383607373}, {15.0618722713733, 84.9149257747669},
          {-0.358191792925910E-01, 0.334910077722432E-01}, {-2.02022980381683, 0.488399681651699},
          {-1.03322686717359, 0.214274163161675}, {-0.511041056535807E-01, 0.226073200069370},
          {1829.15146461355, 455.478499142212}},
         304.854073561965, 0.995479004577296, 11},
    };
    // clang-format on
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct arena arena = {0};
        struct ols fit;
        const char *name = cases[i].name;
        CHECK(ols_fit(cases[i].model, &arena, &fit, NULL) == OK, "%s", name);
        for (size_t j = 0; j < fit.n_coefficients; j++) {
            const struct ols_coefficient got = fit.coefficient[j];
            CHECK(to_digits(got.estimate, cases[i].want[j].estimate, cases[i].digits),
                  "%s, %zu: got %.17g", name, j, got.estimate);
            CHECK(to_digits(got.se, cases[i].want[j].se, cases[i].digits), "%s, %zu: got %.17g",
                  name, j, got.se);
            CHECK(near(got.t, got.estimate / got.se, 1e-15), "%s, %zu: got %g", name, j, got.t);
        }
        CHECK(to_digits(fit.residual_sd, cases[i].residual_sd, cases[i].digits), "%s: got %.17g",
              name, fit.residual_sd);
        CHECK(to_digits(fit.r2, cases[i].r2, 13), "%s: got %.17g", name, fit.r2);
        arena_release(&arena);
    }
}

/* NIST Wampler1 (base 1) and Wampler2 (base 0.1): y = sum of (base x)^j, j = 0 .. 5, at x = 0 ..
   20, rounded to five decimals. */
static void fill_wampler(double base, double y[21], double power[5][21])
{
    for (size_t i = 0; i < 21; i++) {
        y[i] = 1;
        for (size_t j = 0; j < 5; j++) {
            power[j][i] = pow((double)i, (double)j + 1);
            y[i] += power[j][i] * pow(base, (double)j + 1);
        }
        y[i] = round(1e5 * y[i]) / 1e5;
    }
}

static void nist_wampler(void **state)
{
    (void)state;
    static const double bases[] = {1, 0.1};
    for (size_t set = 0; set < COUNT(bases); set++) {
        double y[21], power[5][21];
        const double *const x[] = {power[0], power[1], power[2], power[3], power[4]};
        struct arena arena = {0};
        struct ols fit;
        const struct ols_model model = {.y = y, .x = x, .n = 21, .n_predictors = 5};
        fill_wampler(bases[set], y, power);
        CHECK(ols_fit(model, &arena, &fit, NULL) == OK, "Wampler%zu", set + 1);
        for (size_t j = 0; j < 6; j++)
            CHECK(to_digits(fit.coefficient[j].estimate, pow(bases[set], (double)j), 9),
                  "Wampler%zu, %zu: got %.17g", set + 1, j, fit.coefficient[j].estimate);
        CHECK(fit.residual_sd < 1e-8 && near(fit.r2, 1, 1e-14), "Wampler%zu: got %g", set + 1,
              fit.residual_sd);
        arena_release(&arena);
    }
}

static void inference_follows_from_the_errors(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct ols fit;
    const struct ols_model model = {
        .y = norris_y, .x = norris, .n = COUNT(norris_y), .n_predictors = 1, .confidence = 0.9};
    CHECK(ols_fit(model, &arena, &fit, NULL) == OK, "Norris");
    const struct ols_coefficient b = fit.coefficient[0];
    const double t = student_critical(0.9, 34);
    CHECK(fit.n == 36 && fit.df == 34 && fit.n_coefficients == 2, "got %zu", fit.df);
    CHECK(near(b.p, student_two_sided(b.t, 34), 1e-15), "got %g", b.p);
    CHECK(near(b.low, b.estimate - t * b.se, 1e-15), "got %g", b.low);
    CHECK(near(b.high, b.estimate + t * b.se, 1e-15), "got %g", b.high);
    CHECK(near(fit.r2_adjusted, 1 - (1 - 0.999993745883712) * 35 / 34, 1e-14), "got %.17g",
          fit.r2_adjusted);
    arena_release(&arena);
}

static void what_cannot_be_fitted_says_so(void **state)
{
    (void)state;
    static const double a[] = {1, 2, 3, 4}, b[] = {2, 4, 6, 8}, c[] = {1, 1, 1, 1},
                        near_c[] = {.1, .1, .1, .1}, z[] = {0, 0, 0, 0}, gap[] = {NA, NA, NA, 4},
                        y[] = {1, 3, 2, 5};
    // clang-format off
    static const struct {
        const char *name;
        const double *x[2];
        size_t n, n_predictors;
        bool through_origin;
        const char *want;
    } cases[] = {
        {"a multiple",            {a, b},      4, 2, false, "coefficient 3 is not determined"},
        {"a constant",            {a, c},      4, 2, false, "coefficient 3 is not determined"},
        {"a rounded constant",    {near_c},    4, 1, false, "coefficient 2 is not determined"},
        {"zeros",                 {z, a},      4, 2, true,  "coefficient 1 is not determined"},
        {"too few rows",          {a},         1, 1, false, "coefficient 2 is not determined"},
        {"too few complete rows", {a, gap},    4, 2, false, "coefficient 2 is not determined"},
        {"no rows",               {a},         0, 1, false, "coefficient 1 is not determined"},
    };
    // clang-format on
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct arena arena = {0};
        struct ols fit;
        struct error err = {0};
        const struct ols_model model = {.y = y,
                                        .x = cases[i].x,
                                        .n = cases[i].n,
                                        .n_predictors = cases[i].n_predictors,
                                        .through_origin = cases[i].through_origin};
        const enum status status = ols_fit(model, &arena, &fit, &err);
        CHECK(status == ERR_NUMBER, "%s: got %d", cases[i].name, (int)status);
        CHECK(strncmp(err.text, cases[i].want, strlen(cases[i].want)) == 0, "%s: got '%s'",
              cases[i].name, err.text);
        arena_release(&arena);
    }
}

static void without_degrees_of_freedom_there_are_no_errors(void **state)
{
    (void)state;
    static const double x[] = {1, 2}, y[] = {3, 5}, flat[] = {4, 4};
    const double *const predictors[] = {x};
    struct arena arena = {0};
    struct ols fit;
    struct ols_model model = {.y = y, .x = predictors, .n = 2, .n_predictors = 1};
    CHECK(ols_fit(model, &arena, &fit, NULL) == OK, "two points");
    CHECK(near(fit.coefficient[1].estimate, 2, 1e-14), "got %g", fit.coefficient[1].estimate);
    CHECK(is_missing(fit.coefficient[1].se) && is_missing(fit.coefficient[1].p), "se");
    CHECK(is_missing(fit.coefficient[1].low) && is_missing(fit.residual_sd), "interval");
    CHECK(near(fit.r2, 1, 1e-14) && is_missing(fit.r2_adjusted), "got %g", fit.r2);
    model.y = flat;
    CHECK(ols_fit(model, &arena, &fit, NULL) == OK, "a flat line");
    CHECK(near(fit.coefficient[1].estimate, 0, 1e-14) && is_missing(fit.r2), "got %g", fit.r2);
    arena_release(&arena);
}

enum { P = 3, LARGEST = 1300 };

/* The normal equations, by elimination with more digits. */
static void slow_fit(double x[][LARGEST], const double *y, size_t n, double b[P + 1])
{
    long double a[P + 1][P + 2] = {{0}};
    for (size_t row = 0; row < n; row++) {
        const long double one_row[P + 2] = {1, x[0][row], x[1][row], x[2][row], y[row]};
        for (size_t i = 0; i <= P; i++)
            for (size_t j = 0; j <= P + 1; j++)
                a[i][j] += one_row[i] * one_row[j];
    }
    for (size_t k = 0; k <= P; k++)
        for (size_t i = 0; i <= P; i++)
            for (size_t j = P + 2; j-- > k && i != k;)
                a[i][j] -= a[i][k] / a[k][k] * a[k][j];
    for (size_t i = 0; i <= P; i++)
        b[i] = (double)(a[i][P + 1] / a[i][i]);
}

static double slow_residual_sd(double x[][LARGEST], const double *y, size_t n, const double *b)
{
    long double sum = 0;
    for (size_t row = 0; row < n; row++) {
        const long double e =
            y[row] - b[0] - b[1] * x[0][row] - b[2] * x[1][row] - b[3] * x[2][row];
        sum += e * e;
    }
    return (double)sqrtl(sum / (n - (P + 1.0L)));
}

struct design {
    double x[P][LARGEST], y[LARGEST];
    size_t n;
};

static void random_row(struct random *r, struct design *d)
{
    const size_t row = d->n++;
    d->y[row] = 3 + random_normal(r);
    for (size_t v = 0; v < P; v++) {
        d->x[v][row] = 10 * (double)v + random_normal(r);
        d->y[row] += ((double)v - 1) * d->x[v][row];
    }
}

/* All rows of a design, one in nine with a missing value, and beside it the complete ones. */
static void random_design(struct random *r, size_t n, struct design *all, struct design *complete)
{
    all->n = complete->n = 0;
    while (all->n < n) {
        const size_t row = all->n;
        random_row(r, all);
        if (random_below(r, 9) == 0) {
            *(random_below(r, 2) == 0 ? &all->y[row] : &all->x[1][row]) = MISSING;
            continue;
        }
        for (size_t v = 0; v < P; v++)
            complete->x[v][complete->n] = all->x[v][row];
        complete->y[complete->n++] = all->y[row];
    }
}

/* Some designs are larger than one block. */
static void agrees_with_the_normal_equations(void **state)
{
    (void)state;
    static struct design all, complete;
    const double *const predictors[] = {all.x[0], all.x[1], all.x[2]};
    struct random r = random_stream(1, random_name("ols"));
    for (size_t nth = 0; nth < RANDOM_CASES; nth++) {
        const size_t n = 20 + random_below(&r, nth % 20 == 0 ? LARGEST - 20 : 40);
        struct arena arena = {0};
        struct ols fit;
        double want[P + 1];
        random_design(&r, n, &all, &complete);
        const struct ols_model model = {.y = all.y, .x = predictors, .n = n, .n_predictors = P};
        CHECK(ols_fit(model, &arena, &fit, NULL) == OK, "case %zu", nth);
        slow_fit(complete.x, complete.y, complete.n, want);
        CHECK(fit.n == complete.n && fit.n_dropped == n - fit.n, "case %zu: got %zu", nth, fit.n);
        for (size_t j = 0; j <= P; j++)
            CHECK(near(fit.coefficient[j].estimate, want[j], 1e-9), "case %zu, %zu: %g", nth, j,
                  fit.coefficient[j].estimate);
        const double sd = slow_residual_sd(complete.x, complete.y, complete.n, want);
        CHECK(near(fit.residual_sd, sd, 1e-9), "case %zu: %g", nth, fit.residual_sd);
        arena_release(&arena);
    }
}

static void adding_a_predictor_to_y_adds_one_to_its_coefficient(void **state)
{
    (void)state;
    double y[COUNT(longley_y)];
    for (size_t i = 0; i < COUNT(y); i++)
        y[i] = longley_y[i] + longley_x3[i];
    struct arena arena = {0};
    struct ols before, after;
    struct ols_model model = {
        .y = longley_y, .x = longley, .n = COUNT(longley_y), .n_predictors = 6};
    CHECK(ols_fit(model, &arena, &before, NULL) == OK, "before");
    model.y = y;
    CHECK(ols_fit(model, &arena, &after, NULL) == OK, "after");
    CHECK(near(after.coefficient[3].estimate, before.coefficient[3].estimate + 1, 1e-9), "got %g",
          after.coefficient[3].estimate);
    CHECK(near(after.residual_sd, before.residual_sd, 1e-9), "got %g", after.residual_sd);
    arena_release(&arena);
}

static void memory_may_run_out(void **state)
{
    (void)state;
    bool is_there = false;
    for (size_t nth = 1; !is_there; nth++) {
        struct arena arena = {0};
        struct ols fit;
        arena_fail_at(nth);
        const enum status status =
            ols_fit((struct ols_model){.y = norris_y, .x = norris, .n = 36, .n_predictors = 1},
                    &arena, &fit, NULL);
        is_there = status == OK;
        CHECK(is_there || status == ERR_MEMORY, "at %zu: %d", nth, (int)status);
        arena_fail_at(0);
        arena_release(&arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(nist_certified_values),
        TEST(nist_wampler),
        TEST(inference_follows_from_the_errors),
        TEST(what_cannot_be_fitted_says_so),
        TEST(without_degrees_of_freedom_there_are_no_errors),
        TEST(agrees_with_the_normal_equations),
        TEST(adding_a_predictor_to_y_adds_one_to_its_coefficient),
        TEST(memory_may_run_out),
    };
    gsl_set_error_handler_off();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
