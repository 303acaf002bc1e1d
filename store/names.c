/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/names.h"

#include "store/statement.h"

#include <stdlib.h>

struct row_names {
    const struct wave *wave; /* borrowed */
    struct statement *get;
    size_t row;
};

enum status row_names_open(struct store *store, const struct wave *wave, struct row_names **out,
                           struct error *err)
{
    static const char sql[] = "SELECT key, coalesce(name, key) FROM unit WHERE id = ?1";
    *out = NULL;
    struct row_names *names = calloc(1, sizeof *names);
    if (names == NULL)
        return error_memory(err);
    names->wave = wave;
    const enum status status = statement_open(store, sql, &names->get, err);
    if (status == OK)
        *out = names;
    else
        row_names_close(names);
    return status;
}

enum status row_names_next(struct row_names *names, const char **key, const char **name,
                           struct error *err)
{
    *key = *name = NULL;
    if (names->row == names->wave->n_rows)
        return OK;
    statement_reset(names->get);
    statement_bind_integer(names->get, 1, names->wave->unit[names->row]);
    bool has_row;
    TRY(statement_step(names->get, &has_row, err));
    if (!has_row)
        return error_set(err, ERR_STORE, _("the store has lost the unit of row %zu"),
                         names->row + 1);
    names->row++;
    *key = statement_text(names->get, 0);
    *name = statement_text(names->get, 1);
    return OK;
}

enum status row_key(struct store *store, const struct wave *wave, size_t row, struct arena *arena,
                    const char **out, struct error *err)
{
    struct row_names *names = NULL;
    const char *key = NULL, *name = NULL;
    TRY(row_names_open(store, wave, &names, err));
    names->row = row;
    enum status status = row_names_next(names, &key, &name, err);
    *out = status == OK ? arena_text(arena, key) : NULL;
    if (status == OK && *out == NULL)
        status = error_memory(err);
    row_names_close(names);
    return status;
}

void row_names_close(struct row_names *names)
{
    if (names == NULL)
        return;
    statement_close(names->get);
    free(names);
}
