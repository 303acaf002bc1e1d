/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef STATS_NETWORK_H
#define STATS_NETWORK_H

/* The shape of a network: how dense it is, what hangs together, and whether ties keep within
   groups. Computed by igraph. Who is in the middle: stats/network_betweenness.h.

       const struct ties ties = {.from = from, .to = to, .n_ties = m, .n = n, .is_directed = true};
       TRY(network_modularity(&ties, group, &q, err));

   Units are numbered 0 .. n - 1. No tie leads from a unit to itself, and no pair (an ordered pair
   when directed) stands twice: density and reciprocity could not be told otherwise. ERR_VALUE when
   a tie names a unit that is not there; ERR_MEMORY. Nothing is drawn at random, and nothing depends
   on the order in which units or ties are given, but for the last bits of sums.                 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"

struct ties {
    const uint32_t *from, *to; /* n_ties each; borrowed */
    size_t n_ties, n;
    bool is_directed;
};

/* No group: the unit and its ties are left out of what is about groups. */
#define NETWORK_NO_GROUP UINT16_MAX

/* Ties over possible ties: m / (n (n - 1)), of pairs m / (n (n - 1) / 2). MISSING for n < 2. */
double network_density(const struct ties *ties);

/* How many ties lead from each unit and to each: n counts each. Of undirected ties both are the
   number of ties that the unit has. */
void network_degrees(const struct ties *ties, uint32_t *out_degree, uint32_t *in_degree);

/* Share of the ties whose opposite is there too. MISSING without ties; 1 when undirected. */
MUST_CHECK enum status network_reciprocity(const struct ties *ties, double *out, struct error *err);

/* What hangs together. Weakly: in whichever direction; strongly: from each to each along the ties'
   directions. Of undirected ties both are the same. */
struct network_components {
    size_t n_weak, n_strong;             /* components, single units too */
    size_t largest_weak, largest_strong; /* units in the largest */
    size_t n_isolated;                   /* units without any tie */
};
MUST_CHECK enum status network_components(const struct ties *ties, struct network_components *out,
                                          struct error *err);

/* Ties within groups beyond what the units' numbers of ties would make of themselves:
     directed    1/m sum over i, j in one group of (A_ij - out_i in_j / m)
                 (Leicht & Newman 2008, Phys. Rev. Lett. 100, 118703)
     undirected  1/2m sum over i, j in one group of (A_ij - k_i k_j / 2m)
                 (Newman & Girvan 2004, Phys. Rev. E 69, 026113)
   0 when ties do not care for groups; at most 1. `group` has n values. MISSING without ties between
   units that have a group. */
MUST_CHECK enum status network_modularity(const struct ties *ties, const uint16_t *group,
                                          double *out, struct error *err);

/* The version of igraph that is running: "0.10.2". */
const char *network_library_version(void);

#endif
