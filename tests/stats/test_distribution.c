/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/error.h"
#include "stats/distribution.h"
#include "tests/check.h"
#include "tests/stats/random_column.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_math.h>

#define NA MISSING

/* Wanted values: mpmath 1.3.0, from the incomplete beta function with 30 digits. */
static void student(void **state)
{
    (void)state;
    // clang-format off
    static const struct {
        double t, df, want;
    } tails[] = {
        {0,    5,   1},
        {2,    1,   0.295167235300866548},
        {-2,   1,   0.295167235300866548},
        {0.5,  3,   0.651447964848150994},
        {2.1,  49,  0.0409000889907301571},
        {10,   49,  2.01316339197854677e-13},
        {2.1,  1e6, 0.035729090974635018},
        {23,   172, 2.33112108005618874e-54},
        {-40,  172, 4.93191161697226464e-89},
        {30,   1e5, 7.37853687222223369e-197},
        {NA,   5,   NA},
        {2,    0,   NA},
        {2,    NA,  NA},
    }, critical[] = {
        {0.95, 1,   12.7062047361747046},
        {0.95, 9,   2.26215716279820554},
        {0.95, 29,  2.0452296421327043},
        {0.95, 1e6, 1.95996635681410704},
        {0,    9,   NA},
        {1,    9,   NA},
        {0.95, 0,   NA},
        {0.95, -1,  NA},
    };
    // clang-format on
    for (size_t i = 0; i < COUNT(tails); i++) {
        const double got = student_two_sided(tails[i].t, tails[i].df), want = tails[i].want;
        CHECK(is_missing(want) ? is_missing(got) : fabs(got - want) <= 1e-9 * want,
              "%g on %g: %.17g", tails[i].t, tails[i].df, got);
    }
    for (size_t i = 0; i < COUNT(critical); i++) {
        const double got = student_critical(critical[i].t, critical[i].df);
        CHECK(near(got, critical[i].want, 1e-12), "on %g: %.17g", critical[i].df, got);
    }
}

static void normal(void **state)
{
    (void)state;
    CHECK(near(normal_critical(0.95), 1.95996398454005424, 1e-14), "%.17g", normal_critical(0.95));
    CHECK(near(normal_critical(0.99), 2.57582930354890076, 1e-14), "%.17g", normal_critical(0.99));
    static const double tails[][2] = {{0, 1},
                                      {1, 0.31731050786291415},
                                      {-2, 0.04550026389635839},
                                      {5, 5.733031437583866e-07},
                                      {-37, 1.1451142445047853e-299}};
    for (size_t i = 0; i < COUNT(tails); i++)
        CHECK(fabs(normal_two_sided(tails[i][0]) / tails[i][1] - 1) < 1e-12, "%g: %.17g",
              tails[i][0], normal_two_sided(tails[i][0]));
    CHECK(is_missing(normal_two_sided(NA)), "missing");
    CHECK(is_missing(normal_critical(0)) && is_missing(normal_critical(1)), "outside");
    CHECK(is_missing(normal_critical(NA)), "missing");
}

static void fisher(void **state)
{
    (void)state;
    // clang-format off
    static const struct {
        double p, df1, df2, want;
    } cases[] = {
        {0.975, 29,  174, 1.66153841702881265},
        {0.025, 29,  174, 0.536965542527490639},
        {0.95,  1,   10,  4.96460274373071437},
        {0.975, 9,   9,   4.02599415828297943},
        {0.975, 1e5, 9e5, 1.009264748043208},
        {0.025, 1e5, 9e5, 0.99078600169201417},
        {0.975, 1e6, 9e6, 1.002924279740744}, /* GSL 2.7 itself gives NaN */
        {0.025, 1e6, 9e6, 0.9970807952295449},
        {0,     5,   5,   NA},
        {0.5,   0,   5,   NA},
        {0.5,   5,   NA,  NA},
    };
    // clang-format on
    for (size_t i = 0; i < COUNT(cases); i++) {
        const double got = fisher_quantile(cases[i].p, cases[i].df1, cases[i].df2);
        CHECK(near(got, cases[i].want, 6e-13), "%g on %g, %g: %.17g", cases[i].p, cases[i].df1,
              cases[i].df2, got);
    }
}

/* R 4.2, pchisq; on 2 degrees of freedom it is exp(-x / 2). */
static void chi_square(void **state)
{
    (void)state;
    // clang-format off
    static const struct {
        double x, df, want;
    } cases[] = {
        {0,      3,  1},
        {-1,     3,  1},
        {5,      2,  0.0820849986238987952},
        {1000,   2,  7.1245764067412855e-218},
        {3.8414588206941236, 1, 0.05},
        {98.752778662181072, 21, 4.7925390355285276e-12},
        {NA,     3,  NA},
        {1,      0,  NA},
        {1,      NA, NA},
    };
    // clang-format on
    for (size_t i = 0; i < COUNT(cases); i++) {
        const double got = chi_square_above(cases[i].x, cases[i].df), want = cases[i].want;
        CHECK(is_missing(want) ? is_missing(got) : fabs(got - want) <= 1e-9 * want,
              "%g on %g: %.17g", cases[i].x, cases[i].df, got);
    }
}

