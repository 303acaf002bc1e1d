/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef STATS_ANOVA_H
#define STATS_ANOVA_H

/* Do the means of several levels differ? One-way analysis of variance, classical and Welch's.

       struct moments level[3] = {moments_of(a, n_a), moments_of(b, n_b), moments_of(c, n_c)};
       struct anova welch = anova_welch(level, 3);

   The classical form (Fisher 1925) takes the variance to be the same in all levels; Welch (1951),
   Biometrika 38, 330, does not, as R's oneway.test. Sums of squares come from the levels' own
   moments, so a large common mean costs no digits. A level without values is no level.          */

#include <stddef.h>

#include "stats/moments.h"

struct anova {
    size_t n, n_levels; /* values; levels with at least one */
    double df1, df2;    /* of F */
    double f, p;        /* p = P(F >= f) */
};

struct anova_table {
    struct anova test;
    double ss_between, ss_within; /* squares of the unit; MISSING with no value */
    double r2;                    /* between / (between + within); MISSING when nothing varies */
};

/* MISSING are f and p with fewer than 2 levels, no more values than levels, or no variance within
   the levels. */
struct anova_table anova_of(const struct moments *level, size_t n_levels);

/* MISSING are df2, f and p with fewer than 2 levels, or a level of 1 value or without variance. */
struct anova anova_welch(const struct moments *level, size_t n_levels);

#endif
