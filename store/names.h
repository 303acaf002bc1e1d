/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef STORE_NAMES_H
#define STORE_NAMES_H

/* Walks the rows of a wave in their order (0 .. n_rows - 1): the key and the name of the unit
   behind each, which are not held in memory.

       struct row_names *names = NULL;
       TRY(row_names_open(store, wave, &names, err));
       while ((status = row_names_next(names, &key, &name, err)) == OK && key != NULL) ...
       row_names_close(names);                                                            */

#include "base/error.h"
#include "store/store.h"
#include "store/wave.h"

struct row_names;

/* On OK the caller owns *out; on failure *out is NULL. */
MUST_CHECK enum status row_names_open(struct store *store, const struct wave *wave,
                                      struct row_names **out, struct error *err);

/* The next row's key and name; both NULL after the last. Borrowed until the next call. The name is
   the key when the form has no name_column or the unit has no name. ERR_STORE when the store has
   lost a row's unit: the first wave->n_rows calls that give OK give a key. */
MUST_CHECK enum status row_names_next(struct row_names *names, const char **key, const char **name,
                                      struct error *err);

/* The key of one row's unit, in `arena`. ERR_STORE, ERR_MEMORY. */
MUST_CHECK enum status row_key(struct store *store, const struct wave *wave, size_t row,
                               struct arena *arena, const char **out, struct error *err);

void row_names_close(struct row_names *names); /* NULL is fine */

#endif
