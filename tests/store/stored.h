/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TESTS_STORE_STORED_H
#define TESTS_STORE_STORED_H

/* A small wave to put into a store, and what a store holds as text. */

#include "store/statement.h"
#include "store/store.h"
#include "store/table.h"
#include "tests/check.h"
#include "tests/folder.h"

struct small_wave {
    struct arena arena;
    struct form form;
    struct wave wave;
    uint32_t first_unit;
};

/* An empty wave of the form `id` and that year; not in a store yet. */
__attribute__((unused)) static void small_wave_make(struct small_wave *small, const char *id,
                                                    int year)
{
    *small = (struct small_wave){0};
    small->form =
        (struct form){.folder = "surveys/x",
                      .settings = {.form_id = id, .version = "1", .wave = year, .unit_key = "id"}};
    small->wave = (struct wave){.form = &small->form, .arena = &small->arena};
}

__attribute__((unused)) static struct store *store_at(const char *path)
{
    struct store *store = NULL;
    struct error err = {0};
    assert_int_equal(store_open(path, &store, &err), OK);
    return store;
}

__attribute__((unused)) static void do_sql(struct store *store, const char *sql)
{
    struct error err = {0};
    CHECK(store_run_sql(store, sql, &err) == OK, "%s: %s", sql, err.text);
}

/* The result of a query as text: cells joined by '|', rows by '\n', NULL as "-". Lives until the
   next call. */
__attribute__((unused)) static const char *get_sql(struct store *store, const char *sql)
{
    static char text[16384];
    struct statement *s = NULL;
    struct error err = {0};
    bool has_row = true;
    size_t n = 0;
    text[0] = '\0';
    if (statement_open(store, sql, &s, &err) != OK)
        return strcpy(text, err.text);
    for (int row = 0;; row++) {
        if (statement_step(s, &has_row, &err) != OK || !has_row)
            break;
        for (int i = 0; i < statement_n_columns(s); i++)
            n += (size_t)snprintf(text + n, sizeof text - n, "%s%s",
                                  i > 0     ? "|"
                                  : row > 0 ? "\n"
                                            : "",
                                  statement_is_null(s, i) ? "-" : statement_text(s, i));
    }
    statement_close(s);
    return err.status == OK ? text : strcpy(text, err.text);
}

__attribute__((unused)) static void check_sql(struct store *store, const char *sql,
                                              const char *want)
{
    const char *got = get_sql(store, sql);
    CHECK(strcmp(got, want) == 0, "%s: got '%s', wanted '%s'", sql, got, want);
}

/* A temporary store in which that wave's form has been put, in a transaction. */
__attribute__((unused)) static struct store *small_wave_begin(struct small_wave *small)
{
    struct error err = {0};
    struct store *store = store_at("");
    small_wave_make(small, "f", 2022);
    CHECK(store_begin(store, &err) == OK, "%s", err.text);
    CHECK(store_put_form(store, &small->wave, &small->first_unit, &err) == OK, "%s", err.text);
    return store;
}

__attribute__((unused)) static void small_wave_end(struct store *store, struct small_wave *small)
{
    store_close(store);
    arena_release(&small->arena);
}

#endif
