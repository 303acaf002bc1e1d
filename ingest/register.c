/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/register.h"

#include "base/text.h"
#include "ingest/encoding.h"
#include "ingest/log.h"
#include "ingest/membership.h"
#include "ingest/near_unit.h"
#include "ingest/number.h"
#include "ingest/orgnr.h"
#include "ingest/peek.h"
#include "ingest/register_columns.h"
#include "ingest/succession.h"
#include "store/sql.h"
#include "store/table.h"

#include <stdlib.h>
#include <string.h>

/* The register being read. */
struct reader {
    struct frame *frame;
    struct store *store;
    struct wave *wave;
    const char *path;
    struct rows *rows;
    struct peek *peek;
    struct decimal decimal;
    struct log log;
    struct statement *insert;
    struct register_columns columns;
    bool has_told_ways; /* that a number is written in groups or in per cent */
    size_t capacity;    /* units that numbers have room for */
};

const char *frame_key(const struct form *form, const char *cell, size_t *n, char *buffer)
{
    const char *key = text_trimmed(encoding_after_mark(cell), n);
    if (strcmp(form->settings.unit_key, "orgnr") != 0 || !orgnr_canonical(key, *n, buffer))
        return key;
    *n = strlen(buffer);
    return buffer;
}

static enum status create_table(struct reader *r, struct error *err)
{
    const struct frame *frame = r->frame;
    struct store_column *columns =
        arena_array(r->wave->arena, frame->n_columns + 1, struct store_column);
    if (columns == NULL)
        return error_memory(err);
    columns[0] = (struct store_column){"unit_id", "INTEGER PRIMARY KEY", "unit.id"};
    for (size_t i = 0; i < frame->n_columns; i++)
        columns[i + 1] = (struct store_column){frame->columns[i],
                                               r->columns.is_number[i] ? "REAL" : "TEXT", NULL};
    TRY(store_create_table(r->store, r->wave, "register",
                           (struct store_columns){columns, frame->n_columns + 1}, err));
    struct sql sql = {0};
    sql_print(&sql, "INSERT INTO ");
    sql_table(&sql, "register", r->wave);
    sql_print(&sql, " VALUES (?");
    for (size_t i = 0; i < frame->n_columns; i++)
        sql_print(&sql, ", ?");
    sql_print(&sql, ")");
    const enum status status = sql_open(&sql, r->store, &r->insert, err);
    sql_release(&sql);
    return status;
}

static enum status reject_repeated(struct reader *r, const struct row *row, const char *key,
                                   struct error *err)
{
    const char *reason = arena_print(
        &r->log.arena,
        "'%s' stands above already: only the first of its rows is used (if these are different "
        "units, name another column as unit_key)",
        key);
    if (reason == NULL)
        return error_memory(err);
    return log_reject(&r->log, r->rows, "register", row,
                      (struct refusal){.severity = FINDING_ERROR,
                                       .rule = "repeated_unit",
                                       .at = {r->path, row->line, r->columns.key + 1},
                                       .unit = key,
                                       .reason = reason},
                      err);
}

/* Every array of numbers grows with the units. */
static bool grow(struct reader *r)
{
    const size_t n = r->frame->keys.n;
    if (n < r->capacity)
        return true;
    const size_t capacity = 2 * n + 256;
    for (size_t i = 0; i < r->frame->n_columns; i++) {
        if (!r->columns.is_number[i])
            continue;
        double *grown = realloc(r->frame->numbers[i], capacity * sizeof *grown);
        if (grown == NULL)
            return false;
        r->frame->numbers[i] = grown;
    }
    r->capacity = capacity;
    return true;
}

static double read_number(struct reader *r, const struct cell *cell, int column, const char *key)
{
    size_t n;
    const char *text = text_trimmed(cell->text, &n);
    double value = missing_because(MISSING_NO_ANSWER);
    unsigned ways = 0;
    if (n == 0 || text_number(text, n, r->decimal.mark, &value))
        return value;
    if (number_read(text, n, r->decimal.mark, &value, &ways)) {
        if (ways != 0 && !r->has_told_ways)
            findings_add(&r->log.found, FINDING_INFO, "numbers",
                         (struct place){r->path, cell->line, column + 1}, NULL,
                         r->frame->columns[column], "'%s' is read as %.15g, and likewise elsewhere",
                         log_quote(&r->log, text, n), value);
        r->has_told_ways |= ways != 0;
        return value;
    }
    findings_add(&r->log.found, FINDING_ERROR, "not_a_number",
                 (struct place){r->path, cell->line, column + 1}, key, r->frame->columns[column],
                 r->decimal.mark == ','
                     ? "'%s' is not a number, which %s wants (as 12,5: with decimal comma)"
                     : "'%s' is not a number, which %s wants (as 12.5: with decimal point)",
                 log_quote(&r->log, text, n), r->frame->columns[column]);
    return missing_because(MISSING_INVALID);
}

static enum status put_row(struct reader *r, const struct row *row, uint32_t unit, const char *key,
                           struct error *err)
{
    statement_bind_integer(r->insert, 1, (int64_t)r->frame->first_unit + unit);
    for (size_t i = 0; i < r->frame->n_columns; i++) {
        if (r->columns.is_number[i]) {
            r->frame->numbers[i][unit] = read_number(r, &row->cells[i], (int)i, key);
            statement_bind_number(r->insert, (int)i + 2, r->frame->numbers[i][unit]);
        } else {
            statement_bind_text_n(r->insert, (int)i + 2,
                                  row->cells[i].n > 0 ? row->cells[i].text : NULL, row->cells[i].n);
        }
    }
    return statement_run(r->insert, err);
}

