/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef STATS_COMPOSITE_H
#define STATS_COMPOSITE_H

/* A whole index tree over all units at once: what aggregate() does unit by unit, column by column,
   for an index that is computed ten thousand times under other rules.

       struct composite_room room;
       TRY(composite_room_get(&arena, &tree, &room, err));      once per thread
       composite_score(&tree, &rules, &room, score);            any number of times

   The scores are those of stats/aggregate.h to the last bit: the same sums in the same order.   */

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/method.h"

/* Nodes are numbered items first, then aggregates, each behind all its children; the last node is
   the root. */
struct composite {
    size_t n_units, n_items, n_nodes;
    const size_t *child;     /* the children of all aggregates, one after the other */
    const size_t *n_child;   /* n_nodes; 0 for an item */
    const double *min_share; /* n_nodes, as in struct aggregate_rule; of aggregates */
};

/* What one child is over all units. Flags are numbers, so that sums need no branch. */
struct composite_column {
    const double *x;      /* n_units; 0 where missing */
    const double *log;    /* ln x, 0 where x is not positive or missing; NULL: when needed, taken
                             anew */
    const double *there;  /* 1 where there is a value, else 0; NULL: everywhere */
    const double *counts; /* 0 where the child leaves the base (not asked, not applicable), else 1;
                             NULL: 1 everywhere */
    bool is_positive;     /* every value is above 0; false when not known */
};

/* The rules of one draw. */
struct composite_rules {
    const struct composite_column *item; /* n_items */
    const double *weight;                /* n_nodes, none negative: within the parent; 0 leaves
                                            the node out */
    const enum aggregate *mean;          /* n_nodes; of aggregates */
    const enum policy *missing;          /* n_nodes; of aggregates */
    double floor;                        /* >= 0: what a missing child counts under POLICY_ZERO: 0,
                                            or 1 where the scale begins at 1 */
};

/* Where aggregates are kept while a tree is computed. */
struct composite_room {
    struct composite_column *column; /* n_nodes; of aggregates */
    double **x, **there;             /* n_nodes; of aggregates, n_units each */
    double *sum, *weight, *base, *bad, *scratch;
};

MUST_CHECK enum status composite_room_get(struct arena *arena, const struct composite *tree,
                                          struct composite_room *out, struct error *err);

/* The root's scores: n_units, MISSING where the rules give none (too few children; a child that is
   0 or negative under gmean or hmean). */
void composite_score(const struct composite *tree, const struct composite_rules *rules,
                     struct composite_room *room, double *out);

#endif
