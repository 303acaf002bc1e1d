/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef STATS_ITEM_COLUMNS_H
#define STATS_ITEM_COLUMNS_H

/* One item under every rule that a draw may give it, each worked out once: imputed, treated, turned
   and normalised by stats/impute.h, stats/treat.h and stats/normalise.h.

       size_t option = item_option_of(&rules);        which column that is
       TRY(item_option_prepare(&arena, &source, rules, &options, err));
       options.column[option].x ...

   A geometric or harmonic mean takes no zero. Where a draw brings one in, the item is laid on 1 ..
   100 (as COINr's vignette on sensitivity analysis does with its min-max):

       goalposts, percentile, min-max to 0 .. 100      1 + 0.99 x
       rank                                            as it is: it begins at 1
       z-score, none, min-max to something else        1 + 99 (x - min) / (max - min)

   An item with goalposts is not treated anew: the goalposts already say what its values can be. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "stats/composite.h"
#include "stats/normalise.h"

/* What an item is, and the rules of its own. */
struct item_source {
    const double *x; /* n values, denominated and held against the goalposts; missing with reason */
    size_t n;
    enum impute impute;
    const uint32_t *group; /* as in struct impute_rule; serves every rule of imputation */
    size_t n_groups;
    enum treat treat;
    struct normalise_rule normalise;
    double goal_low, goal_high; /* for when a draw asks for goalposts; MISSING: it has none */
};

/* The rules of one draw for an item. */
struct item_rules {
    enum impute impute;
    enum treat treat;
    enum normalise normalise;
    bool is_positive; /* on 1 .. 100 */
};

enum { ITEM_OPTIONS = 3 * 2 * 6 * 2 };

/* Where the column of these rules stands. */
static inline size_t item_option_of(struct item_rules rules)
{
    return (((size_t)rules.impute * 2 + (size_t)rules.treat) * 6 + (size_t)rules.normalise) * 2 +
           rules.is_positive;
}

struct item_columns {
    struct composite_column column[ITEM_OPTIONS]; /* x NULL: not prepared */
};

/* Prepares one column, unless it is there, in `arena`; with its logarithms when it is positive.
   An item that its rule cannot place (min-max of values that do not vary) has no value anywhere.
   Fails with ERR_MEMORY.                                                                        */
MUST_CHECK enum status item_option_prepare(struct arena *arena, const struct item_source *source,
                                           struct item_rules rules, struct item_columns *options,
                                           struct error *err);

#endif
