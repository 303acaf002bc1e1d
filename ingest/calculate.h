/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef INGEST_CALCULATE_H
#define INGEST_CALCULATE_H

/* The columns that are filled by a formula (calculate), in the questionnaire's order: a later one
   may use an earlier one. */

#include "ingest/fields.h"
#include "store/store.h"

/* Fills them in the store and in the wave; where the question is not relevant there is no value.
   What is no number is missing in the wave. ERR_TABLE for a formula that cannot be used;
   ERR_STORE, ERR_MEMORY. */
MUST_CHECK enum status calculate_run(struct wave *wave, struct store *store,
                                     const struct fields *fields, struct error *err);

/* Whether there is anything to calculate. */
bool calculate_is_needed(const struct fields *fields);

#endif
