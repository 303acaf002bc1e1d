/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/error.h"
#include "stats/distribution.h"
#include "stats/noncentral.h"
#include "tests/check.h"
#include "tests/stats/random_column.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_randist.h>

/* R 4.2.2: pt and pchisq with ncp; of F, whose tail R has to 1e-9 only, mpmath 1.3.0 */
static void known_shares(void **state)
{
    (void)state;
    const struct {
        const char *name;
        double got, want;
    } cases[] = {
        {"t", noncentral_t_below(1.5, 5, 1), 0.64962080421477175},
        {"t below 0", noncentral_t_below(-.5, 3, .7), 0.12724542671753913},
        {"t of many", noncentral_t_below(3, 174, 2.5), 0.68771588720910748},
        {"t far out", noncentral_t_below(10, 20, 8), 0.8429884424412839},
        {"t at 0", noncentral_t_below(0, 4, 1), 0.15865525393145705},
        {"chi-square", noncentral_chi_square_below(5, 3, 2), 0.59340518008315557},
        {"chi-square 40", noncentral_chi_square_below(40, 4, 30), 0.7229189835642793},
        {"chi-square on 1", noncentral_chi_square_below(.5, 1, .3), 0.45854655631597052},
        {"chi-square 300", noncentral_chi_square_below(300, 7, 250), 0.90787757230092703},
        {"F", noncentral_f_below(2, 3, 20, 4), 0.479069547217034037},
        {"F of many", noncentral_f_below(8, 2, 170, 12), 0.649728051582426574},
        {"F small", noncentral_f_below(.3, 5, 10, 1), 0.0679619477435424003},
        {"F far out", noncentral_f_below(40, 4, 100, 150), 0.572206919282737699},
        {"chi-square at 0", noncentral_chi_square_below(0, 3, 2), 0},
        {"F below 0", noncentral_f_below(-1, 3, 2, 1), 0},
    };
    for (size_t i = 0; i < COUNT(cases); i++)
        CHECK(near(cases[i].got, cases[i].want, 1e-11), "%s: %.17g", cases[i].name, cases[i].got);
}

static void outside_is_missing(void **state)
{
    (void)state;
    const double outside[] = {
        noncentral_t_below(MISSING, 5, 0),     noncentral_t_below(1, 0, 0),
        noncentral_t_below(1, 5, INFINITY),    noncentral_t_centre(INFINITY, 5, 0.5),
        noncentral_t_centre(1, 5, 0),          noncentral_t_centre(1, 5, 1),
        noncentral_chi_square_below(1, 3, -1), noncentral_chi_square_below(1, 0, 1),
        noncentral_f_below(1, 2, 0, 1),        noncentral_f_below(INFINITY, 2, 3, 1),
        noncentral_chi_square_lambda(1, 3, 1), noncentral_chi_square_lambda(MISSING, 3, 0.5),
        noncentral_f_lambda(1, 0, 3, 0.5),     noncentral_f_lambda(-1, 2, 3, 0.5),
    };
    for (size_t i = 0; i < COUNT(outside); i++)
        CHECK(is_missing(outside[i]), "%zu: %g", i, outside[i]);
    CHECK(noncentral_chi_square_lambda(0.1, 3, 0.5) == 0, "too small for any");
    CHECK(noncentral_f_lambda(0, 3, 9, 0.5) == 0, "nothing seen");
}

/* T <= t seen from the normal part: z runs through 4000 steps, chi-square has its own share. */
static double slow_t(double t, double df, double centre)
{
    double sum = 0;
    for (int i = 0; i < 4000; i++) {
        const double z = -9 + (i + 0.5) * 18 / 4000, top = z + centre;
        const double limit = df * (top / t) * (top / t);
        const double share = t > 0 ? (top <= 0 ? 1 : gsl_cdf_chisq_Q(limit, df))
                                   : (top >= 0 ? 0 : gsl_cdf_chisq_P(limit, df));
        sum += gsl_ran_ugaussian_pdf(z) * share * 18 / 4000;
    }
    return sum;
}

