/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/equivalence.h"

#include <stdbool.h>

#include "base/missing.h"
#include "stats/distribution.h"
#include "stats/welch.h"

static struct equivalence nothing(double estimate)
{
    return (struct equivalence){estimate, MISSING, MISSING, MISSING, MISSING, MISSING};
}

static bool is_alpha(double alpha)
{
    return alpha > 0 && alpha < 0.5;
}

static double larger(double a, double b)
{
    return is_missing(a) || is_missing(b) ? MISSING : fmax(a, b);
}

struct equivalence equivalence_means(struct moments a, struct moments b, double margin,
                                     double alpha)
{
    if (!(margin > 0) || !is_alpha(alpha))
        return nothing(welch_t(a, b, 0, 0.5).difference);
    const struct welch low = welch_t(a, b, -margin, 1 - 2 * alpha);
    const struct welch high = welch_t(a, b, margin, 1 - 2 * alpha);
    return (struct equivalence){
        .estimate = low.difference,
        .p_low = low.p_greater,
        .p_high = high.p_less,
        .p = larger(low.p_greater, high.p_less),
        .low = low.low,
        .high = low.high,
    };
}

struct equivalence equivalence_correlation(double r, size_t n, size_t n_controls, double margin,
                                           double alpha)
{
    struct equivalence e = nothing(r);
    if (!(fabs(r) < 1) || !(margin > 0 && margin < 1) || !is_alpha(alpha) || n < n_controls + 4)
        return e;
    const double se = 1 / sqrt((double)(n - n_controls - 3));
    const double reach = normal_critical(1 - 2 * alpha) * se;
    e.p_low = normal_above((atanh(r) + atanh(margin)) / se);
    e.p_high = normal_above((atanh(margin) - atanh(r)) / se);
    e.p = larger(e.p_low, e.p_high);
    e.low = tanh(atanh(r) - reach);
    e.high = tanh(atanh(r) + reach);
    return e;
}
