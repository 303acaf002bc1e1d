/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whatever is taken for an expression is SQL that SQLite takes. */
#include "base/text.h"
#include "ingest/expression.h"
#include "store/connection.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static bool find(void *context, const char *name, struct expression_column *column)
{
    (void)context;
    *column = (struct expression_column){strcmp(name, "n") == 0 ? "n" : "t", name[0] == 'n'};
    return strcmp(name, "n") == 0 || strcmp(name, "t") == 0;
}

static const char *const names[] = {"n", "t"};
static const struct expression_scope scope = {
    .at = {"f", 1, 1}, .self = "t", .find = find, .names = names, .n_names = COUNT(names)};

static struct store *open_store(void)
{
    struct store *store = NULL;
    if (store_open("", &store, NULL) != OK ||
        sqlite3_exec(store->db, "CREATE TEMP TABLE f AS SELECT 1.5 AS n, 'a b' AS t", NULL, NULL,
                     NULL) != SQLITE_OK)
        abort();
    return store;
}

/* A pattern may be malformed and a number too deep for SQLite's parser; all else must run. */
static void check_sql(const char *sql, const struct findings *found, struct arena *arena)
{
    static struct store *store;
    if (store == NULL)
        store = open_store();
    if ((sql == NULL) != (found->count[FINDING_FAULT] == 1))
        __builtin_trap();
    const char *query = sql == NULL ? NULL : arena_print(arena, "SELECT %s FROM temp.f", sql);
    sqlite3_stmt *statement = NULL;
    if (query == NULL)
        return;
    if (sqlite3_prepare_v2(store->db, query, -1, &statement, NULL) != SQLITE_OK &&
        strstr(sqlite3_errmsg(store->db), "too large") == NULL &&
        strstr(sqlite3_errmsg(store->db), "overflow") == NULL)
        __builtin_trap();
    if (statement != NULL && sqlite3_step(statement) != SQLITE_ROW &&
        strstr(sqlite3_errmsg(store->db), "regex") == NULL)
        __builtin_trap();
    sqlite3_finalize(statement);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena arena = {0};
    const char *text = arena_text_n(&arena, (const char *)data, size);
    if (text != NULL && text_is_utf8(text, strlen(text))) {
        struct findings found = {.arena = &arena};
        check_sql(expression_condition(text, &scope, &arena, &found), &found, &arena);
        struct findings again = {.arena = &arena};
        check_sql(expression_value(text, &scope, &arena, &again), &again, &arena);
    }
    arena_release(&arena);
    return 0;
}
