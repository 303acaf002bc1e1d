/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef STATS_VARIATION_H
#define STATS_VARIATION_H

/* One choice behind an index, made anew in every draw. What is drawn goes into *slots*: plain
   numbers that can be written to a file, read back, or taken from one draw into another.

       kind                slots             what is in them
       weight              one per node      a factor on the node's weight: 1 + low .. 1 + high
       normalise, aggregate, treat, impute, missing
                           1                 which of the values, from 0; VARY_OWN: each its own
       item_out, block_out 1                 0: none; k: the k-th of the nodes is left out
       units, answers      1                 0: as they are; else 1 + the replicate whose random
                                             numbers draw the units anew, or the missing answers

   A draw depends on the seed, the replicate and the choice's name alone.                        */

#include <stddef.h>
#include <stdint.h>

enum vary {
    VARY_WEIGHT,
    VARY_NORMALISE,
    VARY_AGGREGATE,
    VARY_TREAT,
    VARY_IMPUTE,
    VARY_MISSING,
    VARY_ITEM_OUT,
    VARY_BLOCK_OUT,
    VARY_UNITS,  /* others might have answered */
    VARY_ANSWERS /* what was not answered might have been anything that others answered */
};

enum { VARY_OWN = -1 };

struct variation {
    enum vary kind;
    uint64_t stream;   /* of its random numbers: random_name() of what it is called */
    const int *values; /* of a choice among rules: constants of base/method.h, or VARY_OWN */
    size_t n_values;
    double low, high;   /* of weight: -0.25 and 0.25 */
    const size_t *node; /* weight: whose; a rule: the items or aggregates that follow it; out: that
                           may be left out; in the numbers of stats/composite.h */
    size_t n_nodes;
    size_t slot; /* its first */
};

size_t variation_count_slots(const struct variation *v);

/* What is drawn in that replicate, into slots[v->slot ...]. */
void variation_draw(const struct variation *v, uint64_t seed, uint64_t replicate, double *slots);

/* What stands in the slots when the choice is left as it is. */
void variation_keep(const struct variation *v, double *slots);

#endif
