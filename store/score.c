/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/bulk_table.h"
#include "store/put.h"
#include "store/table.h"

enum { COLUMNS_BEFORE = 2, COLUMNS_PER_INDEX = 3 };

static enum status create_table(struct store *store, const struct wave *wave, struct arena *arena,
                                struct error *err)
{
    const size_t n = COLUMNS_BEFORE + COLUMNS_PER_INDEX * wave->n_scores;
    struct store_column *columns = arena_array(arena, n, struct store_column);
    if (columns == NULL)
        return error_memory(err);
    columns[0] = (struct store_column){"line", "INTEGER PRIMARY KEY", "as in the answers"};
    columns[1] = (struct store_column){"unit_id", "INTEGER NOT NULL", "unit.id"};
    for (size_t i = 0; i < wave->n_scores; i++) {
        struct store_column *column = &columns[COLUMNS_BEFORE + COLUMNS_PER_INDEX * i];
        const char *code = wave->scores[i].index->code;
        column[0] = (struct store_column){code, "REAL", wave->scores[i].index->name};
        column[1] = (struct store_column){arena_print(arena, "%s rank", code), "INTEGER",
                                          "1 = highest, ties share the smallest"};
        column[2] = (struct store_column){arena_print(arena, "%s answered", code), "INTEGER",
                                          arena_print(arena, "of %zu", wave->scores[i].n_items)};
        if (column[1].name == NULL || column[2].name == NULL)
            return error_memory(err);
    }
    return store_create_table(store, wave, "score", (struct store_columns){columns, n}, err);
}

/* A row without a value has no rank: NULL, not 0. */
static struct bulk_column rank_column(const uint32_t *rank)
{
    return (struct bulk_column){.kind = BULK_RANK, .count = rank};
}

static struct bulk_column *score_columns(const struct wave *wave, struct arena *arena)
{
    const size_t n = COLUMNS_BEFORE + COLUMNS_PER_INDEX * wave->n_scores;
    struct bulk_column *columns = arena_array(arena, n, struct bulk_column);
    if (columns == NULL)
        return NULL;
    columns[0] = (struct bulk_column){.kind = BULK_COUNT, .count = wave->line};
    columns[1] = (struct bulk_column){.kind = BULK_COUNT, .count = wave->unit};
    for (size_t i = 0; i < wave->n_scores; i++) {
        struct bulk_column *column = &columns[COLUMNS_BEFORE + COLUMNS_PER_INDEX * i];
        column[0] = (struct bulk_column){.kind = BULK_REAL, .number = wave->scores[i].value};
        column[1] = rank_column(wave->scores[i].rank);
        column[2] = (struct bulk_column){.kind = BULK_SHORT, .wide = wave->scores[i].answered};
    }
    return columns;
}

static enum status put_rows(struct store *store, const struct wave *wave, struct arena *arena,
                            struct error *err)
{
    struct bulk_column *columns = score_columns(wave, arena);
    if (columns == NULL)
        return error_memory(err);
    struct bulk_table *table = NULL;
    TRY(bulk_table_open(store, wave, "score", COLUMNS_BEFORE + COLUMNS_PER_INDEX * wave->n_scores,
                        &table, err));
    const enum status status = bulk_table_put(table, columns, wave->n_rows, err);
    bulk_table_close(table);
    return status;
}

enum status store_put_scores(struct store *store, const struct wave *wave, struct error *err)
{
    struct arena arena = {0};
    enum status status = create_table(store, wave, &arena, err);
    if (status == OK)
        status = put_rows(store, wave, &arena, err);
    arena_release(&arena);
    return status;
}
