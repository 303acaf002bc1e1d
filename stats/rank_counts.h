/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef STATS_RANK_COUNTS_H
#define STATS_RANK_COUNTS_H

/* How often each unit took which place, and stood above which other, over any number of draws:
   counts, so that memory does not grow with the draws and their order does not matter.

       struct rank_counts counts;
       TRY(rank_counts_get(&arena, n, true, &counts, err));
       while (...)
           rank_counts_add(&counts, rank, n_draws);       up to RANK_BATCH draws at a time
       rank_counts_merge(&counts, &others);               of another thread
       struct rank_summary s = rank_counts_summary(&counts, unit, scratch);                      */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/error.h"
#include "stats/frequency.h"

enum {
    RANK_BATCH = 256,
    RANK_PAIRS_MAX = 2000, /* units up to which it is counted who stands above whom */
    RANK_CELLS_MAX = 1 << 23
};

struct rank_counts {
    size_t n_units, n_draws;
    size_t width, n_bins; /* ranks 1 .. width are the first bin ... */
    uint32_t *count;      /* n_units x n_bins */
    uint64_t *sum;        /* n_units: sum of ranks */
    uint32_t *n;          /* n_units: draws in which it had a rank */
    uint32_t *above;      /* n_units x n_units: draws in which the first stood above the second, who
                             may have no rank; NULL: not counted */
    int16_t *batch;       /* n_units x RANK_BATCH; NULL: not counted */
};

/* Every rank has its own bin while n_units^2 is at most RANK_CELLS_MAX; above that several ranks
   share one, and quantiles are right to half a bin. who: whether to count who stands above whom;
   it is left out above RANK_PAIRS_MAX units. Fails with ERR_MEMORY.                              */
MUST_CHECK enum status rank_counts_get(struct arena *arena, size_t n_units, bool who,
                                       struct rank_counts *out, struct error *err);

/*   rank     n_draws x n_units, 0 without a rank; n_draws <= RANK_BATCH                         */
void rank_counts_add(struct rank_counts *counts, const uint32_t *rank, size_t n_draws);

/* Adds the counts of other draws of the same units, got in the same way. */
void rank_counts_merge(struct rank_counts *counts, const struct rank_counts *others);

struct rank_summary {
    double mean, median, low, high; /* low, high: 5 and 95 %, type 7; MISSING without any rank */
    size_t n;                       /* draws in which the unit had one */
};

/* scratch: n_bins places. */
struct rank_summary rank_counts_summary(const struct rank_counts *counts, size_t unit,
                                        struct frequency *scratch);

/* The share of draws in which `unit` stood above `other`; MISSING when it was not counted. */
double rank_counts_above(const struct rank_counts *counts, size_t unit, size_t other);

/* Groups of units that cannot be told apart. From the lowest mean rank down, a class begins with a
   leader and takes in who follows until the leader stands above somebody with a probability of at
   least `certainty`; that one leads the next class.
     mean     n_units mean ranks; MISSING: the unit is in no class
     order    the units by mean rank, ascending; n of them
     out      n_units: 1 .. classes, 0 for a unit in none
     returns  the number of classes; 0, and all 0, when it was not counted who stands above whom  */
size_t rank_counts_classes(const struct rank_counts *counts, const uint32_t *order, size_t n,
                           double certainty, uint32_t *out);

#endif
