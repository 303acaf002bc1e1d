/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef STATS_PERMUTATION_H
#define STATS_PERMUTATION_H

/* How often chance alone would bring an r as large: y is dealt anew to the units, again and again.

       struct permutation p;
       TRY(permutation_correlation((struct permutation_request){.x = x, .y = y, .n = n,
                                                                .replicates = 2000, .seed = 1},
                                   &p, err));

   p = (b + 1) / (m + 1), b of m random orders at least as extreme as the data (Phipson & Smyth
   2010, SAGMB 9, 39), so never 0. Replicate i has the random stream (seed, i). */

#include <stddef.h>
#include <stdint.h>

#include "base/error.h"

struct permutation_request {
    const double *x, *y; /* n values each; borrowed */
    size_t n;
    size_t replicates;
    uint64_t seed;
};

struct permutation {
    size_t n;             /* rows where both are present */
    double two_sided;     /* |r| at least as large */
    double greater, less; /* r at least as high; at least as low */
};

/* The p-values are MISSING when n < 2, x or y does not vary, or there are no replicates. An r that
   differs from that of the data by rounding alone (1e-12) is as large. Memory for the duration of
   the call: 24 bytes per row. Fails with ERR_MEMORY. */
MUST_CHECK enum status permutation_correlation(struct permutation_request request,
                                               struct permutation *out, struct error *err);

#endif
