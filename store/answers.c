/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/answers.h"

#include "store/bulk_table.h"
#include "store/sql.h"

#include <stdlib.h>
#include <string.h>

enum { COLUMNS_BEFORE = 2, MISSING_COLUMNS = 4, UNIT_COLUMNS = 3 };

struct answers {
    struct store *store; /* borrowed, as the wave */
    const struct wave *wave;
    size_t n_columns; /* with line and unit_id */
    struct bulk_table *rows;
    struct bulk *missing, *units;
    struct bulk_column *columns;    /* n_columns: of the batch being put */
    struct bulk_value *names;       /* of the questions, for missing_ */
    struct bulk_value reasons[256]; /* by enum missing */
};

static enum status create_tables(struct store *store, const struct wave *wave,
                                 struct store_columns columns, struct error *err)
{
    static const struct store_column missing[] = {
        {"line", "INTEGER NOT NULL", "of the row in the answers"},
        {"unit_id", "INTEGER NOT NULL", "unit.id"},
        {"question", "TEXT NOT NULL", "column that is NULL in the answers"},
        {"reason", "TEXT NOT NULL", "not_asked, unknown, not_applicable, refused, invalid"}};
    struct store_column *all = calloc(columns.n + COLUMNS_BEFORE, sizeof *all);
    if (all == NULL)
        return error_memory(err);
    all[0] = (struct store_column){"line", "INTEGER PRIMARY KEY",
                                   "on which the row starts in the answers file"};
    all[1] = (struct store_column){"unit_id", "INTEGER NOT NULL", "unit.id"};
    if (columns.n > 0)
        memcpy(all + COLUMNS_BEFORE, columns.list, columns.n * sizeof *all);
    enum status status = store_create_table(
        store, wave, "answer", (struct store_columns){all, columns.n + COLUMNS_BEFORE}, err);
    free(all);
    if (status == OK)
        status = store_create_table(store, wave, "missing",
                                    (struct store_columns){missing, COUNT(missing)}, err);
    return status;
}

static enum status open_bulk(struct answers *answers, const char *kind, size_t n, struct bulk **out,
                             struct error *err)
{
    struct sql sql = {0};
    sql_print(&sql, "INSERT INTO ");
    sql_table(&sql, kind, answers->wave);
    sql_print(&sql, " SELECT * FROM ");
    const enum status status =
        sql.is_out_of_memory ? error_memory(err) : bulk_open(answers->store, sql.text, n, out, err);
    sql_release(&sql);
    return status;
}

static enum status open_units(struct answers *answers, struct error *err)
{
    struct sql sql = {0};
    sql_print(&sql,
              "INSERT OR IGNORE INTO unit (id, wave, key, name) SELECT c0, %lld, c1, c2 FROM ",
              (long long)answers->wave->id);
    const enum status status = sql.is_out_of_memory ? error_memory(err)
                                                    : bulk_open(answers->store, sql.text,
                                                                UNIT_COLUMNS, &answers->units, err);
    sql_release(&sql);
    return status;
}

static struct bulk_value text_value(const char *text)
{
    return (struct bulk_value){.kind = BULK_IS_TEXT,
                               .text = {.text = text, .n = (uint32_t)strlen(text)}};
}

static enum status open_all(struct answers *answers, struct store_columns columns,
                            struct error *err)
{
    answers->n_columns = columns.n + COLUMNS_BEFORE;
    answers->columns = calloc(answers->n_columns, sizeof *answers->columns);
    answers->names = calloc(columns.n + 1, sizeof *answers->names);
    if (answers->columns == NULL || answers->names == NULL)
        return error_memory(err);
    for (size_t i = 0; i < columns.n; i++)
        answers->names[i] = text_value(columns.list[i].name);
    for (int reason = 0; reason < MISSING_COUNT; reason++)
        answers->reasons[reason] = text_value(missing_name((enum missing)reason));
    TRY(create_tables(answers->store, answers->wave, columns, err));
    TRY(bulk_table_open(answers->store, answers->wave, "answer", answers->n_columns, &answers->rows,
                        err));
    TRY(open_bulk(answers, "missing", MISSING_COLUMNS, &answers->missing, err));
    return open_units(answers, err);
}

