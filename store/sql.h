/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef STORE_SQL_H
#define STORE_SQL_H

/* SQL text put together piece by piece, where names of columns and tables are data.

       struct sql sql = {0};
       sql_print(&sql, "SELECT %s FROM ", "1");
       sql_name(&sql, table);                     "answer_asem_2018", quotes doubled
       status = sql_run(&sql, store, err);        or sql_open; reports what failed on the way
       sql_release(&sql);                                                                    */

#include "base/error.h"
#include "store/statement.h"
#include "store/wave.h"

#include <stdbool.h>
#include <stddef.h>

struct sql {
    char *text; /* owned; NULL while empty */
    size_t n, capacity;
    bool is_out_of_memory;
};

void sql_print(struct sql *sql, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* A quoted identifier. */
void sql_name(struct sql *sql, const char *name);

/* The same alone, in `arena`; NULL when memory runs out. */
const char *sql_name_in(struct arena *arena, const char *name);

/* The quoted name of the wave's own table: "answer_<form>_<year>" for "answer". */
void sql_table(struct sql *sql, const char *kind, const struct wave *wave);

/* A comment to the end of the line, in one line and at most 200 bytes; nothing for NULL. */
void sql_comment(struct sql *sql, const char *text);

/* Runs the text, or prepares it as a statement (statement_open). */
MUST_CHECK enum status sql_run(struct sql *sql, struct store *store, struct error *err);
MUST_CHECK enum status sql_open(struct sql *sql, struct store *store, struct statement **out,
                                struct error *err);

void sql_release(struct sql *sql); /* may be repeated */

#endif
