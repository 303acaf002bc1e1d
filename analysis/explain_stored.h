/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef ANALYSIS_EXPLAIN_STORED_H
#define ANALYSIS_EXPLAIN_STORED_H

/* Where a figure comes from, as far as a store of earlier runs tells: questions, weights, answers
   and scores are there, the rules of the index tree and the hypotheses are not (analysis/explain.h
   has those, from the survey folder). */

#include "analysis/explanation.h"
#include "store/get.h"

struct explain_stored_source {
    struct store *store;
    const struct stored_wave *wave;
    const struct figures *figures; /* of the wave */
};

/* ERR_USAGE for an id that no figure has, naming the nearest; ERR_STORE, ERR_MEMORY. */
MUST_CHECK enum status explain_stored(const struct explain_stored_source *source, const char *id,
                                      struct explanation *out, struct error *err);

/* The figure of that id; ERR_USAGE when there is none, naming the nearest. For analysis/explain*.c.
 */
MUST_CHECK enum status explain_find(const struct figures *figures, const char *id,
                                    struct explanation *out, struct error *err);

#endif
