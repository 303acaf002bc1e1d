/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/bulk.h"

#include "base/missing.h"
#include "store/connection.h"
#include "store/sql.h"

#include <stdio.h>
#include <stdlib.h>

struct bulk {
    struct store *store; /* borrowed */
    struct statement *insert;
    const struct bulk_column *columns;
    size_t n_columns, first, end; /* rows first .. end - 1 are put */
    char name[40];                /* of the table-valued function: one for each open bulk */
};

struct source_table {
    sqlite3_vtab base;
    const struct bulk *bulk;
};

struct cursor {
    sqlite3_vtab_cursor base;
    const struct bulk *bulk;
    size_t row;
};

static int connect_source(sqlite3 *db, void *context, int n_arguments, const char *const *arguments,
                          sqlite3_vtab **out, char **message)
{
    (void)n_arguments, (void)arguments, (void)message;
    const struct bulk *bulk = context;
    struct sql sql = {0};
    sql_print(&sql, "CREATE TABLE source(");
    for (size_t i = 0; i < bulk->n_columns; i++)
        sql_print(&sql, "%sc%zu", i > 0 ? "," : "", i);
    sql_print(&sql, ")");
    struct source_table *table = calloc(1, sizeof *table);
    int code = SQLITE_NOMEM;
    if (table != NULL && !sql.is_out_of_memory)
        code = sqlite3_declare_vtab(db, sql.text);
    sql_release(&sql);
    if (code != SQLITE_OK) {
        free(table);
        return code;
    }
    table->bulk = bulk;
    *out = &table->base;
    return SQLITE_OK;
}

static int disconnect_source(sqlite3_vtab *table)
{
    free(table);
    return SQLITE_OK;
}

static int plan_source(sqlite3_vtab *table, sqlite3_index_info *info)
{
    (void)table, (void)info;
    return SQLITE_OK;
}

static int open_cursor(sqlite3_vtab *table, sqlite3_vtab_cursor **out)
{
    struct cursor *cursor = calloc(1, sizeof *cursor);
    if (cursor == NULL)
        return SQLITE_NOMEM;
    cursor->bulk = ((const struct source_table *)table)->bulk;
    *out = &cursor->base;
    return SQLITE_OK;
}

static int close_cursor(sqlite3_vtab_cursor *cursor)
{
    free(cursor);
    return SQLITE_OK;
}

static int first_row(sqlite3_vtab_cursor *cursor, int index, const char *text, int n_arguments,
                     sqlite3_value **arguments)
{
    (void)index, (void)text, (void)n_arguments, (void)arguments;
    struct cursor *c = (struct cursor *)cursor;
    c->row = c->bulk->first;
    return SQLITE_OK;
}

static int next_row(sqlite3_vtab_cursor *cursor)
{
    ((struct cursor *)cursor)->row++;
    return SQLITE_OK;
}

static int is_at_end(sqlite3_vtab_cursor *cursor)
{
    const struct cursor *c = (const struct cursor *)cursor;
    return c->row >= c->bulk->end;
}

static int get_rowid(sqlite3_vtab_cursor *cursor, sqlite3_int64 *out)
{
    *out = (sqlite3_int64)((const struct cursor *)cursor)->row;
    return SQLITE_OK;
}

static void give_text(sqlite3_context *context, struct bulk_text text)
{
    if (text.text != NULL)
        sqlite3_result_text(context, text.text, (int)text.n, SQLITE_STATIC);
}

static void give_value(sqlite3_context *context, const struct bulk_value *value)
{
    if (value->kind == BULK_IS_INTEGER)
        sqlite3_result_int64(context, value->integer);
    else if (value->kind == BULK_IS_TEXT)
        give_text(context, value->text);
}

static void give_number(sqlite3_context *context, double x, bool is_integer)
{
    if (is_missing(x))
        return;
    if (is_integer)
        sqlite3_result_int64(context, (sqlite3_int64)x);
    else
        sqlite3_result_double(context, x);
}

static int give_cell(sqlite3_vtab_cursor *cursor, sqlite3_context *context, int index)
{
    const struct cursor *c = (const struct cursor *)cursor;
    const struct bulk_column *column = &c->bulk->columns[index];
    const size_t row = c->row;
    switch (column->kind) {
    case BULK_CODE:
        give_value(context, &column->values[column->code[row]]);
        break;
    case BULK_WIDE:
        if (column->wide[row] < column->n_values)
            give_value(context, &column->values[column->wide[row]]);
        break;
    case BULK_REAL:
    case BULK_INTEGER:
        give_number(context, column->number[row], column->kind == BULK_INTEGER);
        break;
    case BULK_COUNT:
        sqlite3_result_int64(context, column->count[row]);
        break;
    case BULK_RANK:
        if (column->count[row] > 0)
            sqlite3_result_int64(context, column->count[row]);
        break;
    case BULK_SHORT:
        sqlite3_result_int(context, column->wide[row]);
        break;
    case BULK_TEXT:
        give_text(context, column->text[row]);
        break;
    }
    return SQLITE_OK;
}

static const sqlite3_module source_module = {
    .xConnect = connect_source,
    .xBestIndex = plan_source,
    .xDisconnect = disconnect_source,
    .xOpen = open_cursor,
    .xClose = close_cursor,
    .xFilter = first_row,
    .xNext = next_row,
    .xEof = is_at_end,
    .xColumn = give_cell,
    .xRowid = get_rowid,
};

static enum status prepare(struct bulk *bulk, const char *insert, struct error *err)
{
    snprintf(bulk->name, sizeof bulk->name, "mognad_bulk_%p", (void *)bulk);
    if (sqlite3_create_module(bulk->store->db, bulk->name, &source_module, bulk) != SQLITE_OK)
        return store_fail(bulk->store, err);
    struct sql sql = {0};
    sql_print(&sql, "%s%s", insert, bulk->name);
    const enum status status = sql_open(&sql, bulk->store, &bulk->insert, err);
    sql_release(&sql);
    return status;
}

enum status bulk_open(struct store *store, const char *insert, size_t n_columns, struct bulk **out,
                      struct error *err)
{
    *out = NULL;
    struct bulk *bulk = calloc(1, sizeof *bulk);
    if (bulk == NULL)
        return error_memory(err);
    bulk->store = store;
    bulk->n_columns = n_columns;
    const enum status status = prepare(bulk, insert, err);
    if (status == OK)
        *out = bulk;
    else
        bulk_close(bulk);
    return status;
}

void bulk_close(struct bulk *bulk)
{
    if (bulk == NULL)
        return;
    statement_close(bulk->insert);
    (void)sqlite3_create_module(bulk->store->db, bulk->name, NULL, NULL);
    free(bulk);
}

static enum status put(struct bulk *bulk, const struct bulk_column *columns, size_t first,
                       size_t end, struct error *err)
{
    bulk->columns = columns;
    bulk->first = first;
    bulk->end = end;
    return statement_run(bulk->insert, err);
}

enum status bulk_put(struct bulk *bulk, const struct bulk_column *columns, size_t n_rows,
                     struct error *err)
{
    return n_rows == 0 ? OK : put(bulk, columns, 0, n_rows, err);
}

enum status bulk_put_one(struct bulk *bulk, const struct bulk_column *columns, size_t row,
                         struct error *err)
{
    return put(bulk, columns, row, row + 1, err);
}
