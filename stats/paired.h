/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef STATS_PAIRED_H
#define STATS_PAIRED_H

/* The mean change of units that were measured twice.

       struct paired a = paired_t(moments_of(difference, n), 0.95);

   Student's t of the differences, n - 1 degrees of freedom, as R's t.test(paired = TRUE):
   t = mean / se, se^2 = s^2 / n. There is no finite population correction: the test asks whether
   there was a change at all, not how large it was among the units of the frame.                  */

#include "stats/moments.h"

struct paired {
    size_t n;
    double change;    /* mean difference; MISSING when n is 0 */
    double se;        /* MISSING when n < 2; 0 when all changed alike */
    double df, t, p;  /* two-sided; MISSING when se is MISSING or 0 */
    double low, high; /* likewise */
};

/*   differences  of the pairs, later less earlier
     confidence   of the interval, in (0, 1)                                                     */
struct paired paired_t(struct moments differences, double confidence);

#endif
