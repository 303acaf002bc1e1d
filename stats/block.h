/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef STATS_BLOCK_H
#define STATS_BLOCK_H

/* Private to stats/: long columns are summed in blocks that stay in the nearest cache, two passes
   each (mean, then deviations), and blocks are merged. */

#include <stddef.h>

enum { BLOCK_ROWS = 512 };

static inline size_t block_rows(size_t rows_left)
{
    return rows_left < BLOCK_ROWS ? rows_left : BLOCK_ROWS;
}

/* The mean of x[0..n), n > 0, none missing. The first value is the origin, so that a constant has
   its own value as mean, to the last bit. Even and odd places are summed apart, so that one
   addition need not wait for the one before. */
static inline double block_mean(const double *x, size_t n)
{
    double even = 0, odd = 0;
    for (size_t i = 0; i + 1 < n; i += 2) {
        even += x[i] - x[0];
        odd += x[i + 1] - x[0];
    }
    if (n % 2 == 1)
        even += x[n - 1] - x[0];
    return x[0] + (even + odd) / (double)n;
}

#endif
