/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef STORE_TABLE_H
#define STORE_TABLE_H

/* A wave's own tables, register_, answer_, missing_ and score_<form>_<year>: their columns are
   data. And the wave's rows in the tables that all waves share.

       TRY(store_put_form(store, wave, err));       takes everything of the wave away first
       TRY(store_create_table(store, wave, "register", columns, err));
       ...
       TRY(store_put_counts(store, wave, err));     once all rows are in                       */

#include "base/error.h"
#include "store/store.h"

#include <stddef.h>

struct store_column {
    const char *name;
    const char *type;    /* "INTEGER", "REAL", "TEXT", "ANY", with constraints if need be */
    const char *comment; /* what it holds; NULL: nothing to add */
};

struct store_columns {
    const struct store_column *list;
    size_t n;
};

enum { TABLE_COLUMNS_LIMIT = 2000 }; /* of SQLite as Debian builds it */

/* Makes the wave's own table `kind` anew. Names must differ, also when case is ignored. ERR_STORE
   when there are more than TABLE_COLUMNS_LIMIT columns. */
MUST_CHECK enum status store_create_table(struct store *store, const struct wave *wave,
                                          const char *kind, struct store_columns columns,
                                          struct error *err);

/* Removes all that the store holds of this form and year, and puts its form: wave, questions,
   choices, indicators. Sets wave->id, and *first_unit to the id that its first unit shall have. */
MUST_CHECK enum status store_put_form(struct store *store, struct wave *wave, uint32_t *first_unit,
                                      struct error *err);

/* The counts of wave, and its sources. */
MUST_CHECK enum status store_put_counts(struct store *store, const struct wave *wave,
                                        struct error *err);

#endif
