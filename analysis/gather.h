/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef ANALYSIS_GATHER_H
#define ANALYSIS_GATHER_H

/* Joint moments of a set of variables over all rows, block by block: however many rows there are,
   the variables are never written out.

   Rows are cut into at most GATHER_CHUNKS chunks by their number alone, and the chunks are merged
   in their order: the same bits from any number of threads.

   All results live in `arena`. Each fails with ERR_MEMORY.                                      */

#include "analysis/variable.h"
#include "stats/comoments.h"
#include "stats/pairs.h"

enum { GATHER_CHUNKS = 16 };

/* Over rows that have every variable. */
MUST_CHECK enum status gather_comoments(struct arena *arena, const struct variables *set,
                                        int threads, struct comoments *out, struct error *err);

/* Over rows that have both of a pair. */
MUST_CHECK enum status gather_pairs(struct arena *arena, const struct variables *set, int threads,
                                    struct pairs *out, struct error *err);

/* Over rows that have every variable, in time that grows with k and not with k squared: the
   variances are right, and so is the sum of all covariances, which is spread evenly over the pairs.
   That is all that Cronbach's alpha looks at.                                                   */
MUST_CHECK enum status gather_total(struct arena *arena, const struct variables *set, int threads,
                                    struct comoments *out, struct error *err);

#endif
