/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef STATS_EQUIVALENCE_H
#define STATS_EQUIVALENCE_H

/* Is an effect smaller than a margin, in either direction? Two one-sided tests (Schuirmann 1987, J.
   Pharmacokinet. Biopharm. 15, 657).

       struct equivalence e = equivalence_means(a, b, 5, 0.05);      less than 5 points apart?
       if (e.p < 0.05) ...                                            yes: both tests say so

   e.p < alpha just when the interval lies within -margin .. margin.                              */

#include <stddef.h>

#include "stats/moments.h"

struct equivalence {
    double estimate;
    double p_low;     /* one-sided: that the effect is above -margin */
    double p_high;    /* one-sided: that the effect is below margin */
    double p;         /* the larger of the two */
    double low, high; /* interval of confidence 1 - 2 alpha */
};

/* Of the difference mean a - mean b, by Welch's t on each side.
     margin   > 0, in the values' unit
     alpha    in (0, 0.5)
     returns  MISSING where welch_t has nothing to say, or all but the estimate when margin or alpha
              is outside                                                                          */
struct equivalence equivalence_means(struct moments a, struct moments b, double margin,
                                     double alpha);

/* Of a correlation r over n units given n_controls others (0: a plain one), by Fisher's z with
   standard error 1 / sqrt(n - n_controls - 3).
     margin   of r, in (0, 1)
     returns  MISSING all but the estimate when n < n_controls + 4, |r| = 1, or margin or alpha is
              outside                                                                             */
struct equivalence equivalence_correlation(double r, size_t n, size_t n_controls, double margin,
                                           double alpha);

#endif
