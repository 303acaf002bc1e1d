/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef STATS_POSTSTRATIFY_H
#define STATS_POSTSTRATIFY_H

/* The mean of a finite population when some of its strata answered better than others: every
   stratum counts with its share of the population, not of those who answered.

       struct stratum strata[] = {{.population = 80, .answered = small},
                                  {.population = 40, .answered = large}};
       struct mean a = poststratified_mean(strata, 2, 0.95);
       double w = poststratified_weight(strata[0]);           80 / small.n

   Mean sum N_h xbar_h / sum N_h with se^2 = sum (N_h / N)^2 (1 - n_h / N_h) s_h^2 / n_h and t on
   n - H degrees of freedom (Cochran 1977, Sampling Techniques, 5.3 and 5A.9 given the n_h): within
   a stratum those who did not answer are taken to be like those who did. The numbers of R's survey
   package with svydesign(strata = ~h, fpc = ~N_h), svymean and degf.

   - A stratum of which nobody answered is left out: the mean is then of the rest, which
     poststratified_cover() tells the size of. An average over it would have been a guess.
   - Where one unit of several answered, s_h^2 is its squared distance from the mean of all, as R
   has it with survey.lonely.psu = "adjust". */

#include "stats/mean.h"

struct stratum {
    size_t population;       /* N_h; at least answered.n, else nothing can be had */
    struct moments answered; /* of those who answered */
};

/*   n           number of strata
     confidence  in (0, 1)
     returns     n of all strata together. All else is MISSING when nobody answered or more answered
                 than there are; se, low and high also when n is not above the number of strata that
                 answered, unless all of these have answered whole, when se is 0.               */
struct mean poststratified_mean(const struct stratum *strata, size_t n, double confidence);

/* N_h / n_h, at least 1; MISSING when nobody answered or more than there are. */
double poststratified_weight(struct stratum stratum);

/* The share of the population that is in strata of which somebody answered, 0..1; MISSING when
   there is no population. */
double poststratified_cover(const struct stratum *strata, size_t n);

#endif
