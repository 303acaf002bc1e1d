/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/error.h"
#include "base/missing.h"
#include "stats/bivariate_normal.h"
#include "tests/check.h"
#include "tests/stats/random_column.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_math.h>

#define NA MISSING

/* Sheppard (1899): at the medians it is 1/4 + asin(rho) / 2 pi. */
static void at_the_medians(void **state)
{
    (void)state;
    for (double rho = -1; rho <= 1; rho += 1. / 1024) {
        const double got = bivariate_normal_above(0, 0, rho), want = 0.25 + asin(rho) / (2 * M_PI);
        CHECK(fabs(got - want) < 1e-15, "%g: %.17g, want %.17g", rho, got, want);
    }
}

/* R 4.2: integrate(function(x) dnorm(x) * pnorm((rho * x - k) / sqrt(1 - rho^2)), h, Inf). */
static void elsewhere(void **state)
{
    (void)state;
    // clang-format off
    static const struct {
        double h, k, rho, want;
    } cases[] = {
        {1,         -1,        .3,   0.148338209057422},
        {.5,        .3,        .95,  0.289802496918888},
        {-.4,       .7,        -.97, 0.00449454087470611},
        {2,         2.1,       .99,  0.0168947576896767},
        {-1.2,      -.8,       -.6,  0.674753208878766},
        /* the edges */
        {-INFINITY, 0,         .5,   .5},
        {0,         -INFINITY, .5,   .5},
        {-INFINITY, -INFINITY, .5,   1},
        {INFINITY,  -INFINITY, .5,   0},
        {-1,        INFINITY,  -.99, 0},
        {.5,        1,         1,    0.15865525393145705},
        {.5,        1,         -1,   0},
        {-.5,       -1,        -1,   0.53280720734255605},
        {40,        -40,       .93,  0},
        {-40,       40,        -.93, 0},
        {-40,       -40,       .99,  1},
        {NA,        0,         .5,   NA},
        {0,         NA,        .5,   NA},
        {0,         0,         NA,   NA},
        {0,         0,         1.01, NA},
    };
    // clang-format on
    for (size_t i = 0; i < COUNT(cases); i++) {
        const double got = bivariate_normal_above(cases[i].h, cases[i].k, cases[i].rho);
        CHECK(near(got, cases[i].want, 2e-15), "%g, %g, %g: %.17g", cases[i].h, cases[i].k,
              cases[i].rho, got);
    }
}

/* Simpson's rule over x of its density times the chance that y is above k. */
static double slow_above(double h, double k, double rho)
{
    enum { STEPS = 20000 };
    const double step = (9 - h) / STEPS, sd = sqrt((1 - rho) * (1 + rho));
    double sum = 0;
    for (int i = 0; i <= STEPS; i++) {
        const double x = h + i * step;
        const double weight = i == 0 || i == STEPS ? 1 : i % 2 == 1 ? 4 : 2;
        sum += weight * exp(-x * x / 2) * gsl_cdf_ugaussian_Q((k - rho * x) / sd);
    }
    return sum * step / 3 / sqrt(2 * M_PI);
}

/* Far from 1 and near it, where another formula begins (0.925). */
static void agrees_with_an_integral(void **state)
{
    (void)state;
    struct random r = random_stream(1, random_name("bivariate_normal"));
    for (size_t nth = 0; nth < 90; nth++) {
        const double h = 2 * random_normal(&r), k = 2 * random_normal(&r);
        const double far = 1.84 * random_uniform(&r) - 0.92,
                     close = 0.9 + 0.098 * random_uniform(&r);
        const double rho = nth % 3 == 0 ? far : nth % 3 == 1 ? close : -close;
        const double got = bivariate_normal_above(h, k, rho), want = slow_above(h, k, rho);
        CHECK(fabs(got - want) < 1e-12, "%g, %g, %.17g: %.17g, want %.17g", h, k, rho, got, want);
    }
}

static void the_four_quadrants_make_one(void **state)
{
    (void)state;
    struct random r = random_stream(2, random_name("bivariate_normal"));
    for (size_t nth = 0; nth < RANDOM_CASES; nth++) {
        const double h = 2 * random_normal(&r), k = 2 * random_normal(&r);
        const double rho = tanh(3 * random_normal(&r));
        const double sum = bivariate_normal_above(h, k, rho) + bivariate_normal_above(-h, k, -rho) +
                           bivariate_normal_above(h, -k, -rho) +
                           bivariate_normal_above(-h, -k, rho);
        CHECK(near(sum, 1, 1e-14), "%g, %g, %g: %.17g", h, k, rho, sum);
        CHECK(near(bivariate_normal_above(h, k, rho), bivariate_normal_above(k, h, rho), 1e-15),
              "%g, %g, %g: not symmetric", h, k, rho);
    }
}

static void it_grows_as_the_density_does(void **state)
{
    (void)state;
    struct random r = random_stream(3, random_name("bivariate_normal"));
    for (size_t nth = 0; nth < 200; nth++) {
        const double h = random_normal(&r), k = random_normal(&r);
        const double rho = 1.9 * random_uniform(&r) - 0.95, step = 1e-4;
        const double slope =
            (bivariate_normal_above(h, k, rho + step) - bivariate_normal_above(h, k, rho - step)) /
            (2 * step);
        CHECK(near(bivariate_normal_density(h, k, rho), slope, 1e-4), "%g, %g, %g: %g", h, k, rho,
              slope);
    }
    CHECK(near(bivariate_normal_density(0, 0, 0), 1 / (2 * M_PI), 1e-15), "at the top");
    CHECK(bivariate_normal_density(INFINITY, 0, .5) == 0, "far out");
    CHECK(is_missing(bivariate_normal_density(0, 0, 1)), "on a line");
    CHECK(is_missing(bivariate_normal_density(NA, 0, 0)), "missing");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(at_the_medians),
        TEST(elsewhere),
        TEST(agrees_with_an_integral),
        TEST(the_four_quadrants_make_one),
        TEST(it_grows_as_the_density_does),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
