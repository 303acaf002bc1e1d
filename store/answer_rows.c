/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/answer_rows.h"

#include "store/sql.h"

#include <stdlib.h>
#include <string.h>

enum { LINE, UNIT, FIRST };                           /* columns of rows->answers */
enum { MISSING_LINE, MISSING_QUESTION, MISSING_WHY }; /* of rows->missing */

struct answer_rows {
    const struct wave *wave; /* borrowed, as the names */
    struct answer_names names;
    struct statement *answers, *missing; /* both by line */
    bool has_missing;                    /* rows->missing stands on a row */
    uint8_t *reason;                     /* names.n: of the current row, where it was kept */
    size_t row;                          /* the next one */
    size_t last;                         /* name that was found last */
};

/* ', a."name"' each: without its table, SQLite would take a name that is no column for a text. */
static void put_names(struct sql *sql, struct answer_names names)
{
    for (size_t i = 0; i < names.n; i++) {
        sql_print(sql, ", a.");
        sql_name(sql, names.list[i]);
    }
}

static enum status open_answers(struct answer_rows *rows, struct store *store, struct error *err)
{
    struct sql sql = {0};
    sql_print(&sql, "SELECT a.line, a.unit_id");
    put_names(&sql, rows->names);
    sql_print(&sql, " FROM ");
    sql_table(&sql, "answer", rows->wave);
    sql_print(&sql, " a ORDER BY a.line");
    const enum status status = sql_open(&sql, store, &rows->answers, err);
    sql_release(&sql);
    return status;
}

static enum status open_missing(struct answer_rows *rows, struct store *store, struct error *err)
{
    struct sql sql = {0};
    sql_print(&sql, "SELECT line, question, reason FROM ");
    sql_table(&sql, "missing", rows->wave);
    sql_print(&sql, " ORDER BY line, rowid");
    const enum status status = sql_open(&sql, store, &rows->missing, err);
    sql_release(&sql);
    if (status != OK)
        return status;
    return statement_step(rows->missing, &rows->has_missing, err);
}

enum status answer_rows_open(struct store *store, const struct wave *wave,
                             struct answer_names names, struct answer_rows **out, struct error *err)
{
    *out = NULL;
    struct answer_rows *rows = calloc(1, sizeof *rows);
    if (rows == NULL)
        return error_memory(err);
    rows->wave = wave;
    rows->names = names;
    rows->reason = calloc(names.n + 1, 1);
    enum status status = rows->reason == NULL ? error_memory(err) : open_answers(rows, store, err);
    if (status == OK)
        status = open_missing(rows, store, err);
    if (status == OK)
        *out = rows;
    else
        answer_rows_close(rows);
    return status;
}

static enum missing reason_by_name(const char *name)
{
    for (int reason = ANSWERED + 1; reason < MISSING_COUNT; reason++)
        if (name != NULL && strcmp(missing_name((enum missing)reason), name) == 0)
            return (enum missing)reason;
    return MISSING_NO_ANSWER;
}

/* Notes a reason; those of one row come mostly in the order of the columns. */
static void take_reason(struct answer_rows *rows)
{
    const char *question = statement_text(rows->missing, MISSING_QUESTION);
    for (size_t k = 0; question != NULL && k < rows->names.n; k++) {
        const size_t i = (rows->last + k) % rows->names.n;
        if (strcmp(rows->names.list[i], question) != 0)
            continue;
        rows->reason[i] = (uint8_t)reason_by_name(statement_text(rows->missing, MISSING_WHY));
        rows->last = i;
        return;
    }
}

static enum status take_reasons(struct answer_rows *rows, int64_t line, struct error *err)
{
    memset(rows->reason, 0, rows->names.n + 1);
    while (rows->has_missing && statement_integer(rows->missing, MISSING_LINE) <= line) {
        if (statement_integer(rows->missing, MISSING_LINE) == line)
            take_reason(rows);
        TRY(statement_step(rows->missing, &rows->has_missing, err));
    }
    return OK;
}

enum status answer_rows_next(struct answer_rows *rows, bool *has_row, struct error *err)
{
    TRY(statement_step(rows->answers, has_row, err));
    const bool has_wave = rows->row < rows->wave->n_rows;
    const int64_t unit = has_wave ? rows->wave->unit[rows->row] : 0;
    if (*has_row != has_wave || (has_wave && statement_integer(rows->answers, UNIT) != unit))
        return error_set(err, ERR_STORE, _("the store has other answers than were read (row %zu)"),
                         rows->row + 1);
    if (!has_wave)
        return OK;
    rows->row++;
    return take_reasons(rows, statement_integer(rows->answers, LINE), err);
}

const char *answer_rows_text(const struct answer_rows *rows, size_t i)
{
    return statement_text(rows->answers, FIRST + (int)i);
}

double answer_rows_number(const struct answer_rows *rows, size_t i)
{
    return statement_number(rows->answers, FIRST + (int)i);
}

enum missing answer_rows_reason(const struct answer_rows *rows, size_t i)
{
    if (!statement_is_null(rows->answers, FIRST + (int)i))
        return ANSWERED;
    return rows->reason[i] != ANSWERED ? (enum missing)rows->reason[i] : MISSING_NO_ANSWER;
}

void answer_rows_close(struct answer_rows *rows)
{
    if (rows == NULL)
        return;
    statement_close(rows->answers);
    statement_close(rows->missing);
    free(rows->reason);
    free(rows);
}

struct unit_numbers {
    struct statement *get;
    size_t n;
};

enum status unit_numbers_open(struct store *store, const struct wave *wave,
                              struct answer_names names, struct unit_numbers **out,
                              struct error *err)
{
    *out = NULL;
    struct unit_numbers *numbers = calloc(1, sizeof *numbers);
    if (numbers == NULL)
        return error_memory(err);
    numbers->n = names.n;
    struct sql sql = {0};
    sql_print(&sql, "SELECT a.unit_id");
    put_names(&sql, names);
    sql_print(&sql, " FROM ");
    sql_table(&sql, "register", wave);
    sql_print(&sql, " a WHERE a.unit_id = ?1");
    const enum status status = sql_open(&sql, store, &numbers->get, err);
    sql_release(&sql);
    if (status == OK)
        *out = numbers;
    else
        unit_numbers_close(numbers);
    return status;
}

enum status unit_numbers_get(struct unit_numbers *numbers, uint32_t unit, double *values,
                             struct error *err)
{
    bool has_row;
    statement_reset(numbers->get);
    statement_bind_integer(numbers->get, 1, unit);
    TRY(statement_step(numbers->get, &has_row, err));
    for (size_t i = 0; i < numbers->n; i++)
        values[i] = has_row ? statement_number(numbers->get, 1 + (int)i) : MISSING;
    return OK;
}

void unit_numbers_close(struct unit_numbers *numbers)
{
    if (numbers == NULL)
        return;
    statement_close(numbers->get);
    free(numbers);
}
