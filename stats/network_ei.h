/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef STATS_NETWORK_EI_H
#define STATS_NETWORK_EI_H

/* Do ties cross the borders between groups? The E-I index (Krackhardt & Stern 1988, Soc. Psychol.
   Q. 51, 123), (E - I) / (E + I): E external ties, to other groups, I internal ones. -1: all ties
   are within the own group, a silo; +1: all lead across.

       TRY(network_ei((struct ei_request){.ties = &ties, .group = group, .n_groups = k,
                                          .replicates = 2000, .seed = 1}, &arena, &ei, err));

   Small groups have few within to turn to, so the index is held against what it would be if the
   same ties joined units without regard to groups: *expected*, exact, and a permutation p, for
   which groups are dealt anew to the units, keeping the size of each:

     expected, all     1 - 2 sum of n_g (n_g - 1) / (n (n - 1))
     expected, group   1 - 2 (n_g - 1) / (n - 1)          n: units that have a group
     p                 (b + 1) / (m + 1), b of m dealings at least as far from the expected value
                       as the data, either way (Phipson & Smyth 2010, SAGMB 9, 39); of a group among
                       the dealings in which it has ties

   Dealing i has the random stream (seed, i).                                                    */

#include "base/arena.h"
#include "stats/network.h"

struct ei_request {
    const struct ties *ties;
    const uint16_t *group; /* ties->n: 0 .. n_groups - 1, or NETWORK_NO_GROUP */
    size_t n_groups;
    size_t replicates; /* 0: no p */
    uint64_t seed;
};

struct ei {
    size_t external, internal; /* ties; those with a unit without a group are in neither */
    double value;              /* MISSING without ties */
    double expected;           /* MISSING for less than two units with a group, or without ties */
    double p;                  /* MISSING when value is, or without replicates */
};

struct ei_indices {
    struct ei all;
    struct ei *group; /* n_groups: over the ties that lead from its units */
    struct ei *unit;  /* n: over those that lead from the unit; without expected and p */
};

/* A tie of undirected `ties` counts once in all, and in group and unit for both its ends. *out's
   lists live in the arena. ERR_MEMORY. */
MUST_CHECK enum status network_ei(struct ei_request request, struct arena *arena,
                                  struct ei_indices *out, struct error *err);

#endif
