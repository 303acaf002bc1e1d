/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/get.h"

#include "store/statement.h"

#include <stdio.h>

/* The rows of a query, each taken into a growing list of things of one size. */
struct query {
    const char *sql; /* ?1: the wave */
    int64_t wave;
    bool (*take)(const struct statement *s, struct arena *arena, void *out); /* false: memory */
    size_t size;
};

static enum status get_row(struct statement *s, const struct query *query, struct arena *arena,
                           void *out, struct error *err)
{
    return query->take(s, arena, out) ? OK : error_memory(err);
}

static enum status get_rows(struct statement *s, const struct query *query, struct arena *arena,
                            void **list, size_t *n, struct error *err)
{
    size_t capacity = 0;
    for (;;) {
        bool has_row;
        TRY(statement_step(s, &has_row, err));
        if (!has_row)
            return OK;
        void *grown = arena_grow(arena, *list, *n, &capacity, query->size);
        if (grown == NULL)
            return error_memory(err);
        *list = grown;
        TRY(get_row(s, query, arena, (char *)grown + *n * query->size, err));
        ++*n;
    }
}

static enum status get(struct store *store, struct query query, struct arena *arena, void **list,
                       size_t *n, struct error *err)
{
    struct statement *s = NULL;
    *list = NULL;
    *n = 0;
    TRY(statement_open(store, query.sql, &s, err));
    if (query.wave != 0)
        statement_bind_integer(s, 1, query.wave);
    const enum status status = get_rows(s, &query, arena, list, n, err);
    statement_close(s);
    return status;
}

/* NULL stays NULL; *failed when memory runs out. */
static const char *text(const struct statement *s, int column, struct arena *arena, bool *failed)
{
    const char *borrowed = statement_text(s, column);
    const char *copy = borrowed == NULL ? NULL : arena_text(arena, borrowed);
    *failed |= borrowed != NULL && copy == NULL;
    return copy;
}

static bool take_wave(const struct statement *s, struct arena *arena, void *out)
{
    bool failed = false;
    *(struct stored_wave *)out = (struct stored_wave){
        .id = statement_integer(s, 0),
        .form = text(s, 1, arena, &failed),
        .year = (int)statement_integer(s, 2),
        .title = text(s, 3, arena, &failed),
        .is_simulated = statement_integer(s, 4) != 0,
        .n_frame = (size_t)statement_integer(s, 5),
        .n_read = (size_t)statement_integer(s, 6),
        .n_rows = (size_t)statement_integer(s, 7),
        .n_rejected = (size_t)statement_integer(s, 8),
    };
    return !failed;
}

enum status store_get_waves(struct store *store, struct arena *arena, struct stored_wave **out,
                            size_t *n, struct error *err)
{
    static const char sql[] = "SELECT id, form, year, title, is_simulated, n_frame, n_read, n_rows,"
                              " n_rejected FROM wave ORDER BY form, year DESC";
    void *list = NULL;
    const enum status status = get(
        store, (struct query){sql, 0, take_wave, sizeof(struct stored_wave)}, arena, &list, n, err);
    *out = list;
    return status;
}

static bool take_figure(const struct statement *s, struct arena *arena, void *out)
{
    bool failed = false;
    *(struct figure *)out = (struct figure){
        .id = text(s, 0, arena, &failed),
        .value = statement_number(s, 1),
        .n = statement_number(s, 2),
        .se = statement_number(s, 3),
        .low = statement_number(s, 4),
        .high = statement_number(s, 5),
        .p = statement_number(s, 6),
        .status = text(s, 7, arena, &failed),
        .unit = text(s, 8, arena, &failed),
        .decimals = (int)statement_integer(s, 9),
        .method = text(s, 10, arena, &failed),
    };
    return !failed;
}

enum status store_get_figures(struct store *store, int64_t wave, struct figures *out,
                              struct error *err)
{
    static const char sql[] = "SELECT id, value, n, se, low, high, p, status, unit, decimals,"
                              " method FROM figure WHERE wave = ?1 ORDER BY position";
    void *list = NULL;
    size_t n = 0;
    TRY(get(store, (struct query){sql, wave, take_figure, sizeof(struct figure)}, out->arena, &list,
            &n, err));
    const struct figure *figures = list;
    for (size_t i = 0; i < n; i++)
        TRY(figures_put(out, figures[i], err));
    return OK;
}

static bool take_unit(const struct statement *s, struct arena *arena, void *out)
{
    bool failed = false;
    *(struct frame_unit *)out = (struct frame_unit){
        .id = (uint32_t)statement_integer(s, 0),
        .key = text(s, 1, arena, &failed),
        .name = text(s, 2, arena, &failed),
    };
    return !failed;
}

enum status store_get_units(struct store *store, int64_t wave, struct arena *arena,
                            struct frame_unit **out, size_t *n, struct error *err)
{
    static const char sql[] =
        "SELECT id, key, coalesce(name, key) FROM unit WHERE wave = ?1 ORDER BY id";
    void *list = NULL;
    const enum status status =
        get(store, (struct query){sql, wave, take_unit, sizeof(struct frame_unit)}, arena, &list, n,
            err);
    *out = list;
    return status;
}

enum status store_has_figure(struct store *store, int64_t wave, const char *id, bool *out,
                             struct error *err)
{
    struct statement *s = NULL;
    *out = false;
    TRY(statement_open(store, "SELECT 1 FROM figure WHERE wave = ?1 AND id = ?2", &s, err));
    statement_bind_integer(s, 1, wave);
    statement_bind_text(s, 2, id);
    const enum status status = statement_step(s, out, err);
    statement_close(s);
    return status;
}

static bool take_source(const struct statement *s, struct arena *arena, void *out)
{
    bool failed = false;
    struct source *source = out;
    *source = (struct source){
        .name = text(s, 0, arena, &failed),
        .role = text(s, 1, arena, &failed),
        .bytes = (uint64_t)statement_integer(s, 3),
        .rows = (uint64_t)statement_integer(s, 4),
        .encoding = text(s, 5, arena, &failed),
    };
    const char *sha256 = statement_text(s, 2), *delimiter = statement_text(s, 6);
    snprintf(source->sha256, sizeof source->sha256, "%s", sha256 == NULL ? "" : sha256);
    source->delimiter = delimiter == NULL ? '\0' : delimiter[0];
    return !failed;
}

enum status store_get_sources(struct store *store, int64_t wave, struct arena *arena,
                              struct source **out, size_t *n, struct error *err)
{
    static const char sql[] = "SELECT name, role, sha256, bytes, rows, encoding, delimiter"
                              " FROM source WHERE wave = ?1 ORDER BY rowid";
    void *list = NULL;
    const enum status status = get(
        store, (struct query){sql, wave, take_source, sizeof(struct source)}, arena, &list, n, err);
    *out = list;
    return status;
}

static bool take_fact(const struct statement *s, struct arena *arena, void *out)
{
    bool failed = false;
    *(struct run_fact *)out =
        (struct run_fact){text(s, 0, arena, &failed), text(s, 1, arena, &failed)};
    return !failed;
}

enum status store_get_run(struct store *store, int64_t wave, struct arena *arena,
                          struct run_fact **out, size_t *n, struct error *err)
{
    static const char sql[] = "SELECT name, value FROM run WHERE wave = ?1 ORDER BY rowid";
    void *list = NULL;
    const enum status status = get(
        store, (struct query){sql, wave, take_fact, sizeof(struct run_fact)}, arena, &list, n, err);
    *out = list;
    return status;
}
