/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef STATS_FISHER_H
#define STATS_FISHER_H

/* Fisher's exact test of a table of counts: how likely are tables with the same margins that are no
   likelier than this one?

       struct fisher_two t = fisher_two_by_two(3, 1, 1, 3);
       struct fisher f;
       TRY(fisher_exact((struct counts){cell, 12, 2}, options, &f, err));

   Fisher (1935), The Design of Experiments, 2; two-sided as R's fisher.test: the sum over tables
   whose probability is at most that of the table, with a relative tolerance of 1e-7.            */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "stats/contingency.h"

struct fisher_two {
    double p;                 /* two-sided; MISSING when the table is empty */
    double p_greater, p_less; /* one-sided: that a d > b c, a d < b c */
};

/* Of the table with rows a b and c d. */
struct fisher_two fisher_two_by_two(size_t a, size_t b, size_t c, size_t d);

struct fisher_options {
    size_t most_tables; /* tables to look at before drawing some; 0 = 10,000 */
    size_t replicates;  /* tables to draw; 0: none, so p is MISSING where there are too many */
    uint64_t seed;      /* of the draws; the n-th is stream n of it */
};

struct fisher {
    double p;          /* MISSING with fewer than 2 rows or columns that have a count */
    size_t n_tables;   /* tables that were looked at or drawn */
    bool is_simulated; /* p = (1 + tables drawn that are no likelier) / (1 + tables drawn) */
};

/* Of any table: all tables with its margins if they are few, else random ones (Patefield 1981,
   Appl. Stat. 30, 91). Takes 8 bytes per count for the duration of the call. Fails with
   ERR_MEMORY.                                                                                   */
MUST_CHECK enum status fisher_exact(struct counts counts, struct fisher_options options,
                                    struct fisher *out, struct error *err);

#endif
