/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef STATS_SHAPE_H
#define STATS_SHAPE_H

/* Running mean, variance, skewness and kurtosis: moments.h taken to the fourth power.

       struct shape s = {0};
       shape_add_block(&s, x, n);
       double g = shape_skewness(s);

   Blocks are merged as in Pébay (2008), SAND2008-6212, eqs. 2.1 and 3.1. A column that does not
   vary has m2 exactly 0. Only numbers are added, never missing values. */

#include <stddef.h>

#include "stats/moments.h"

struct shape {
    size_t n;          /* {0} is the start */
    double mean;       /* 0 when n is 0 */
    double m2, m3, m4; /* sums of (x - mean)^2, ^3, ^4 */
};

/* Adds x[0..n), none of them missing. */
void shape_add_block(struct shape *s, const double *x, size_t n);

/* Adds x `count` times at once. */
void shape_add_times(struct shape *s, double x, size_t count);

struct shape shape_merge(struct shape a, struct shape b);

struct moments shape_moments(struct shape s);

/* Skewness and excess kurtosis of type 2 (Joanes & Gill 1998: G1 and G2; as Excel, SPSS, PSPP and
   COINr; not R's psych, which prints type 3):
     G1 = sqrt(n (n - 1)) / (n - 2) g1                        MISSING when n < 3
     G2 = ((n + 1) g2 + 6) (n - 1) / ((n - 2)(n - 3))         MISSING when n < 4
   with g1 = sqrt(n) m3 / m2^1.5 and g2 = n m4 / m2^2 - 3; MISSING when the values do not vary. */
double shape_skewness(struct shape s);
double shape_kurtosis(struct shape s);

#endif