/* Poisson's weights from 0 on, each share anew. */
static double slow_mixture(double x, double df1, double df2, double lambda)
{
    double sum = 0;
    for (unsigned j = 0; j < 400; j++) {
        const double df = df1 + 2 * j;
        const double share =
            df2 > 0 ? 1 - fisher_above(x * df1 / df, df, df2) : gsl_cdf_chisq_P(x, df);
        sum += gsl_ran_poisson_pdf(j, lambda / 2) * share;
    }
    return sum;
}

static void agrees_with_the_definitions(void **state)
{
    (void)state;
    struct random r = random_stream(1, random_name("noncentral"));
    for (size_t nth = 0; nth < 40; nth++) {
        const double df = 1 + (double)random_below(&r, 100),
                     df2 = 1 + (double)random_below(&r, 100);
        const double centre = 8 * random_uniform(&r) - 4, lambda = 60 * random_uniform(&r);
        const double t = centre + 3 * random_normal(&r);
        const double x = (df + lambda) * 2 * random_uniform(&r), f = x / df;
        const double got[] = {noncentral_t_below(t, df, centre),
                              noncentral_chi_square_below(x, df, lambda),
                              noncentral_f_below(f, df, df2, lambda)};
        const double want[] = {slow_t(t, df, centre), slow_mixture(x, df, 0, lambda),
                               slow_mixture(f, df, df2, lambda)};
        CHECK(near(got[0], want[0], 1e-5), "t %g on %g about %g: %.17g, want %.17g", t, df, centre,
              got[0], want[0]);
        for (size_t i = 1; i < 3; i++)
            CHECK(near(got[i], want[i], 1e-10), "case %zu, %zu: %.17g, want %.17g", nth, i, got[i],
                  want[i]);
    }
}

static void centres_lead_back_to_their_share(void **state)
{
    (void)state;
    struct random r = random_stream(2, random_name("noncentral"));
    for (size_t nth = 0; nth < 100; nth++) {
        const double df = 1 + (double)random_below(&r, 200),
                     df2 = 1 + (double)random_below(&r, 200);
        const double t = 10 * random_normal(&r), x = 100 * random_uniform(&r);
        const double p = 0.001 + 0.998 * random_uniform(&r);
        const double centre = noncentral_t_centre(t, df, p);
        const double chi = noncentral_chi_square_lambda(x, df, p);
        const double f = noncentral_f_lambda(x, df, df2, p);
        const double back = noncentral_chi_square_below(x, df, chi);
        const double back_f = noncentral_f_below(x, df, df2, f);
        CHECK(near(noncentral_t_below(t, df, centre), p, 1e-9), "t %g on %g: %.17g", t, df, centre);
        CHECK(chi == 0 ? back <= p : near(back, p, 1e-9), "chi %g on %g: %.17g", x, df, chi);
        CHECK(f == 0 ? back_f <= p : near(back_f, p, 1e-9), "F %g: %.17g", x, f);
    }
}

/* Without noncentrality they are what they are called. */
static void at_the_centre_they_are_central(void **state)
{
    (void)state;
    for (double df = 1; df < 200; df = ceil(df * 1.7)) {
        CHECK(near(noncentral_t_below(1.3, df, 0), 1 - student_above(1.3, df), 1e-11), "%g", df);
        CHECK(near(noncentral_chi_square_below(df, df, 0), 1 - chi_square_above(df, df), 1e-12),
              "%g", df);
        CHECK(near(noncentral_f_below(2, 3, df, 0), 1 - fisher_above(2, 3, df), 1e-12), "%g", df);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(known_shares),
        TEST(outside_is_missing),
        TEST(agrees_with_the_definitions),
        TEST(centres_lead_back_to_their_share),
        TEST(at_the_centre_they_are_central),
    };
    gsl_set_error_handler_off();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
