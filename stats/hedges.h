/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef STATS_HEDGES_H
#define STATS_HEDGES_H

/* The difference between two means in standard deviations, without the bias of small samples.

       struct hedges g = hedges_g(moments_of(a, n_a), moments_of(b, n_b), 0.95);

   g = J (mean a - mean b) / pooled s, J = Gamma(m / 2) / (sqrt(m / 2) Gamma((m - 1) / 2)) exactly,
   m = n_a + n_b - 2 (Hedges 1981, J. Educ. Stat. 6, 107). The interval is of the population's
   difference, by the noncentral t of the pooled test (Hedges & Olkin 1985; Cumming & Finch 2001):
   equal variances are assumed, as g itself does.                                                */

#include "stats/moments.h"

struct hedges {
    double d, g;      /* without and with J; MISSING when either group has no value, m < 2, or
                         neither varies */
    double low, high; /* MISSING where g is */
};

struct hedges hedges_g(struct moments a, struct moments b, double confidence);

#endif
