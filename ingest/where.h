/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef INGEST_WHERE_H
#define INGEST_WHERE_H

/* Which rows a hypothesis is about: its `where`, evaluated by SQLite.

       TRY(where_evaluate(store, wave, hypothesis, holds, err));      holds[row] is 1 or 0

   A name is, whichever is first: a question, a column of the register, or a code of indices.csv: an
   index is its score, a Group the name of the level, anything else the column or option that is its
   source, as it was answered.                                                                    */

#include "store/store.h"
#include "store/wave.h"

#include <stdint.h>

/* Fills holds[0 .. wave->n_rows). The answers are in the store, within its transaction, and
   wave->scores and groups in memory; `hypothesis` has a where that scope_check has let pass.
   ERR_TABLE, ERR_STORE, ERR_MEMORY. */
MUST_CHECK enum status where_evaluate(struct store *store, const struct wave *wave,
                                      const struct hypothesis *hypothesis, uint8_t *holds,
                                      struct error *err);

#endif
