/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef STATS_CODINGS_H
#define STATS_CODINGS_H

/* What several coders made of the same units (segments of text): a category each, or nothing.

       struct codings codings = {cell, n_units, n_coders};      cell[unit * n_coders + coder]
       struct categories of;
       TRY(codings_number(codings, arena, &of, err));
       of.value[of.index[unit * n_coders + coder]]

   A category is a number; which one matters only where a measure asks for order or distance. */

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/error.h"

struct codings {
    const double *cell; /* row-major, n_units x n_coders; MISSING: not coded; borrowed */
    size_t n_units;
    size_t n_coders;
};

static inline double coding(struct codings c, size_t unit, size_t coder)
{
    return c.cell[unit * c.n_coders + coder];
}

/* The categories that occur, numbered from 0 in ascending order. */
struct categories {
    size_t n;
    double *value;   /* n, ascending */
    uint32_t *index; /* of each cell: its category's number; NOT_CODED */
};
#define NOT_CODED UINT32_MAX

/* Numbers the categories, in `arena`; fewer than 2^32 cells. Fails with ERR_MEMORY. */
MUST_CHECK enum status codings_number(struct codings codings, struct arena *arena,
                                      struct categories *out, struct error *err);

#endif
