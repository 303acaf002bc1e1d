/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/hedges.h"

#include <gsl/gsl_sf_gamma.h>

#include "base/missing.h"
#include "stats/noncentral.h"

struct hedges hedges_g(struct moments a, struct moments b, double confidence)
{
    struct hedges h = {MISSING, MISSING, MISSING, MISSING};
    const double n_a = (double)a.n, n_b = (double)b.n, m = n_a + n_b - 2;
    const double pooled = sqrt((a.m2 + b.m2) / m);
    if (a.n == 0 || b.n == 0 || m < 2 || !(pooled > 0))
        return h;
    const double correction = exp(gsl_sf_lnpoch((m - 1) / 2, 0.5)) / sqrt(m / 2);
    const double root = sqrt(n_a * n_b / (n_a + n_b));
    h.d = (a.mean - b.mean) / pooled;
    h.g = correction * h.d;
    h.low = noncentral_t_centre(h.d * root, m, (1 + confidence) / 2) / root;
    h.high = noncentral_t_centre(h.d * root, m, (1 - confidence) / 2) / root;
    return h;
}
