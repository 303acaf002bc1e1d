/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef STATS_RELIABILITY_H
#define STATS_RELIABILITY_H

/* Does a set of items measure one thing? Cronbach's alpha and what each item does to it.

       struct comoments m;
       TRY(comoments_get(arena, n_items, &m, err));
       comoments_add_columns(&m, items, n);
       struct alpha a = cronbach_alpha(&m, 0.95);

   Items are turned the same way and stand on the same scale (alpha of mixed units means nothing).
   Sources: Cronbach (1951) Psychometrika 16, 297; Feldt (1965) Psychometrika 30, 357.            */

#include <stddef.h>

#include "base/error.h"
#include "stats/comoments.h"
#include "stats/pairs.h"
#include "stats/scores.h"

struct alpha {
    double value;     /* (-inf, 1], no unit; MISSING if it cannot be had */
    double low, high; /* Feldt's interval; MISSING if it cannot be had */
    size_t n_used;    /* people who answered every item */
    size_t n_dropped; /* people with at least one missing answer */
    size_t n_items;
};

/* Alpha over people who answered every item (listwise deletion):
     k / (k - 1) (1 - sum of item variances / variance of the total).
   Interval: 1 - (1 - alpha) F(q; n - 1, (n - 1)(k - 1)) at q = (1 + confidence) / 2 and
   (1 - confidence) / 2.
     returns  by value, cannot fail. `value` is MISSING when there are fewer than 2 items, fewer
              than 2 complete people, or the total does not vary (by more than rounding: 1e-12 of
              the items' own variance).                                                           */
struct alpha cronbach_alpha(const struct comoments *items, double confidence);

/* The same from a table of answers. Fails with ERR_MEMORY. */
MUST_CHECK enum status cronbach_alpha_of(struct scores scores, double confidence, struct alpha *out,
                                         struct error *err);

/* Alpha from pairwise covariances (what R's psych prints when answers are missing): k^2 times the
   mean covariance of two items over the sum of all variances and covariances, each over the people
   who answered both. No interval: `low` and `high` are MISSING. `n_used` is the smallest number
   of people behind any pair, `n_dropped` 0. With no answer missing it equals cronbach_alpha.     */
struct alpha cronbach_alpha_pairwise(const struct pairs *items);

/* How one item goes with the others, over complete people. */
struct item_fit {
    double r_rest;           /* item against the sum of the other items; MISSING if one of the
                                two does not vary, or there is no other item */
    double alpha_if_dropped; /* alpha of the other items; MISSING if fewer than 2 are left or their
                                total does not vary */
};
struct item_fit item_fit(const struct comoments *items, size_t item);

/* Mean of the correlations between two different items; MISSING when there are fewer than 2 items
   or one of them does not vary. */
double mean_inter_item_correlation(const struct comoments *items);

#endif
