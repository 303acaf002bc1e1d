/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/calculate.h"

#include "base/text.h"
#include "ingest/formulas.h"
#include "store/sql.h"

#include <string.h>

bool calculate_is_needed(const struct fields *fields)
{
    for (size_t i = 0; i < fields->n; i++)
        if (fields->list[i].kind == FIELD_CALCULATED)
            return true;
    return false;
}

static enum status update(const struct wave *wave, struct store *store, const struct fields *fields,
                          const struct field *field, struct error *err)
{
    struct arena arena = {0};
    struct sql sql = {0};
    const struct formulas in = {fields, &arena};
    const char *value = NULL, *relevant = NULL;
    enum status status = formula_value(&in, field->question, &value, err);
    if (status == OK)
        status = formula_relevant(&in, field->question, &relevant, err);
    if (status == OK && value != NULL) {
        sql_print(&sql, "UPDATE ");
        sql_table(&sql, "answer", wave);
        sql_print(&sql, " SET ");
        sql_name(&sql, field->name);
        sql_print(&sql, " = CASE WHEN %s THEN (%s) END", relevant != NULL ? relevant : "1", value);
        status = sql_run(&sql, store, err);
    }
    sql_release(&sql);
    arena_release(&arena);
    return status;
}

static enum status take_value(const struct field *field, const struct statement *s, size_t row,
                              struct error *err)
{
    const char *text = statement_text(s, 0);
    const bool was_not_asked = field_reason(field, row) == MISSING_NOT_ASKED;
    double value = missing_because(was_not_asked ? MISSING_NOT_ASKED : MISSING_NO_ANSWER);
    size_t n = 0;
    const char *trimmed = text == NULL ? "" : text_trimmed(text, &n);
    if (statement_is_number(s, 0))
        value = statement_number(s, 0);
    else if (n > 0 && !text_number(trimmed, n, '.', &value))
        value = missing_because(MISSING_NO_ANSWER);
    field->memory->number[row] = value;
    if (field->levels != NULL && !levels_set(field->levels, row, trimmed, n))
        return error_memory(err);
    return OK;
}

static enum status fetch_rows(const struct field *field, struct statement *s,
                              const struct wave *wave, struct error *err)
{
    for (size_t row = 0; row < wave->n_rows; row++) {
        bool has_row;
        TRY(statement_step(s, &has_row, err));
        if (!has_row)
            return error_set(err, ERR_STORE, _("the store has lost the row of line %u"),
                             wave->line[row]);
        TRY(take_value(field, s, row, err));
    }
    return OK;
}

static enum status fetch(const struct wave *wave, struct store *store, const struct field *field,
                         struct error *err)
{
    struct sql sql = {0};
    struct statement *s = NULL;
    sql_print(&sql, "SELECT ");
    sql_name(&sql, field->name);
    sql_print(&sql, " FROM ");
    sql_table(&sql, "answer", wave);
    sql_print(&sql, " ORDER BY line");
    enum status status = sql_open(&sql, store, &s, err);
    if (status == OK)
        status = fetch_rows(field, s, wave, err);
    statement_close(s);
    sql_release(&sql);
    return status;
}

enum status calculate_run(struct wave *wave, struct store *store, const struct fields *fields,
                          struct error *err)
{
    for (size_t i = 0; i < fields->n; i++) {
        if (fields->list[i].kind != FIELD_CALCULATED)
            continue;
        TRY(update(wave, store, fields, &fields->list[i], err));
        TRY(fetch(wave, store, &fields->list[i], err));
    }
    return OK;
}
