/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/distribution.h"
#include "stats/line.h"
#include "stats/ols.h"
#include "tests/check.h"
#include "tests/stats/nist_regression.h"
#include "tests/stats/random_column.h"

#include <gsl/gsl_errno.h>

#define NA MISSING

static void nist_norris(void **state)
{
    (void)state;
    const struct line l = line_fit(norris_x, norris_y, COUNT(norris_x));
    CHECK(fabs(l.slope / 1.00211681802045 - 1) < 1e-13, "got %.17g", l.slope);
    CHECK(fabs(l.intercept / -0.262323073774029 - 1) < 1e-11, "got %.17g", l.intercept);
    CHECK(fabs(l.slope_se / 0.429796848199937E-03 - 1) < 1e-12, "got %.17g", l.slope_se);
    CHECK(fabs(l.intercept_se / 0.232818234301152 - 1) < 1e-12, "got %.17g", l.intercept_se);
    CHECK(fabs(l.residual_sd / 0.884796396144373 - 1) < 1e-12, "got %.17g", l.residual_sd);
    CHECK(near(l.r2, 0.999993745883712, 1e-14), "got %.17g", l.r2);
}

static void small_columns(void **state)
{
    (void)state;
    // clang-format off
    static const struct {
        const char *name;
        size_t n;
        double x[4], y[4];
        size_t want_n;
        double slope, intercept, r2, residual_sd;
    } cases[] = {
        {"one line",        3, {1, 2, 3},       {5, 7, 9},     3, 2,  3,  1,  0},
        {"two rows",        2, {1, 2},          {5, 7},        2, 2,  3,  1,  NA},
        {"one row",         1, {1},             {5},           1, NA, NA, NA, NA},
        {"nothing",         0, {0},             {0},           0, NA, NA, NA, NA},
        {"a missing row",   4, {1, 2, NA, 3},   {5, 7, 1, 9},  3, 2,  3,  1,  0},
        {"x does not vary", 3, {.1, .1, .1},    {1, 2, 3},     3, NA, NA, NA, NA},
        {"y does not vary", 3, {1, 2, 3},       {4, 4, 4},     3, 0,  4,  NA, 0},
        {"half explained",  4, {-1, -1, 1, 1},  {0, -2, 0, 2}, 4, 1,  0,  0.5, 1.4142135623730951},
    };
    // clang-format on
    for (size_t i = 0; i < COUNT(cases); i++) {
        const struct line got = line_fit(cases[i].x, cases[i].y, cases[i].n);
        CHECK(got.n == cases[i].want_n, "%s: got %zu", cases[i].name, got.n);
        CHECK(near(got.slope, cases[i].slope, 1e-15), "%s: got %g", cases[i].name, got.slope);
        CHECK(near(got.intercept, cases[i].intercept, 1e-14), "%s: got %g", cases[i].name,
              got.intercept);
        CHECK(near(got.r2, cases[i].r2, 1e-15), "%s: got %g", cases[i].name, got.r2);
        CHECK(near(got.residual_sd, cases[i].residual_sd, 1e-15), "%s: got %g", cases[i].name,
              got.residual_sd);
        CHECK(is_missing(got.slope_se) == is_missing(got.residual_sd), "%s: got %g", cases[i].name,
              got.slope_se);
        const struct line_point at = line_at(got, 10, 0.95);
        CHECK(near(at.value, cases[i].intercept + 10 * cases[i].slope, 1e-14), "%s: got %g",
              cases[i].name, at.value);
        CHECK(is_missing(at.low) == is_missing(got.residual_sd), "%s: got %g", cases[i].name,
              at.low);
    }
}

static double distance(struct line a, const struct ols *b)
{
    const struct ols_coefficient intercept = b->coefficient[0], slope = b->coefficient[1];
    return fmax(fmax(fabs(a.slope - slope.estimate), fabs(a.slope_se - slope.se)),
                fmax(fabs(a.intercept - intercept.estimate), fabs(a.intercept_se - intercept.se)));
}

static void agrees_with_the_general_case(void **state)
{
    (void)state;
    struct random r = random_stream(1, random_name("line"));
    for (size_t nth = 0; nth < RANDOM_CASES; nth++) {
        double x[60], y[60];
        const double *const predictors[] = {x};
        for (size_t i = 0; i < 60; i++) {
            x[i] = random_below(&r, 9) == 0 ? MISSING : 5 + random_normal(&r);
            y[i] = random_below(&r, 9) == 0 ? MISSING : random_normal(&r);
        }
        struct arena arena = {0};
        struct ols fit;
        CHECK(ols_fit((struct ols_model){.y = y, .x = predictors, .n = 60, .n_predictors = 1},
                      &arena, &fit, NULL) == OK,
              "case %zu", nth);
        const struct line line = line_fit(x, y, 60);
        CHECK(line.n == fit.n, "case %zu", nth);
        CHECK(distance(line, &fit) < 1e-10, "case %zu: %g", nth, distance(line, &fit));
        CHECK(near(line.r2, fit.r2, 1e-12), "case %zu: %g, %g", nth, line.r2, fit.r2);
        /* At 0 the line is the intercept, and so is its error. */
        const struct line_point at = line_at(line, 0, 0.95);
        CHECK(near(at.se, fit.coefficient[0].se, 1e-10), "case %zu: %g", nth, at.se);
        CHECK(near(at.low, fit.coefficient[0].low, 1e-9), "case %zu: %g", nth, at.low);
        CHECK(near(at.high, fit.coefficient[0].high, 1e-9), "case %zu: %g", nth, at.high);
        arena_release(&arena);
    }
}

static void the_band_is_narrowest_at_the_mean(void **state)
{
    (void)state;
    const struct line l = line_fit(norris_x, norris_y, COUNT(norris_x));
    const struct line_point middle = line_at(l, l.mean_x, 0.95);
    CHECK(near(middle.value, l.mean_y, 1e-14), "got %g", middle.value);
    CHECK(near(middle.se, l.residual_sd / 6, 1e-14), "got %g", middle.se);
    for (double x = l.mean_x + 1; x < 2000; x *= 1.5)
        CHECK(line_at(l, x, 0.95).se > middle.se, "at %g", x);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(nist_norris),
        TEST(small_columns),
        TEST(agrees_with_the_general_case),
        TEST(the_band_is_narrowest_at_the_mean),
    };
    gsl_set_error_handler_off();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
