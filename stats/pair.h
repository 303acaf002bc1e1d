/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef STATS_PAIR_H
#define STATS_PAIR_H

/* The joint moments of two variables over the rows where both are present.

       struct pair p = {0};
       pair_add_columns(&p, x, y, n);
       double r = pair_correlation(p);

   Two passes within a block of rows, blocks merged: Chan, Golub & LeVeque (1983). A variable that
   does not vary has its sum of squares exactly 0. The same calls give the same bits.             */

#include <stddef.h>

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

#endif
