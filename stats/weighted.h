/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef STATS_WEIGHTED_H
#define STATS_WEIGHTED_H

/* Mean, variance and correlation of rows that weigh differently, and how much the weights cost.

       struct weighted m = weighted_of(x, weight, n);
       double s2 = weighted_variance(m), effective = weighted_effective(m);
       struct weighted_correlation r = weighted_correlation(x, y, weight, n);

   Only the weights' proportions count: twice the weights give the same numbers. A row is left out
   when a value is missing, or its weight is missing, not finite or not above 0. A 0/1 column gives
   the weighted share. The same definitions as R's survey::svymean, svyvar and stats::cov.wt. */

#include <stddef.h>

struct weighted {
    size_t n;       /* rows that count */
    double w, w2;   /* sum of their weights and of the squares */
    double mean;    /* sum wx / sum w, in the unit of x; MISSING when n is 0 */
    double squares; /* sum of w (x - mean)^2; exactly 0 when x does not vary */
};

/*   x       n values; borrowed for the call
     weight  n weights                       */
struct weighted weighted_of(const double *x, const double *weight, size_t n);

/* n / (n - 1) times sum w (x - mean)^2 / sum w: s^2 when all weigh the same; MISSING when n < 2. */
double weighted_variance(struct weighted m);

/* Kish's effective number of rows, (sum w)^2 / sum w^2, in (0, n]: as many of equal weight would
   give a mean as certain. n / effective is the design effect of weighting (Kish 1965, Survey
   Sampling, 11.7). MISSING when n is 0. */
double weighted_effective(struct weighted m);

struct weighted_correlation {
    size_t n;         /* rows where both are present */
    double effective; /* Kish's number of those rows; MISSING when n is 0 */
    double value;     /* [-1, 1]; MISSING when n < 2 or one of the two does not vary */
};

struct weighted_correlation weighted_correlation(const double *x, const double *y,
                                                 const double *weight, size_t n);

#endif
