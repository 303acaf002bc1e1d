/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/distribution.h"

#include <float.h>
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

double student_above(double t, double df)
{
    const double half = student_two_sided(t, df) / 2;
    return t > 0 ? half : 1 - half;
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

double normal_above(double z)
{
    return is_missing(z) ? MISSING : gsl_cdf_ugaussian_Q(z);
}

/* The incomplete beta function's continued fraction (DLMF 8.17.22) by Lentz's method; it converges
   fast where x < (a + 1) / (a + b + 2). */
static double beta_fraction(double x, double a, double b)
{
    enum { MOST_STEPS = 100000 };
    double c = 1, d = 1 / (1 - (a + b) * x / (a + 1)), value = d;
    for (int m = 1; m < MOST_STEPS; m++) {
        const double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
        const double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
        d = 1 / (1 + even * d);
        c = 1 + even / c;
        value *= c * d;
        d = 1 / (1 + odd * d);
        c = 1 + odd / c;
        value *= c * d;
        if (fabs(c * d - 1) < 4 * DBL_EPSILON)
            return value;
    }
    return MISSING;
}

/* I_x(a, b) for x and y = 1 - x given apart, so that neither loses digits. GSL's own gives up its
   tails from a million degrees of freedom on. */
static double beta_share(double x, double y, double a, double b)
{
    gsl_sf_result whole;
    if (x <= 0 || y <= 0)
        return x > 0;
    if (gsl_sf_lnbeta_e(a, b, &whole) != GSL_SUCCESS)
        return MISSING;
    const double log_x = x > 0.5 ? log1p(-y) : log(x), log_y = y > 0.5 ? log1p(-x) : log(y);
    const double power = exp(a * log_x + b * log_y - whole.val);
    return x < (a + 1) / (a + b + 2) ? power * beta_fraction(x, a, b) / a
                                     : 1 - power * beta_fraction(y, b, a) / b;
}

double fisher_above(double f, double df1, double df2)
{
    if (is_missing(f) || !(df1 > 0) || !(df2 > 0))
        return MISSING;
    const double part = df1 / df2 * fmax(f, 0);
    return beta_share(1 / (1 + part), part / (1 + part), df2 / 2, df1 / 2);
}

double chi_square_above(double x, double df)
{
    return is_missing(x) || !(df > 0) ? MISSING : gsl_cdf_chisq_Q(fmax(x, 0), df);
}

double binomial_above(size_t hits, size_t n, double p)
{
    if (!(p >= 0 && p <= 1))
        return MISSING;
    if (hits == 0 || hits > n)
        return hits == 0;
    return beta_share(p, 1 - p, (double)hits, (double)(n - hits + 1));
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
