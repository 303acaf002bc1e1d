/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef STATS_INTERACTION_H
#define STATS_INTERACTION_H

/* Whether y goes more with x in one group than in another.

       struct interaction of;
       TRY(interaction_fit((struct interaction_model){.y = y, .x = x, .level = level, .n = n,
                           .n_levels = 2}, arena, &of, err));
       of.difference           slope in level 0 less slope in level 1
       of.slope[0], of.slope[1]

   One least-squares plane with a line of its own for every level: an intercept and a slope per
   level (Aiken & West 1991, Multiple Regression, ch. 7: simple slopes), and one slope per control
   that all levels share. Standard errors are HC3 (stats/hc3.h), t on n - coefficients.           */

#include "stats/hc3.h"

struct interaction_model {
    const double *y, *x;          /* n values each; borrowed, as is all here */
    const size_t *level;          /* n; a row whose level is not below n_levels is dropped */
    const double *const *control; /* n_controls columns of n values */
    const double *weight;         /* n, as in struct ols_model; NULL: all 1 */
    size_t n, n_levels, n_controls;
    double confidence; /* 0 = 0.95 */
};

struct interaction {
    size_t n;                          /* rows used */
    size_t *n_of;                      /* n_levels: rows used of each; in the arena */
    size_t df;                         /* n - coefficients */
    struct ols_coefficient *slope;     /* n_levels: of x in each level; in the arena */
    struct ols_coefficient difference; /* slope[0] - slope[1]; MISSING unless n_levels is 2 */
    double wald;                       /* F: are all slopes equal? On n_levels - 1 and df; MISSING
                                          without degrees of freedom or when it cannot be had */
};

/* Fails with ERR_MEMORY, with ERR_NUMBER as ols_fit does when a level has fewer than two rows, x
   does not vary within a level or a control follows from the rest, and with ERR_VALUE for fewer
   than 2 levels. */
MUST_CHECK enum status interaction_fit(struct interaction_model model, struct arena *arena,
                                       struct interaction *out, struct error *err);

#endif
