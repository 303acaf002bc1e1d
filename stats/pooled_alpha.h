/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef STATS_POOLED_ALPHA_H
#define STATS_POOLED_ALPHA_H

/* Krippendorff's nominal alpha of many yes/no decisions, taken together: does this code fit this
   segment? The decisions about one segment stay together when segments are drawn anew, for they are
   alike; so one pass over the decisions is enough for any number of replicates.

       struct pooled_unit *segment = ...;
       for each decision: pooled_unit_add(&segment[s], n_yes, n_no);
       struct pooled_alpha a;
       TRY(pooled_alpha_estimate((struct pooled_alpha_request){segment, n, 2000, 1, 0.95}, &a,
   err));

   The value is that of stats/krippendorff.h over all decisions as units: 1 - observed / expected
   disagreement with, for a decision of m >= 2 coders, y of whom say yes, an observed disagreement
   of 2 y (m - y) / (m - 1), and an expected one of 2 Y N / (Y + N - 1) from all yes and no
   (Krippendorff 2004, Content Analysis, 2nd ed., ch. 11).                                        */

#include "base/error.h"

#include <stddef.h>
#include <stdint.h>

/* Sums over the decisions about one segment; {0} has none. */
struct pooled_unit {
    double disagreement;
    double yes, no; /* codings, of decisions with two or more */
};

/* Adds a decision; one with fewer than two coders does not count. */
void pooled_unit_add(struct pooled_unit *unit, size_t n_yes, size_t n_no);

struct pooled_alpha_request {
    const struct pooled_unit *unit; /* n_units, borrowed */
    size_t n_units;
    size_t replicates; /* 0: no interval */
    uint64_t seed;
    double confidence;
};

struct pooled_alpha {
    double value;     /* up to 1; MISSING when all codings are yes, or all no, or there are none */
    double low, high; /* BCa over segments (stats/bootstrap.h); MISSING as there */
    double n_codings; /* counted */
};

/* Memory for the duration of the call as bootstrap_interval. Fails with ERR_MEMORY. */
MUST_CHECK enum status pooled_alpha_estimate(struct pooled_alpha_request request,
                                             struct pooled_alpha *out, struct error *err);

#endif
