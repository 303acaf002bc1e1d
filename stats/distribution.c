/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/distribution.h"

#include <gsl/gsl_cdf.h>
#include <stdbool.h>

#include "base/missing.h"

static bool is_open_share(double p)
{
    return p > 0 && p < 1;
}

double student_two_sided(double t, double df)
{
    return !is_missing(t) && df > 0 ? fmin(1, 2 * gsl_cdf_tdist_Q(fabs(t), df)) : MISSING;
}

double student_critical(double confidence, double df)
{
    if (!is_open_share(confidence) || !(df > 0))
        return MISSING;
    return gsl_cdf_tdist_Qinv((1 - confidence) / 2, df);
}

double normal_critical(double confidence)
{
    return is_open_share(confidence) ? gsl_cdf_ugaussian_Qinv((1 - confidence) / 2) : MISSING;
}

/* For the many degrees of freedom where GSL gives up, log F is nearly normal with this variance:
   12 standard deviations hold every quantile a double can ask for. */
static double fisher_by_bisection(double p, double df1, double df2)
{
    const double reach = 12 * sqrt(2 / df1 + 2 / df2);
    double low = exp(-reach), high = exp(reach);
    for (int step = 0; step < 100; step++) {
        const double middle = low + (high - low) / 2;
        if (gsl_cdf_fdist_P(middle, df1, df2) < p)
            low = middle;
        else
            high = middle;
    }
    return low + (high - low) / 2;
}

double fisher_quantile(double p, double df1, double df2)
{
    if (!is_open_share(p) || !(df1 > 0) || !(df2 > 0))
        return MISSING;
    const double f = gsl_cdf_fdist_Pinv(p, df1, df2);
    return isfinite(f) ? f : fisher_by_bisection(p, df1, df2);
}
