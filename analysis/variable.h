/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef ANALYSIS_VARIABLE_H
#define ANALYSIS_VARIABLE_H

/* A set of indicators as columns of numbers, whatever each is made of: an item normalised, an index
   by its scores, a Denominator or Other by the number that was given, a measure of the network by
   what it is of each unit.

       struct variables set;
       TRY(variables_open(wave, index->children, index->n_children, found, &set, err));
       variables_fill_rows(&set, first, n, out);      out[i * set.n + variable]
       variables_close(&set);                                                                    */

#include "analysis/item.h"

struct variables {
    size_t n;
    struct item *item;       /* n; only for what is not an index; owned */
    const double **score;    /* n; the scores of an index, borrowed from the wave; else NULL */
    const struct wave *wave; /* borrowed */
};

/* The scores of that aggregate; NULL when there are none yet. */
struct score *score_of(const struct wave *wave, const struct indicator *aggregate);

/* On OK the caller closes *out; on failure there is nothing to close. The indices among them must
   have been computed; findings about items go to `found`, which may be NULL. Fails with ERR_MEMORY.
*/
MUST_CHECK enum status variables_open(const struct wave *wave, struct indicator *const *indicators,
                                      size_t n, struct findings *found, struct variables *out,
                                      struct error *err);
void variables_close(struct variables *set); /* may be repeated */

/* The rows first .. first + n - 1, row by row: out[i * set->n + variable]. */
void variables_fill_rows(const struct variables *set, size_t first, size_t n, double *out);

/* One variable as a column of n_rows, borrowed until the set is closed; coded answers are written
   out for it. Fails with ERR_MEMORY. */
MUST_CHECK enum status variables_column(struct variables *set, size_t variable, const double **out,
                                        struct error *err);

#endif
