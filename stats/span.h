/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef STATS_SPAN_H
#define STATS_SPAN_H

/* Which sums follow from others. A row says of each column how often it is part of a sum; whoever
   knows the sums of all rows knows every combination of them, and by linear algebra no other.

       rows     a  b  c  d                target  0 0 0 1  yes: 1 x all - 1 x first
       all      1  1  1  1                target  1 0 0 0  no
       first    1  1  1  0

   Gauss and Jordan's elimination with the largest pivot of each column, in the order of the
   columns (Golub & Van Loan, Matrix Computations, 4th ed., 3.4). Entries below 1e-9 of it count as
   0: rows are of zeros and ones, or of weights of that size.                                     */

#include "base/arena.h"
#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>

struct span {
    size_t n_rows, n_columns, rank;
    double *reduced; /* rank x n_columns: in reduced echelon form, each with a 1 at its pivot */
    double *made;    /* rank x n_rows: how often each row goes into the reduced one */
    size_t *pivot;   /* rank */
};

/* Everything lives in `arena`. `rows` is n_rows x n_columns. ERR_MEMORY. */
MUST_CHECK enum status span_make(const double *rows, size_t n_rows, size_t n_columns,
                                 struct arena *arena, struct span *out, struct error *err);

/* Whether `target` (n_columns) is a combination of the rows; then how often each goes into it in
   times[n_rows], else times is undefined. */
bool span_has(const struct span *span, const double *target, double *times);

#endif
