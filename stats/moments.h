/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef STATS_MOMENTS_H
#define STATS_MOMENTS_H

/* Running mean and variance: one pass, no cancellation, mergeable.

       struct moments m = {0};
       for (size_t i = 0; i < n; i++)
           if (!is_missing(x[i]))
               moments_add(&m, x[i]);
       double s = moments_sd(m);

   Welford (1962), Technometrics 4, 419; merging: Chan, Golub & LeVeque (1983), The American
   Statistician 37, 242. A column that does not vary has m2 exactly 0. Only numbers are added, never
   missing values. The third and fourth moment are in shape.h.                                   */

#include <stddef.h>

struct moments {
    size_t n;    /* numbers added; {0} is the start */
    double mean; /* their mean, in their unit; 0 when n is 0 */
    double m2;   /* sum of (x - mean)^2 */
};

static inline void moments_add(struct moments *m, double x)
{
    const double delta = x - m->mean;
    m->n++;
    m->mean += delta / (double)m->n;
    m->m2 += delta * (x - m->mean);
}

/* Adds x `count` times at once: a coded column is summarised from its frequency table. */
void moments_add_times(struct moments *m, double x, size_t count);

/* The moments of two sets of numbers taken together. */
struct moments moments_merge(struct moments a, struct moments b);

/* The moments of the values of x[0..n) that are present: two passes, a digit better than one. */
struct moments moments_of(const double *x, size_t n);

/* Sample variance m2 / (n - 1) and its root; MISSING when n < 2. */
double moments_variance(struct moments m);
double moments_sd(struct moments m);

#endif
