/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef STATS_SOBOL_H
#define STATS_SOBOL_H

/* Which of several uncertain inputs does an output depend on? Variance-based sensitivity indices of
   first and total order.

   Draw two independent samples A and B of n points each, and for every input i the sample AB_i: the
   points of A with input i taken from B; n (d + 2) runs in all.

       first  S_i  = mean(y_B (y_ABi - y_A)) / V         (Saltelli et al. 2010, table 2 b)
       total  ST_i = sum((y_A - y_ABi)^2) / (2 n V)      (Jansen 1999; table 2 f)

   V is the variance of y_A and y_B together, with 2 n - 1, and y is taken from their mean, which
   changes nothing in S_i but takes much of the noise out of its estimate. S_i is the share of V
   that goes when input i is known, ST_i the share that stays when all others are. An input may be a
   group.

   Intervals are those of the percentile bootstrap over the n points.                            */

#include <stddef.h>
#include <stdint.h>

#include "base/error.h"

struct sobol_request {
    const double *a, *b; /* n outputs each */
    const double *ab;    /* of input i: ab[i * n .. i * n + n) */
    size_t n, n_inputs;
    double confidence; /* of the intervals; 0: 0.95 */
    uint64_t seed;     /* of the bootstrap */
    size_t replicates; /* of the bootstrap; 0: no intervals */
};

struct sobol_index {
    double first, first_low, first_high; /* estimates: may fall outside 0..1 */
    double total, total_low, total_high;
    size_t n; /* points used */
};

/* Points at which any output is missing are left out.
     out  n_inputs results; all MISSING when fewer than 2 points are left or V is 0; intervals are
          MISSING when they were not asked for
   Fails with ERR_MEMORY.                                                                        */
MUST_CHECK enum status sobol_indices(struct sobol_request request, struct sobol_index *out,
                                     struct error *err);

#endif