/* Wanted values: R 4.2.2, pf, pnorm, pt and pbinom. */
static void tails(void **state)
{
    (void)state;
    const struct {
        const char *name;
        double got, want;
    } cases[] = {
        {"t", student_above(-2.1, 12.3), 0.97150252179547869},
        {"normal", normal_above(1.3), 0.096800484585610344},
        {"both sides", normal_two_sided(-9), 2.2571768119076816e-19},
        {"F", fisher_above(2.5, 3, 40), 0.073254352017949942},
        {"F of many", fisher_above(180, 2, 171), 8.425309938679709e-43},
        {"F of a million", fisher_above(47.559000000000001, 3, 1e6), 1.0055229994054826e-30},
        {"F at 0", fisher_above(0, 3, 40), 1},
        {"F without end", fisher_above(INFINITY, 3, 40), 0},
        {"binomial", binomial_above(682, 925, 0.75), 0.82408912235242271},
        {"coin", binomial_above(5, 10, 0.5), 0.62304687499999989},
        {"million coins", binomial_above(500640, 1000000, 0.5), 0.10044851601336151},
        {"no hit", binomial_above(0, 10, 0.5), 1},
        {"too many", binomial_above(11, 10, 0.5), 0},
        {"certain", binomial_above(7, 10, 1), 1},
        {"impossible", binomial_above(7, 10, 0), 0},
        {"F of no degrees", fisher_above(1, 0, 4), NA},
        {"F missing", fisher_above(NA, 2, 4), NA},
        {"normal missing", normal_two_sided(NA), NA},
        {"no probability", binomial_above(1, 4, 1.5), NA},
    };
    for (size_t i = 0; i < COUNT(cases); i++)
        CHECK(is_missing(cases[i].want)
                  ? is_missing(cases[i].got)
                  : fabs(cases[i].got - cases[i].want) <= 1e-9 * cases[i].want,
              "%s: %.17g", cases[i].name, cases[i].got);
}

/* The sum of the probabilities themselves; and what F is when it has one degree of freedom. */
static void tails_agree_with_sums(void **state)
{
    (void)state;
    struct random r = random_stream(3, random_name("tails"));
    for (size_t nth = 0; nth < RANDOM_CASES; nth++) {
        const size_t n = 1 + random_below(&r, 60), hits = random_below(&r, n + 1);
        const double p = random_uniform(&r), t = 5 * random_uniform(&r);
        const double df = 1 + (double)random_below(&r, 200);
        double sum = 0, term = pow(1 - p, (double)n);
        for (size_t k = 0; k <= n; k++) {
            sum += k >= hits ? term : 0;
            term *= (double)(n - k) / (double)(k + 1) * p / (1 - p);
        }
        CHECK(near(binomial_above(hits, n, p), sum, 1e-10), "%zu of %zu: %g", hits, n, p);
        CHECK(near(fisher_above(t * t, 1, df), student_two_sided(t, df), 1e-11), "%g on %g", t, df);
    }
}

/* Student's density, integrated from 0 to t by Simpson's rule. */
static double slow_two_sided(double t, double df)
{
    enum { STEPS = 2000 };
    const double h = t / STEPS;
    const double scale = exp(lgamma((df + 1) / 2) - lgamma(df / 2)) / sqrt(df * M_PI);
    double sum = 0;
    for (int i = 0; i <= STEPS; i++) {
        const double weight = i == 0 || i == STEPS ? 1 : i % 2 == 1 ? 4 : 2;
        sum += weight * pow(1 + i * h * i * h / df, -(df + 1) / 2);
    }
    return 1 - 2 * scale * sum * h / 3;
}

static void student_agrees_with_its_density(void **state)
{
    (void)state;
    struct random r = random_stream(1, random_name("student"));
    for (size_t nth = 0; nth < RANDOM_CASES; nth++) {
        const double t = 4 * random_uniform(&r), df = 1 + (double)random_below(&r, 200);
        const double got = student_two_sided(t, df), want = slow_two_sided(t, df);
        CHECK(fabs(got - want) < 1e-10, "%g on %g: %.17g, want %.17g", t, df, got, want);
    }
}

static void quantiles_lead_back_to_their_share(void **state)
{
    (void)state;
    struct random r = random_stream(2, random_name("student"));
    for (size_t nth = 0; nth < RANDOM_CASES; nth++) {
        const double p = random_uniform(&r), df = exp(11 * random_uniform(&r));
        const double df1 = exp(16 * random_uniform(&r));
        const double share = 1 - student_two_sided(student_critical(p, df), df);
        const double f = fisher_quantile(p, df1, df);
        CHECK(near(share, p, 1e-9), "t: %.17g on %g gives %.17g", p, df, share);
        CHECK(near(gsl_cdf_fdist_P(f, df1, df), p, 1e-9), "F: %.17g on %g, %g gives %.17g", p, df1,
              df, f);
    }
}

static void the_square_of_t_is_an_f(void **state)
{
    (void)state;
    for (double df = 1; df < 100; df++) {
        const double t = student_critical(0.9, df), f = fisher_quantile(0.9, 1, df);
        CHECK(near(t * t, f, 1e-10), "on %g: %.17g, %.17g", df, t * t, f);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(student),
        TEST(normal),
        TEST(fisher),
        TEST(chi_square),
        TEST(tails),
        TEST(tails_agree_with_sums),
        TEST(student_agrees_with_its_density),
        TEST(quantiles_lead_back_to_their_share),
        TEST(the_square_of_t_is_an_f),
    };
    gsl_set_error_handler_off();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
