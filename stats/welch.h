/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef STATS_WELCH_H
#define STATS_WELCH_H

/* The difference between two means whose groups may vary differently.

       struct welch d = welch_t(moments_of(a, n_a), moments_of(b, n_b), 0, 0.95);

   Welch (1947), Biometrika 34, 28, with Satterthwaite's degrees of freedom, as R's t.test:
   t = (difference - null) / se, se^2 = s_a^2 / n_a + s_b^2 / n_b.                                */

#include "stats/moments.h"

struct welch {
    double difference; /* mean of a less mean of b; MISSING when either has no value */
    double se;         /* MISSING when either has fewer than 2 values; 0 when neither varies */
    double df, t;      /* MISSING when se is MISSING or 0, as is all below */
    double low, high;  /* interval of the difference */
    double p;          /* two-sided */
    double p_greater, p_less; /* one-sided: that the difference is above, below null */
};

/* What the test looks at of a group. n need not be whole: of weighted values it is the effective
   number. Twice n under the same variance halves the square of the standard error. */
struct welch_side {
    double mean, variance, n; /* variance MISSING when n < 2 */
};

/*   null        the difference to be tested against, in the values' unit
     confidence  of the interval, in (0, 1)                                                      */
struct welch welch_t(struct moments a, struct moments b, double null, double confidence);
struct welch welch_of(struct welch_side a, struct welch_side b, double null, double confidence);

#endif
