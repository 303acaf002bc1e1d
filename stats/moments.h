/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef STATS_MOMENTS_H
#define STATS_MOMENTS_H

/* Running mean, variance, skewness and kurtosis: one pass, no cancellation, mergeable.

       struct moments m = {0};
       for (size_t i = 0; i < n; i++)
           if (!is_missing(x[i]))
               moments_add(&m, x[i]);
       double s = moments_sd(m);

   `struct moments` is mean and variance (Welford 1962; merging: Chan, Golub & LeVeque 1983),
   `struct shape` adds the third and fourth moment (Pébay 2008, SAND2008-6212, eqs. 2.1, 3.1).
   A column that does not vary has m2 exactly 0. Only numbers are added, never missing values.  */

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

/* The moments of the values of x[0..n) that are present. */
struct moments moments_of(const double *x, size_t n);

/* Sample variance m2 / (n - 1) and its root; MISSING when n < 2. */
double moments_variance(struct moments m);
double moments_sd(struct moments m);

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
