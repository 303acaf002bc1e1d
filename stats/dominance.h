/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef STATS_DOMINANCE_H
#define STATS_DOMINANCE_H

/* How often is a value of one group above one of another? Mann and Whitney's test and Cliff's
   delta.

       struct sort_room room;
       TRY(sort_room_get(arena, n_a + n_b, &room, err));
       struct dominance d = dominance_of((struct two_groups){a, n_a, b, n_b}, 0.95, scratch, &room);

   Test: Mann & Whitney (1947); z corrected for ties and continuity, as R's wilcox.test with
   exact = FALSE: that p is the one to publish, for it can be had with ties. The exact p, beside it,
   counts the arrangements (Andrews 1976, The Theory of Partitions, 3.2: the Gaussian polynomial).
   Delta: share of pairs in which a is above b less the share below (Cliff 1993, Psychol. Bull. 114,
   494), with Cliff's variance, at least (1 - delta^2) / (n_a n_b - 1), and the unsymmetrical
   interval of Feng & Cliff (2004, J. Mod. Appl. Stat. Methods 3, 322) with t on n_a + n_b - 2; at
   delta = 1 it is (n - z^2) / (n + z^2) .. 1 with n of the smaller group. In O(n log n).         */

#include <stddef.h>

#include "stats/sort.h"

struct two_groups {
    const double *a; /* n_a values; missing ones do not count; borrowed */
    size_t n_a;
    const double *b;
    size_t n_b;
};

struct dominance {
    size_t n_a, n_b; /* present values */
    double u;        /* pairs in which a is above b, ties count half; MISSING with an empty group */
    double z;        /* without continuity correction; MISSING when all values are equal */
    double p;        /* two-sided; MISSING where z is */
    double p_greater, p_less; /* one-sided: that a lies above, below b */
    double p_exact;   /* two-sided; MISSING with ties or 50 or more in a group, as R chooses */
    double delta;     /* -1..1; MISSING with an empty group */
    double low, high; /* MISSING with fewer than 2 in a group, or where z is */
};

/*   scratch  room for n_a + n_b values
     room     made for n_a + n_b values                                                         */
struct dominance dominance_of(struct two_groups groups, double confidence, double *scratch,
                              struct sort_room *room);

/* P(U <= u) when all arrangements of n_a and n_b distinct values are equally likely; u whole, n_a
   and n_b from 1 to 49. */
double dominance_exact_below(double u, size_t n_a, size_t n_b);

#endif
