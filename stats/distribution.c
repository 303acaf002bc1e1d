/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/distribution.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_sf_gamma.h>
#include <stdbool.h>

#include "base/missing.h"

static const double many = 1e5; /* degrees of freedom */

static bool is_open_share(double p)
{
    return p > 0 && p < 1;
}

double student_two_sided(double t, double df)
{
    static const double far_out = 1e-30; /* where gsl_cdf_tdist_Q begins to lose digits */
    if (is_missing(t) || !(df > 0))
        return MISSING;
    const double p = fmin(1, 2 * gsl_cdf_tdist_Q(fabs(t), df));
    gsl_sf_result beta;
    if (p > 0 && p < far_out &&
        gsl_sf_beta_inc_e(df / 2, 0.5, df / (df + t * t), &beta) == GSL_SUCCESS)
        return beta.val;
    return p;
}

double student_critical(double confidence, double df)
{
    if (!is_open_share(confidence) || !(df > 0))
        return MISSING;
    return gsl_cdf_tdist_Qinv((1 - confidence) / 2, df);
}

double normal_two_sided(double z)
{
    return is_missing(z) ? MISSING : fmin(1, 2 * gsl_cdf_ugaussian_Q(fabs(z)));
}

double normal_critical(double confidence)
{
    return is_open_share(confidence) ? gsl_cdf_ugaussian_Qinv((1 - confidence) / 2) : MISSING;
}

double chi_square_above(double x, double df)
{
    return is_missing(x) || !(df > 0) ? MISSING : gsl_cdf_chisq_Q(fmax(x, 0), df);
}

/* Bisection of GSL's distribution function on the logarithm: its own inversion fails for one
   unequal pair of degrees of freedom in forty. */
static double fisher_by_bisection(double p, double df1, double df2)
{
    double reach = 1;
    while (reach < 512 && !(gsl_cdf_fdist_P(exp(-reach), df1, df2) < p &&
                            gsl_cdf_fdist_P(exp(reach), df1, df2) > p))
        reach *= 2;
    double low = -reach, high = reach;
    for (int step = 0; step < 80; step++) {
        const double middle = (low + high) / 2;
        const double share = gsl_cdf_fdist_P(exp(middle), df1, df2);
        if (is_missing(share))
            return MISSING;
        if (share < p)
            low = middle;
        else
            high = middle;
    }
    return exp((low + high) / 2);
}

/* Fisher & Cornish (1960), Technometrics 2, 209: half the logarithm of F in powers of 1/df. Good to
   12 digits from 1e5 degrees of freedom on, where GSL's distribution function begins to give up. */
static double fisher_by_expansion(double p, double df1, double df2)
{
    const double x = gsl_cdf_ugaussian_Pinv(p), x2 = x * x;
    const double s = 1 / df1 + 1 / df2, d = 1 / df1 - 1 / df2, h = sqrt(s / 2);
    const double half_log =
        x * h - d * (x2 + 2) / 6 + h * x * (s * (x2 + 3) / 24 + d * d * (x2 + 11) / (72 * s)) -
        s * d * (x2 * x2 + 9 * x2 + 8) / 120 + d * d * d * (3 * x2 * x2 + 7 * x2 - 16) / (3240 * s);
    return exp(2 * half_log);
}

double fisher_quantile(double p, double df1, double df2)
{
    if (!is_open_share(p) || !(df1 > 0) || !(df2 > 0))
        return MISSING;
    return df1 >= many && df2 >= many ? fisher_by_expansion(p, df1, df2)
                                      : fisher_by_bisection(p, df1, df2);
}
