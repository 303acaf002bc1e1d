/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/statement.h"

#include "store/connection.h"

#include <math.h>
#include <stdlib.h>

struct statement {
    struct store *store; /* borrowed */
    sqlite3_stmt *handle;
    bool has_failed; /* to bind a value */
};

enum status statement_open(struct store *store, const char *sql, struct statement **out,
                           struct error *err)
{
    *out = NULL;
    struct statement *s = calloc(1, sizeof *s);
    if (s == NULL)
        return error_memory(err);
    s->store = store;
    if (sqlite3_prepare_v2(store->db, sql, -1, &s->handle, NULL) != SQLITE_OK) {
        free(s);
        return store_fail(store, err);
    }
    *out = s;
    return OK;
}

void statement_close(struct statement *s)
{
    if (s == NULL)
        return;
    sqlite3_finalize(s->handle);
    free(s);
}

static void note_bound(struct statement *s, int code)
{
    s->has_failed |= code != SQLITE_OK;
}

void statement_bind_integer(struct statement *s, int parameter, int64_t value)
{
    note_bound(s, sqlite3_bind_int64(s->handle, parameter, value));
}

void statement_bind_number(struct statement *s, int parameter, double value)
{
    note_bound(s, isnan(value) ? sqlite3_bind_null(s->handle, parameter)
                               : sqlite3_bind_double(s->handle, parameter, value));
}

void statement_bind_text(struct statement *s, int parameter, const char *text)
{
    note_bound(s, sqlite3_bind_text(s->handle, parameter, text, -1, SQLITE_STATIC));
}

void statement_bind_text_n(struct statement *s, int parameter, const char *text, size_t n)
{
    note_bound(s, sqlite3_bind_text64(s->handle, parameter, text, n, SQLITE_STATIC, SQLITE_UTF8));
}

enum status statement_step(struct statement *s, bool *has_row, struct error *err)
{
    *has_row = false;
    if (s->has_failed)
        return store_fail(s->store, err);
    const int code = sqlite3_step(s->handle);
    if (code == SQLITE_ROW) {
        *has_row = true;
        return OK;
    }
    const enum status status = code == SQLITE_DONE ? OK : store_fail(s->store, err);
    sqlite3_reset(s->handle);
    return status;
}

enum status statement_run(struct statement *s, struct error *err)
{
    bool has_row = true;
    while (has_row)
        TRY(statement_step(s, &has_row, err));
    return OK;
}

void statement_reset(struct statement *s)
{
    sqlite3_reset(s->handle);
}

int statement_n_columns(const struct statement *s)
{
    return sqlite3_column_count(s->handle);
}

bool statement_is_null(const struct statement *s, int column)
{
    return sqlite3_column_type(s->handle, column) == SQLITE_NULL;
}

bool statement_is_number(const struct statement *s, int column)
{
    const int type = sqlite3_column_type(s->handle, column);
    return type == SQLITE_INTEGER || type == SQLITE_FLOAT;
}

int64_t statement_integer(const struct statement *s, int column)
{
    return sqlite3_column_int64(s->handle, column);
}

double statement_number(const struct statement *s, int column)
{
    return statement_is_null(s, column) ? MISSING : sqlite3_column_double(s->handle, column);
}

const char *statement_text(const struct statement *s, int column)
{
    return (const char *)sqlite3_column_text(s->handle, column);
}
