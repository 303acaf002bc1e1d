/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef STATS_MEAN_H
#define STATS_MEAN_H

/* The mean of a finite population, estimated from those of its units that answered.

       struct moments m = moments_of(x, n);
       struct mean a = mean_estimate(m, 212, 0.95);     212 agencies in the frame

   se^2 = (1 - n/N) s^2 / n (Cochran 1977, Sampling Techniques, 2.6), interval mean -+ t se with t
   of Student's distribution on n - 1 degrees of freedom. When all have answered, n = N, there is
   nothing to estimate: se is 0 and the interval is the mean itself.                              */

#include <stddef.h>

#include "stats/moments.h"

struct mean {
    size_t n;
    double value;     /* MISSING when n is 0 */
    double se;        /* MISSING when n < 2, unless n = N, or when n > N > 0 */
    double low, high; /* MISSING where se is */
};

/*   population  N, the number of units in the frame; 0: infinite, no correction
     confidence  0.95 for a 95 % interval; in (0, 1)                             */
struct mean mean_estimate(struct moments m, size_t population, double confidence);

#endif
