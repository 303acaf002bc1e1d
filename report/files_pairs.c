/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/data_table.h"
#include "report/files.h"
#include "store/names.h"

/* The keys of all rows, in the arena. */
static enum status get_keys(struct store *store, const struct wave *wave, struct arena *arena,
                            const char ***out, struct error *err)
{
    struct row_names *names = NULL;
    const char **keys = arena_array(arena, wave->n_rows, const char *);
    if (keys == NULL)
        return error_memory(err);
    enum status status = row_names_open(store, wave, &names, err);
    for (size_t row = 0; status == OK && row < wave->n_rows; row++) {
        const char *key = NULL, *name = NULL;
        status = row_names_next(names, &key, &name, err);
        if (status == OK && (keys[row] = arena_text(arena, key)) == NULL)
            status = error_memory(err);
    }
    row_names_close(names);
    *out = keys;
    return status;
}

static double share(const struct score *score, size_t n_rows, size_t a, size_t b)
{
    return (double)score->above[a * n_rows + b] / (double)score->n_draws;
}

/* The pairs of one index in which `row` comes first: those of a worse rank, and of its own further
   down in the answers. */
static void put_pairs(struct rowfile *file, const struct wave *wave, const struct score *score,
                      size_t row, const char *const *keys)
{
    const uint32_t rank = score->rank[row];
    for (size_t other = 0; rank > 0 && other < wave->n_rows; other++) {
        const bool is_after =
            score->rank[other] > rank || (score->rank[other] == rank && other > row);
        if (!is_after)
            continue;
        rowfile_text(file, score->index->code);
        rowfile_text(file, keys[row]);
        rowfile_text(file, keys[other]);
        rowfile_number(file, share(score, wave->n_rows, row, other));
        rowfile_number(file, share(score, wave->n_rows, other, row));
        rowfile_end_row(file);
    }
}

enum status files_put_pairs(const char *path, struct store *store, const struct wave *wave,
                            struct error *err)
{
    struct arena arena = {0};
    struct rowfile *file = NULL;
    const char **keys = NULL;
    enum status status = data_table_open(path, &data_tables[DATA_PAIRS], &file, err);
    if (status == OK)
        status = get_keys(store, wave, &arena, &keys, err);
    for (size_t i = 0; status == OK && i < wave->n_scores; i++) {
        const struct score *score = &wave->scores[i];
        for (size_t row = 0; score->above != NULL && score->n_draws > 0 && row < wave->n_rows;
             row++)
            put_pairs(file, wave, score, row, keys);
    }
    if (status == OK)
        status = rowfile_finish(file, err);
    rowfile_close(file);
    arena_release(&arena);
    return status;
}
