/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef STATS_NETWORK_PAIRS_H
#define STATS_NETWORK_PAIRS_H

/* What two units say of each other: a tie may be reported by one side alone, and a unit that did
   not answer can confirm none.

       struct network_pairs pairs;
       TRY(network_pairs_get(&ties, has_answered, &arena, &pairs, err));
       ... pairs.confirmed.n_ties / pairs.n_both ...

   The *union* is what either side reports, the *confirmed* ties those that both do (Stork &
   Richards 1992, Group & Organization Management 17, 193, who call it reconstruction where one side
   is missing). Both are undirected, each pair once with from < to, in ascending order.          */

#include "base/arena.h"
#include "stats/network.h"

struct network_pairs {
    struct ties either, both; /* union, confirmed; their pairs live in the arena */
    size_t n_answered;        /* units that answered */
    double possible;          /* ordered pairs that could have been reported: n_answered (n - 1) */
    double possible_mutual;   /* pairs of which both answered */
    size_t either_mutual;     /* pairs of the union of which both answered */
    size_t n_answerable;      /* ties to units that answered, which could confirm them */
    size_t n_answered_back;   /* of these, those that they do */
};

/* `ties` are directed, in any order; has_answered has ties->n values.
   ERR_MEMORY. */
MUST_CHECK enum status network_pairs_get(const struct ties *ties, const bool *has_answered,
                                         struct arena *arena, struct network_pairs *out,
                                         struct error *err);

#endif
