/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef STATS_BOOTSTRAP_H
#define STATS_BOOTSTRAP_H

/* The bias-corrected and accelerated bootstrap interval (BCa) of any statistic over units.

       static double middle(const uint32_t *unit, size_t n, const void *data) ...

       struct bootstrap b;
       TRY(bootstrap_interval((struct bootstrap_request){.statistic = middle, .data = &columns,
                                                         .n_units = n, .replicates = 2000,
                                                         .seed = 1, .confidence = 0.95}, &b, err));
       b.low, b.high

   Efron (1987), JASA 82, 171: units are drawn with replacement; the limits are the quantiles (type
   7) of the replicates at Phi(z0 + (z0 + z) / (1 - a (z0 + z))), where Phi(z0) is the share of
   replicates below the estimate (ties count half) and a = sum d^3 / (6 (sum d^2)^1.5), d the mean
   of the leave-one-out values less each. Replicate i has the random stream (seed, i), so the result
   does not depend on the order in which replicates are made.                                    */

#include <stddef.h>
#include <stdint.h>

#include "base/error.h"

/* The statistic over the units unit[0..n), where one may stand several times; MISSING when it
   cannot be had from these. */
typedef double bootstrap_statistic(const uint32_t *unit, size_t n, const void *data);

struct bootstrap_request {
    bootstrap_statistic *statistic;
    const void *data; /* handed to the statistic; borrowed */
    size_t n_units;   /* below 2^32 */
    size_t replicates;
    uint64_t seed;
    double confidence;
};

struct bootstrap {
    double value;     /* over all units once */
    double se;        /* standard deviation of the replicates; MISSING with fewer than 2 */
    double low, high; /* BCa */
    double percentile_low, percentile_high; /* plain quantiles of the replicates */
    double bias, acceleration;              /* z0 and a */
    size_t n_used; /* replicates with a value; the others are left out of everything */
};

/* All but n_used are MISSING when value is, or more than one replicate in ten has no value. low and
   high alone are MISSING when all replicates lie on one side of the value, or a leave-one-out value
   cannot be had. Memory for the duration of the call: 40 bytes per replicate and 12 per unit. Time:
   n_units + replicates + 1 calls of the statistic. Fails with ERR_MEMORY.                        */
MUST_CHECK enum status bootstrap_interval(struct bootstrap_request request, struct bootstrap *out,
                                          struct error *err);

#endif
