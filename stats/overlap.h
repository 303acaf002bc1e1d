/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef STATS_OVERLAP_H
#define STATS_OVERLAP_H

/* The change of the mean between two waves of which many units answered both.

       struct overlap_change c = overlap_change((struct overlap_side){before, 212},
                                                (struct overlap_side){after, 211}, both, 207, 0.95);

   Means of units drawn at random from two finite frames, n_1 of N_1 and n_2 of N_2, that have N_c
   units in common, of which n_c are in both samples:

       se^2 = (1 - n_1/N_1) s_1^2/n_1 + (1 - n_2/N_2) s_2^2/n_2 - 2 C,
       C    = (n_c/(n_1 n_2) - N_c/(N_1 N_2)) r s_1 s_2,

   r over the n_c. Kish (1965), Survey Sampling, 12.4, has C = n_c/(n_1 n_2) S_12 for infinite
   frames; Tam (1984), The American Statistician 38, 288, has (n_c/(n_1 n_2) - 1/N) S_12 for one
   frame of N, which is the above with N_1 = N_2 = N_c; frames that gain and lose units are as in
   Nordberg (2000), Journal of Official Statistics 16, 363 (docs/trend.md derives it). t is on
   min(n_1, n_2) - 1 degrees of freedom, which is cautious. Where all of a frame answered there is
   nothing random in its mean: its variance and C are 0.                                          */

#include "stats/moments.h"
#include "stats/pair.h"

struct overlap_side {
    struct moments moments; /* of all units of the wave with a value */
    size_t population;      /* of its frame; 0: infinite */
};

struct overlap_change {
    double change;     /* later less earlier; MISSING when either has no value */
    double covariance; /* C, of the two means; 0 when it cannot be estimated (fewer than 2 units in
                          both, or one of the waves does not vary) */
    double se;         /* MISSING when a wave has fewer than 2 values without being all of its
                          frame, or more than its frame; or when se^2 comes out negative */
    double df, t, p;   /* two-sided; MISSING when se is MISSING or 0 */
    double low, high;  /* MISSING where se is; where it is 0, the change itself */
};

/*   both             the units with a value in both: x earlier, y later
     population_both  units of both frames; not looked at when either is infinite
     confidence       of the interval, in (0, 1)                                                 */
struct overlap_change overlap_change(struct overlap_side earlier, struct overlap_side later,
                                     struct pair both, size_t population_both, double confidence);

#endif
