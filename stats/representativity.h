/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef STATS_REPRESENTATIVITY_H
#define STATS_REPRESENTATIVITY_H

/* How those who answered are spread over the levels of a division, beside the population.

       struct representativity r = representativity_of(units, answered, n_levels);
       r.p                     would answering by lot alone have made a difference this large?

   Goodness of fit: X^2 = (N - 1) / (N - n) sum (n_h - n N_h/N)^2 / (n N_h/N), chi-square on
   H - 1 degrees of freedom. The first factor is the finite population's: drawing n of N without
   replacement, the n_h vary that much less than a multinomial. It is the chi-square test of
   answered / not answered by level, with N - 1 for N.

   R-indicator: 1 - 2 S, S the standard deviation over the population of each unit's propensity to
   answer, taken to be its level's response rate (Schouten, Cobben & Bethlehem 2009, Survey
   Methodology 35, 101). 1 when all levels answered alike; it tells nothing of what the division
   does not see. S of the rates themselves: it overstates S somewhat where levels are small. */

#include <stddef.h>

struct representativity {
    size_t n, population; /* in levels with units */
    size_t n_levels;      /* with units */
    double chi2, p;       /* MISSING when fewer than 2 levels, nobody or everybody answered */
    double r_indicator;   /* up to 1; MISSING when the population is smaller than 2 */
    double largest;       /* the largest |n_h/n - N_h/N|, 0..1; MISSING when nobody answered */
};

/*   units     n_levels: N_h; a level with 0 is left out
     answered  n_levels: n_h; where one is larger than its N_h all but the counts is MISSING */
struct representativity representativity_of(const size_t *units, const size_t *answered,
                                            size_t n_levels);

#endif
