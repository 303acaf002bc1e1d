/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef STATS_NETWORK_BETWEENNESS_H
#define STATS_NETWORK_BETWEENNESS_H

/* Who is in the middle of a network: of each unit the share of shortest paths between others that
   lead through it (Freeman 1977, Sociometry 40, 35).

       TRY(network_betweenness(&ties, threads, between, err));

   The sum over pairs of others of the share of their shortest paths, over the number of such pairs:
   (n - 1)(n - 2) ordered ones, of undirected ties half as many. Exact, by Brandes (2001, J. Math.
   Sociol. 25, 163): a search from each unit, in time n x n_ties. Own code, since
   igraph 0.10 takes three times as long on one thread and knows no second one. */

#include "stats/network.h"

/* `out` has n values from 0 to 1; all MISSING for n < 3, and one where there are more shortest
   paths than a double can count. The same bits from any number of threads. 28 bytes per unit and
   thread, 128 per unit, 4 per tie and 4 more per thread (twice that when undirected). ERR_VALUE
   when a tie names a unit that is not there; ERR_MEMORY. */
MUST_CHECK enum status network_betweenness(const struct ties *ties, int threads, double *out,
                                           struct error *err);

#endif
