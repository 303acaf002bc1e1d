/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef STATS_PAIRS_H
#define STATS_PAIRS_H

/* Every pair of k variables, each over the rows where both are present (pairwise deletion).

       struct pairs pairs;
       TRY(pairs_get(arena, k, &pairs, err));
       pairs_add_columns(&pairs, columns, n);
       double r = pair_correlation(*pairs_at(&pairs, 0, 1));                                      */

#include <stddef.h>

#include "base/arena.h"
#include "base/error.h"
#include "stats/pair.h"

struct pairs {
    size_t k;
    struct pair *pair; /* k (k + 1) / 2, through pairs_at(); in the arena of pairs_get */
    double *block;     /* private: room to turn a block of rows into columns */
};

/* No rows yet of k variables; the arrays live in `arena`. Fails with ERR_MEMORY. */
MUST_CHECK enum status pairs_get(struct arena *arena, size_t k, struct pairs *out,
                                 struct error *err);

/* Adds n rows given as k columns: columns[v][row]. */
void pairs_add_columns(struct pairs *pairs, const double *const *columns, size_t n);

/* Adds n rows given row by row: rows[row * k + v]. The same bits as from columns. */
void pairs_add_rows(struct pairs *pairs, const double *rows, size_t n);

/* Variables i (as x) and j (as y), i <= j < k; i = j is one variable over its own rows. */
static inline struct pair *pairs_at(const struct pairs *pairs, size_t i, size_t j)
{
    return &pairs->pair[j * (j + 1) / 2 + i];
}

#endif
