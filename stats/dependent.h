/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef STATS_DEPENDENT_H
#define STATS_DEPENDENT_H

/* Does x go more with y1 than with y2, all three seen on the same units?

       struct dependent d = dependent_compare((struct dependent_pair){r_1, r_2, r_12, n}, 0.95);

   Test: Steiger's (1980, Psychol. Bull. 87, 245) Z2*, Dunn & Clark's z with the two correlations
   pooled in its covariance. Interval of the difference: Zou (2007, Psychol. Methods 12, 399), from
   the Fisher intervals of the two. As R's cocor.                                                */

#include <stddef.h>

struct dependent_pair {
    double r_1, r_2; /* of x with y1, and with y2 */
    double r_12;     /* of y1 with y2 */
    size_t n;        /* units behind all three */
};

struct dependent {
    double difference; /* r_1 - r_2; MISSING when one of them is */
    double low, high;  /* within [-2, 2] */
    double z, p;       /* p two-sided, standard normal */
};

/* z, p and interval are MISSING when n < 4, a correlation is missing, r_1 or r_2 is -1 or 1, or y1
   and y2 are so alike that their difference does not vary (r_12 is 1). */
struct dependent dependent_compare(struct dependent_pair pair, double confidence);

#endif
