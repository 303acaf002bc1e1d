/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef STORE_STATEMENT_H
#define STORE_STATEMENT_H

/* One SQL statement of the store: prepared once, bound and stepped at will.

       static const char sql[] = "SELECT key FROM unit WHERE id = ?1";
       struct statement *s = NULL;
       TRY(statement_open(store, sql, &s, err));
       statement_bind_integer(s, 1, id);
       status = statement_step(s, &has_row, err);
       ... statement_text(s, 0) ...
       statement_close(s);

   Values are always bound, never pasted; names that are data (of columns and tables) go through
   store/sql.h. Parameters count from 1, columns of a result from 0. */

#include "base/arena.h"
#include "base/error.h"
#include "store/store.h"

#include <stdbool.h>
#include <stdint.h>

struct statement;

/* On OK the caller owns *out; on failure *out is NULL. */
MUST_CHECK enum status statement_open(struct store *store, const char *sql, struct statement **out,
                                      struct error *err);
void statement_close(struct statement *s); /* NULL is fine */

/* Text is borrowed until the statement is reset or closed; NULL binds NULL, and so does a missing
   number. A failure to bind is reported by the next step. */
void statement_bind_integer(struct statement *s, int parameter, int64_t value);
void statement_bind_number(struct statement *s, int parameter, double value);
void statement_bind_text(struct statement *s, int parameter, const char *text);
void statement_bind_text_n(struct statement *s, int parameter, const char *text, size_t n);

/* The next row of the result, or *has_row false after the last (and the statement is reset). */
MUST_CHECK enum status statement_step(struct statement *s, bool *has_row, struct error *err);

/* Runs a statement to its end and resets it; what was bound stays bound. */
MUST_CHECK enum status statement_run(struct statement *s, struct error *err);
void statement_reset(struct statement *s);

/* The columns of its result. */
int statement_n_columns(const struct statement *s);

/* Of the current row; text is borrowed until the next step. A NULL is 0, MISSING or NULL. */
bool statement_is_null(const struct statement *s, int column);
bool statement_is_number(const struct statement *s, int column); /* INTEGER or REAL */
int64_t statement_integer(const struct statement *s, int column);
double statement_number(const struct statement *s, int column);
const char *statement_text(const struct statement *s, int column);

/* Runs SQL that has neither parameters nor a result; several statements may be given. */
MUST_CHECK enum status store_run_sql(struct store *store, const char *sql, struct error *err);

#endif
