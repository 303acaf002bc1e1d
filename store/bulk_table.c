/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/bulk_table.h"

#include "store/connection.h"
#include "store/leaf.h"
#include "store/sql.h"

#include <stdlib.h>
#include <string.h>

/* To attach a page takes as long as to put some hundred rows without. */
enum { ROWS_BEFORE = 512, CHANGE_COUNTER = 24, VERSION_VALID_FOR = 92 };

struct bulk_table {
    struct store *store; /* borrowed, as the wave */
    const struct wave *wave;
    const char *kind;
    size_t n_columns, n_put;
    struct bulk *rows;
    bool has_no_page; /* SQLite cannot map one */
    struct leaf *leaf;
    unsigned char *image; /* the database in memory, which SQLite owns */
    unsigned char *page;  /* the table's, within it */
    struct statement *copy;
};

static enum status open_rows(struct bulk_table *table, struct error *err)
{
    struct sql sql = {0};
    sql_print(&sql, "INSERT INTO ");
    sql_table(&sql, table->kind, table->wave);
    sql_print(&sql, " SELECT * FROM ");
    const enum status status =
        sql.is_out_of_memory
            ? error_memory(err)
            : bulk_open(table->store, sql.text, table->n_columns, &table->rows, err);
    sql_release(&sql);
    return status;
}

enum status bulk_table_open(struct store *store, const struct wave *wave, const char *kind,
                            size_t n_columns, struct bulk_table **out, struct error *err)
{
    *out = NULL;
    struct bulk_table *table = calloc(1, sizeof *table);
    if (table == NULL)
        return error_memory(err);
    *table =
        (struct bulk_table){.store = store, .wave = wave, .kind = kind, .n_columns = n_columns};
    const enum status status = open_rows(table, err);
    if (status == OK)
        *out = table;
    else
        bulk_table_close(table);
    return status;
}

void bulk_table_close(struct bulk_table *table)
{
    if (table == NULL)
        return;
    statement_close(table->copy);
    leaf_free(table->leaf);
    bulk_close(table->rows);
    free(table);
}

/* The first integer or text that a query gives. ERR_STORE when it gives nothing. */
static enum status get_text(struct store *store, const char *query, const char *name,
                            struct sql *out, struct error *err)
{
    struct statement *s = NULL;
    bool has_row = false;
    TRY(statement_open(store, query, &s, err));
    if (name != NULL)
        statement_bind_text(s, 1, name);
    enum status status = statement_step(s, &has_row, err);
    if (status == OK && has_row && statement_text(s, 0) != NULL)
        sql_print(out, "%s", statement_text(s, 0));
    statement_close(s);
    if (status == OK && (out->is_out_of_memory || out->text == NULL))
        status = error_memory(err);
    return status;
}

/* A database in memory with nothing but an empty table made by `create`; SQLite's to free. Sets
 *root to the number of the table's page, from 1. NULL when memory runs out. */
static unsigned char *make_image(const char *create, sqlite3_int64 *n, int *root)
{
    unsigned char *image = NULL;
    sqlite3 *db = NULL;
    sqlite3_stmt *s = NULL;
    if (sqlite3_open(":memory:", &db) == SQLITE_OK &&
        sqlite3_exec(db, "PRAGMA page_size = 65536", NULL, NULL, NULL) == SQLITE_OK &&
        sqlite3_exec(db, create, NULL, NULL, NULL) == SQLITE_OK &&
        sqlite3_prepare_v2(db, "SELECT rootpage FROM sqlite_schema", -1, &s, NULL) == SQLITE_OK &&
        sqlite3_step(s) == SQLITE_ROW) {
        *root = sqlite3_column_int(s, 0);
        image = sqlite3_serialize(db, "main", n, 0);
    }
    sqlite3_finalize(s);
    sqlite3_close(db);
    return image;
}

static enum status attach(struct bulk_table *table, const char *create, struct error *err)
{
    static const unsigned flags = SQLITE_DESERIALIZE_READONLY | SQLITE_DESERIALIZE_FREEONCLOSE;
    struct store *store = table->store;
    sqlite3_int64 n = 0;
    int root = 0;
    if (sqlite3_db_readonly(store->db, STORE_PAGE) < 0) /* there is no such database yet */
        TRY(store_run_sql(store, "ATTACH ':memory:' AS " STORE_PAGE, err));
    table->image = make_image(create, &n, &root);
    if (table->image == NULL)
        return error_memory(err);
    table->page = table->image + (size_t)(root - 1) * LEAF_SIZE;
    if (sqlite3_deserialize(store->db, STORE_PAGE, table->image, n, n, flags) != SQLITE_OK)
        return store_fail(store, err);
    return store_run_sql(store, "PRAGMA " STORE_PAGE ".mmap_size = 1048576", err);
}

