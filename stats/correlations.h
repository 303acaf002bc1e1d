/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef STATS_CORRELATIONS_H
#define STATS_CORRELATIONS_H

/* The correlations of many columns, two by two, each over the rows where both are present.

       struct correlation *r = arena_array(arena, k * k, struct correlation);
       TRY(correlation_matrix((struct correlation_request){columns, n, k, CORRELATION_SPEARMAN,
   0.95}, r, err));                                                           */

#include <stddef.h>

#include "base/error.h"
#include "stats/correlation.h"

enum correlation_kind { CORRELATION_PEARSON, CORRELATION_SPEARMAN };

struct correlation_request {
    const double *const *columns; /* columns[v][row], k columns of n values; borrowed */
    size_t n, k;                  /* n below 2^31 */
    enum correlation_kind kind;
    double confidence;
};

/* Every pair of k columns, as correlation_pearson or correlation_spearman would have it.
     out      k x k, symmetric: out[i * k + j]; the diagonal is 1, MISSING for a column that does
              not vary
   Spearman sorts each column once. Two columns without missing values use their ranks again; else
   the rows present in both are ranked anew by counting, in linear time. Memory for the duration of
   the call: at most 8 bytes per row and column, and 24 per row. Fails with ERR_MEMORY.          */
MUST_CHECK enum status correlation_matrix(struct correlation_request request,
                                          struct correlation *out, struct error *err);

#endif
