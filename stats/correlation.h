/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef STATS_CORRELATION_H
#define STATS_CORRELATION_H

/* Pearson's and Spearman's correlation over the rows where both variables are present.

       struct correlation r = correlation_pearson(x, y, n, 0.95);

   Spearman is Pearson on the mid-ranks of those rows. For both: two-sided p from
   t = r sqrt((n - 2) / (1 - r^2)) on n - 2 degrees of freedom, interval
   tanh(atanh r -+ z / sqrt(n - 3)) (Fisher 1921), as R's cor.test and psych::corr.test.          */

#include <stddef.h>

#include "base/arena.h"
#include "base/error.h"
#include "stats/sort.h"

struct correlation {
    size_t n;         /* rows where both are present */
    double value;     /* [-1, 1]; MISSING when n < 2 or one of the two does not vary */
    double low, high; /* MISSING when n < 4 or value is; both equal value when it is -1 or 1 */
    double p;         /* (0, 1]; MISSING when n < 3 or value is; 0 when value is -1 or 1 */
};

/* An r that differs from -1 or 1 by rounding alone becomes that: it says nothing about a relation
   that is perfect. */
double correlation_without_rounding(double r);

/* p and interval of an r that was computed from n rows, without that rounding. */
struct correlation correlation_of(double r, size_t n, double confidence);

struct correlation correlation_pearson(const double *x, const double *y, size_t n,
                                       double confidence);

/* What Spearman needs besides the columns: 40 bytes per row, used again and again. */
struct spearman_room {
    struct sort_room sort;
    double *x, *y;
};

/* Room, in `arena`, for columns of up to `capacity` (below 2^32) values. Fails with ERR_MEMORY. */
MUST_CHECK enum status spearman_room_get(struct arena *arena, size_t capacity,
                                         struct spearman_room *out, struct error *err);

struct correlation correlation_spearman(const double *x, const double *y, size_t n,
                                        double confidence, struct spearman_room *room);

#endif
