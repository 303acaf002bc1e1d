/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef STATS_KENDALL_H
#define STATS_KENDALL_H

/* Kendall's tau-b over the rows where both variables are present.

       struct kendall tau;
       TRY(kendall_of(x, y, n, &tau, err));

   S = concordant - discordant pairs of rows; tau-b = S / sqrt((T - T_x)(T - T_y)), T all pairs, T_x
   and T_y those tied in x and in y (Kendall 1945, Biometrika 33, 239). S is counted by Knight's
   (1966, JASA 61, 436) merge sort in O(n log n), or, when the two have few distinct values, from
   their table of counts in O(n). z is S over its standard deviation given the ties (Kendall 1970,
   Rank Correlation Methods, 4.9), without continuity correction.

   As R's cor.test publishes it: p is exact (the distribution of S over all orders) for n < 50
   without ties, else two-sided normal from z.                                                    */

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"

struct kendall {
    size_t n;      /* rows where both are present */
    double value;  /* [-1, 1]; MISSING when n < 2 or one of the two does not vary */
    double z;      /* standard normal without association; MISSING where value is */
    double p;      /* two-sided; MISSING where value is */
    bool is_exact; /* p is exact */
};

/* n below 2^31. Fails with ERR_MEMORY. */
MUST_CHECK enum status kendall_of(const double *x, const double *y, size_t n, struct kendall *out,
                                  struct error *err);

/* Every pair of k columns of n values: out[i * k + j], symmetric, with the diagonal. Memory for the
   duration of the call: 4 bytes per row and column, and some 60 per row. Fails with ERR_MEMORY. */
MUST_CHECK enum status kendall_matrix(const double *const *columns, size_t n, size_t k,
                                      struct kendall *out, struct error *err);

#endif