static enum status open_copy(struct bulk_table *table, struct error *err)
{
    struct sql sql = {0};
    sql_print(&sql, "INSERT INTO main.");
    sql_table(&sql, table->kind, table->wave);
    sql_print(&sql, " SELECT * FROM " STORE_PAGE ".");
    sql_table(&sql, table->kind, table->wave);
    const enum status status = sql_open(&sql, table->store, &table->copy, err);
    sql_release(&sql);
    return status;
}

/* How many rows SQLite sees in the page. */
static enum status count_rows(struct bulk_table *table, size_t *n, struct error *err)
{
    struct sql query = {0}, count = {0};
    sql_print(&query, "SELECT count(*) FROM " STORE_PAGE ".");
    sql_table(&query, table->kind, table->wave);
    enum status status = query.is_out_of_memory ? error_memory(err) : OK;
    if (status == OK)
        status = get_text(table->store, query.text, NULL, &count, err);
    if (status == OK)
        *n = strtoul(count.text, NULL, 10);
    sql_release(&query);
    sql_release(&count);
    return status;
}

static enum status open_page(struct bulk_table *table, struct error *err)
{
    struct sql name = {0}, create = {0};
    table->leaf = leaf_create(table->n_columns);
    sql_print(&name, "%s_%s_%d", table->kind, table->wave->form->settings.form_id,
              table->wave->form->settings.wave);
    enum status status = table->leaf == NULL || name.is_out_of_memory ? error_memory(err) : OK;
    if (status == OK)
        status = get_text(table->store, "SELECT sql FROM sqlite_schema WHERE name = ?1", name.text,
                          &create, err);
    if (status == OK)
        status = attach(table, create.text, err);
    if (status == OK)
        status = open_copy(table, err);
    sql_release(&name);
    sql_release(&create);
    return status;
}

static void end_page(struct bulk_table *table)
{
    leaf_end(table->leaf);
    for (int i = 3; i >= 0 && ++table->image[CHANGE_COUNTER + i] == 0; i--)
        continue;
    memcpy(table->image + VERSION_VALID_FOR, table->image + CHANGE_COUNTER, 4);
}

/* Fills the page with rows from *row on, which becomes the first that is not in it. */
static void fill_page(struct bulk_table *table, const struct bulk_column *columns, size_t n_rows,
                      size_t *row)
{
    leaf_begin(table->leaf, table->page);
    while (*row < n_rows && leaf_add(table->leaf, columns, *row))
        ++*row;
    end_page(table);
}

/* A page that is mapped, SQLite sees at every statement as it is then. One that lay in its cache it
   would not read again within a transaction: so it is shown an empty page, and then one that is
   not. */
static enum status try_page(struct bulk_table *table, const struct bulk_column *columns,
                            size_t n_rows, struct error *err)
{
    size_t n_before, n_after, row = 0;
    leaf_begin(table->leaf, table->page);
    end_page(table);
    TRY(count_rows(table, &n_before, err));
    fill_page(table, columns, n_rows, &row);
    TRY(count_rows(table, &n_after, err));
    table->has_no_page = n_before != 0 || n_after != leaf_count(table->leaf);
    return OK;
}

static enum status put_pages(struct bulk_table *table, const struct bulk_column *columns,
                             size_t n_rows, struct error *err)
{
    for (size_t row = 0; row < n_rows;) {
        fill_page(table, columns, n_rows, &row);
        if (leaf_count(table->leaf) > 0)
            TRY(statement_run(table->copy, err));
        else
            TRY(bulk_put_one(table->rows, columns, row++, err));
    }
    return OK;
}

enum status bulk_table_put(struct bulk_table *table, const struct bulk_column *columns,
                           size_t n_rows, struct error *err)
{
    const bool is_few = table->n_put + n_rows <= ROWS_BEFORE, is_first = table->leaf == NULL;
    table->n_put += n_rows;
    if (is_few || table->has_no_page)
        return bulk_put(table->rows, columns, n_rows, err);
    if (is_first)
        TRY(open_page(table, err));
    if (!leaf_prepare(table->leaf, columns))
        return error_memory(err);
    if (is_first)
        TRY(try_page(table, columns, n_rows, err));
    return table->has_no_page ? bulk_put(table->rows, columns, n_rows, err)
                              : put_pages(table, columns, n_rows, err);
}
