/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef STATS_PAIR_H
#define STATS_PAIR_H

/* The joint moments of two variables over the rows where both are present, and of many variables
   two by two (pairwise deletion).

       struct pair p = {0};
       pair_add_columns(&p, x, y, n);
       double r = pair_correlation(p);

   Two passes within a block of rows, blocks merged: Chan, Golub & LeVeque (1983). A variable that
   does not vary has its sum of squares exactly 0. Blocks are cut every PAIR_BLOCK rows of the
   call, so the same calls give the same bits.                                                    */

#include <stddef.h>

#include "base/arena.h"
#include "base/error.h"

enum { PAIR_BLOCK = 512 };

struct pair {
    size_t n;              /* rows where both are present; {0} is the start */
    double mean_x, mean_y; /* over those rows; 0 when n is 0 */
    double xx, yy, xy;     /* sums of (x - mean_x)^2, (y - mean_y)^2, (x - mean_x)(y - mean_y) */
};

/* Adds the rows of two columns of n values in which neither is missing. */
void pair_add_columns(struct pair *p, const double *x, const double *y, size_t n);

struct pair pair_merge(struct pair a, struct pair b);

/* xy / (n - 1); MISSING when n < 2. */
double pair_covariance(struct pair p);

/* Pearson's r, in [-1, 1]; MISSING when n < 2 or one of the two does not vary. */
double pair_correlation(struct pair p);

/* Every pair of k variables, each over its own rows. */
struct pairs {
    size_t k;
    struct pair *pair; /* k (k + 1) / 2, through pairs_at(); lives in the arena of pairs_get */
};

/* An empty set of pairs of k variables, in `arena`. Fails with ERR_MEMORY. */
MUST_CHECK enum status pairs_get(struct arena *arena, size_t k, struct pairs *out,
                                 struct error *err);

/* Adds n rows given as k columns: columns[v][row]. */
void pairs_add_columns(struct pairs *pairs, const double *const *columns, size_t n);

/* Adds n rows given row by row: rows[row * k + v]. */
void pairs_add_rows(struct pairs *pairs, const double *rows, size_t n);

/* Variables i (as x) and j (as y), i <= j < k; i = j is one variable over its own rows. */
static inline struct pair *pairs_at(const struct pairs *pairs, size_t i, size_t j)
{
    return &pairs->pair[j * (j + 1) / 2 + i];
}

#endif