enum status answers_open(struct store *store, const struct wave *wave, struct store_columns columns,
                         struct answers **out, struct error *err)
{
    *out = NULL;
    struct answers *answers = calloc(1, sizeof *answers);
    if (answers == NULL)
        return error_memory(err);
    answers->store = store;
    answers->wave = wave;
    const enum status status = open_all(answers, columns, err);
    if (status == OK)
        *out = answers;
    else
        answers_close(answers);
    return status;
}

void answers_close(struct answers *answers)
{
    if (answers == NULL)
        return;
    bulk_table_close(answers->rows);
    bulk_close(answers->missing);
    bulk_close(answers->units);
    free(answers->columns);
    free(answers->names);
    free(answers);
}

static struct bulk_column count_column(const uint32_t *count)
{
    return (struct bulk_column){.kind = BULK_COUNT, .count = count};
}

static enum status put_units(struct answers *answers, const struct answer_batch *batch,
                             struct error *err)
{
    const struct bulk_column columns[UNIT_COLUMNS] = {
        count_column(batch->unit),
        {.kind = BULK_TEXT, .text = batch->key},
        {.kind = BULK_TEXT, .text = batch->name},
    };
    return bulk_put(answers->units, columns, batch->n_rows, err);
}

static enum status put_missing(struct answers *answers, struct missing_cells missing,
                               struct error *err)
{
    const struct bulk_column columns[MISSING_COLUMNS] = {
        count_column(missing.line),
        count_column(missing.unit),
        {.kind = BULK_WIDE,
         .wide = missing.question,
         .values = answers->names,
         .n_values = answers->n_columns - COLUMNS_BEFORE},
        {.kind = BULK_CODE, .code = missing.reason, .values = answers->reasons},
    };
    return bulk_put(answers->missing, columns, missing.n, err);
}

enum status answers_put(struct answers *answers, const struct answer_batch *batch,
                        struct error *err)
{
    if (batch->key != NULL)
        TRY(put_units(answers, batch, err));
    answers->columns[0] = count_column(batch->line);
    answers->columns[1] = count_column(batch->unit);
    memcpy(answers->columns + COLUMNS_BEFORE, batch->columns,
           (answers->n_columns - COLUMNS_BEFORE) * sizeof *answers->columns);
    TRY(bulk_table_put(answers->rows, answers->columns, batch->n_rows, err));
    return put_missing(answers, batch->missing, err);
}

static enum status put_lines(struct store *store, const uint32_t *lines, size_t n,
                             struct error *err)
{
    TRY(store_run_sql(store, "CREATE TEMP TABLE withdrawn (line INTEGER PRIMARY KEY)", err));
    struct bulk *bulk = NULL;
    TRY(bulk_open(store, "INSERT INTO temp.withdrawn SELECT * FROM ", 1, &bulk, err));
    const struct bulk_column column = count_column(lines);
    const enum status status = bulk_put(bulk, &column, n, err);
    bulk_close(bulk);
    return status;
}

static enum status remove_lines(struct answers *answers, const char *kind, struct error *err)
{
    struct sql sql = {0};
    sql_print(&sql, "DELETE FROM ");
    sql_table(&sql, kind, answers->wave);
    sql_print(&sql, " WHERE line IN (SELECT line FROM temp.withdrawn)");
    const enum status status = sql_run(&sql, answers->store, err);
    sql_release(&sql);
    return status;
}

static enum status remove_units(struct answers *answers, struct error *err)
{
    struct sql sql = {0};
    sql_print(&sql, "DELETE FROM unit WHERE wave = %lld AND id NOT IN (SELECT unit_id FROM ",
              (long long)answers->wave->id);
    sql_table(&sql, "answer", answers->wave);
    sql_print(&sql, ")");
    const enum status status = sql_run(&sql, answers->store, err);
    sql_release(&sql);
    return status;
}

enum status answers_withdraw(struct answers *answers, const uint32_t *lines, size_t n,
                             bool are_units_taken, struct error *err)
{
    if (n == 0)
        return OK;
    TRY(put_lines(answers->store, lines, n, err));
    TRY(remove_lines(answers, "answer", err));
    TRY(remove_lines(answers, "missing", err));
    if (are_units_taken)
        TRY(remove_units(answers, err));
    return store_run_sql(answers->store, "DROP TABLE temp.withdrawn", err);
}
