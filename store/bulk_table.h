/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef STORE_BULK_TABLE_H
#define STORE_BULK_TABLE_H

/* Columns in memory put into one of the wave's own wide tables, whose first column is its INTEGER
   PRIMARY KEY: as store/bulk.h, but many rows in a fifth of the time.

       struct bulk_table *table = NULL;
       TRY(bulk_table_open(store, wave, "answer", n_columns, &table, err));
       status = bulk_table_put(table, columns, n_rows, err);     again and again
       bulk_table_close(table);

   The first rows go through store/bulk.h. Then rows are laid out on a page by store/leaf.h; the
   page is an attached database in memory with the same table, and SQLite copies its rows by
   "INSERT INTO answer SELECT * FROM page.answer", without taking them apart. A row that no page can
   hold goes through store/bulk.h again, as do all where SQLite cannot map a database in memory.

   Types are not checked on the way: the columns must hold what the table declares. One table of a
   store may be open at a time. */

#include "store/bulk.h"
#include "store/wave.h"

struct bulk_table;

/* On OK the caller owns *out; on failure *out is NULL. */
MUST_CHECK enum status bulk_table_open(struct store *store, const struct wave *wave,
                                       const char *kind, size_t n_columns, struct bulk_table **out,
                                       struct error *err);
void bulk_table_close(struct bulk_table *table); /* NULL is fine; before the store is closed */

/* Puts `n_rows` rows; `columns` are borrowed for the call, the `values` of codes until the end. */
MUST_CHECK enum status bulk_table_put(struct bulk_table *table, const struct bulk_column *columns,
                                      size_t n_rows, struct error *err);

#endif