static bool add_levels(struct reader *r, const struct row *row)
{
    const struct form *form = r->wave->form;
    for (size_t i = 0; i < form->n_indicators; i++) {
        const int column = r->frame->column[i];
        if (column == NO_COLUMN || form->indicators[i].type != INDICATOR_GROUP ||
            form->indicators[i].breaks != NULL)
            continue;
        size_t n;
        const char *text = text_trimmed(row->cells[column].text, &n);
        if (!levels_add(&r->frame->levels[i], text, n))
            return false;
    }
    return true;
}

static void check_orgnr(struct reader *r, const struct row *row, const char *key)
{
    if (r->columns.orgnr == NO_COLUMN)
        return;
    const struct cell *cell = &row->cells[r->columns.orgnr];
    size_t n;
    const char *text = text_trimmed(cell->text, &n);
    const char *fault = n == 0 ? NULL : orgnr_fault(text, n);
    if (fault != NULL)
        findings_add(&r->log.found, FINDING_WARNING, "orgnr",
                     (struct place){r->path, cell->line, r->columns.orgnr + 1}, key, "orgnr",
                     "'%s' is not an organisation number: %s", log_quote(&r->log, text, n), fault);
}

/* Whom the unit continues, as the register says. */
static enum status take_succession(struct reader *r, const struct row *row, uint32_t unit,
                                   const char *key, struct error *err)
{
    if (r->columns.successor_of == NO_COLUMN)
        return OK;
    const struct cell *cell = &row->cells[r->columns.successor_of];
    const struct succession succession = {.unit = r->frame->first_unit + unit,
                                          .key = key,
                                          .of = cell->text,
                                          .at = {r->path, cell->line, r->columns.successor_of + 1}};
    return succession_add(r->wave, &succession, err);
}

static enum status take_row(struct reader *r, const struct row *row, struct error *err)
{
    bool is_fit;
    TRY(log_check_row(&r->log, r->rows, row, &r->columns.shape, &is_fit, err));
    if (!is_fit)
        return OK;
    char buffer[ORGNR_SIZE];
    size_t n;
    const char *key = frame_key(r->wave->form, row->cells[r->columns.key].text, &n, buffer);
    const size_t before = r->frame->keys.n;
    uint32_t unit;
    if (!grow(r) || !textset_add(&r->frame->keys, key, n, &unit))
        return error_memory(err);
    key = textset_text(&r->frame->keys, unit);
    if (r->frame->keys.n == before)
        return reject_repeated(r, row, key, err);
    const char *name = r->columns.name == NO_COLUMN ? "" : row->cells[r->columns.name].text;
    if (!near_unit_keep(r->frame, r->wave->arena, unit, name))
        return error_memory(err);
    check_orgnr(r, row, key);
    TRY(put_row(r, row, unit, key, err));
    TRY(take_succession(r, row, unit, key, err));
    return add_levels(r, row) && !r->log.found.is_out_of_memory ? OK : error_memory(err);
}

static enum status read_rows(struct reader *r, struct error *err)
{
    for (;;) {
        const struct row *row = NULL;
        TRY(peek_next(r->peek, &row, err));
        if (row == NULL)
            return log_put(&r->log, r->store, r->wave, err);
        r->frame->source.rows++;
        TRY(take_row(r, row, err));
        if (log_is_full(&r->log))
            TRY(log_put(&r->log, r->store, r->wave, err));
    }
}

static enum status read_all(struct reader *r, struct error *err)
{
    const struct rows_options options = {
        .keeps_quotes = true, .fit = register_columns_fit, .context = (void *)r->wave->form};
    TRY(rows_open(r->path, options, &r->rows, err));
    TRY(register_columns_read(r->frame, r->rows, r->wave, &r->columns, err));
    TRY(create_table(r, err));
    TRY(peek_open(r->rows, &r->peek, err));
    r->decimal = peek_decimal(r->peek, r->columns.is_number, r->frame->n_columns);
    tell_decimal(&r->log.found, &r->decimal);
    TRY(read_rows(r, err));
    r->frame->source.encoding = arena_text(r->wave->arena, rows_encoding(r->rows));
    r->frame->source.delimiter = rows_delimiter(r->rows);
    if (r->frame->source.encoding == NULL)
        return error_memory(err);
    return membership_put(r->frame, r->store, r->wave, r->columns.is_number, err);
}

enum status frame_read(struct frame *frame, struct store *store, struct wave *wave,
                       const char *path, uint32_t first_unit, struct error *err)
{
    *frame = (struct frame){.is_there = true,
                            .first_unit = first_unit,
                            .source = {.name = "register.csv", .role = "register"}};
    struct reader r = {.frame = frame, .store = store, .wave = wave, .path = path};
    log_open(&r.log);
    const enum status status = read_all(&r, err);
    statement_close(r.insert);
    peek_close(r.peek);
    rows_close(r.rows);
    log_release(&r.log);
    if (status != OK)
        frame_release(frame);
    return status;
}

void frame_release(struct frame *frame)
{
    textset_release(&frame->keys);
    free(frame->is_in);
    for (size_t i = 0; i < frame->n_columns && frame->numbers != NULL; i++)
        free(frame->numbers[i]);
    for (size_t i = 0; i < frame->n_indicators && frame->levels != NULL; i++)
        levels_release(&frame->levels[i]);
    *frame = (struct frame){0};
}
