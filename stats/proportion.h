/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef STATS_PROPORTION_H
#define STATS_PROPORTION_H

/* A share of a finite population with Wilson's interval.

       struct proportion p = proportion_estimate(41, 187, 212, 0.95);     41 of 187; 212 in all

   Wilson (1927), JASA 22, 209, at the effective n / (1 - n/N): the sample that would be as
   informative about an infinite population. When all have answered, n = N, there is nothing to
   estimate and the interval is the share itself.                                                 */

#include <stddef.h>

#include "stats/mean.h"

struct proportion {
    size_t n;
    double value;     /* 0..1; MISSING when n is 0 */
    double low, high; /* 0..1; MISSING when value is or n > N > 0 */
};

/*   hits        those who have what is asked for; hits <= n, else all is MISSING
     n           those who answered
     population  N, the number of units in the frame; 0: infinite, no correction
     confidence  in (0, 1)                                                             */
struct proportion proportion_estimate(size_t hits, size_t n, size_t population, double confidence);

/* A weighted share: the mean of a 0/1 column that poststratify.h or rake.h estimated, its n and se
   alone being looked at. Wilson's interval at the effective n / (n - 1) p (1 - p) / se^2 (Franco,
   Little, Louis & Slud 2019, J. Survey Statistics and Methodology 7, 334), which with equal weights
   is the one above; where that cannot be had (se 0 or MISSING), at n / (1 - n/N). */
struct proportion proportion_of_mean(struct mean share, size_t population, double confidence);

/* Is the population's share above or below `null`? */
struct proportion_test {
    double z;                 /* MISSING when n is 0, n >= N > 0, or null is not in (0, 1) */
    double p;                 /* two-sided; all three are MISSING where z is, but when n = N */
    double p_greater, p_less; /* one-sided: that the share is above, below null */
    double exact_greater, exact_less; /* binomial, without the finite population; MISSING when n is
                                         0 or null is not in [0, 1] */
};

/* The score test of which Wilson's interval is the inversion: z = (p - null) / sqrt(null (1 - null)
   (1 - n/N) / n), so p_greater and p_less lie below (1 - confidence) / 2 just when null lies
   outside the interval. When all have answered, n = N, there is nothing left to chance: p is 0 for
   what is so and 1 for what is not. The exact p, P(at least, or at most, so many hits), is beside
   it to be compared. */
struct proportion_test proportion_test(size_t hits, size_t n, size_t population, double null);

#endif
