/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef STATS_SCORES_H
#define STATS_SCORES_H

/* A table of people and items, row by row: what one person answered stands together.

   Throughout stats/ a number is finite or missing (NaN); infinities are not looked for. */

#include <stddef.h>

struct scores {
    const double *cell; /* row-major, n_people x n_items; borrowed */
    size_t n_people;
    size_t n_items;
};

static inline double score(struct scores s, size_t person, size_t item)
{
    return s.cell[person * s.n_items + item];
}

#endif
