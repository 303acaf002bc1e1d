/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/batch.h"

#include <stdlib.h>
#include <string.h>

enum { FIRST_TEXT = 256 * 1024 };

static size_t cell_size(enum bulk_kind kind)
{
    static const size_t sizes[] = {[BULK_CODE] = sizeof(uint8_t),
                                   [BULK_WIDE] = sizeof(uint16_t),
                                   [BULK_REAL] = sizeof(double),
                                   [BULK_INTEGER] = sizeof(double),
                                   [BULK_TEXT] = sizeof(struct bulk_text)};
    return sizes[kind];
}

static struct bulk_column column_of(const struct field *field)
{
    struct bulk_column column = {.kind = BULK_TEXT};
    if (field->kind == FIELD_CHOICE) {
        column.kind = codes_are_wide(field->codes->list) ? BULK_WIDE : BULK_CODE;
        column.values = field->codes->values;
        column.n_values = field->codes->n_values;
    } else if (field->kind == FIELD_INTEGER) {
        column.kind = BULK_INTEGER;
    } else if (field->kind == FIELD_DECIMAL) {
        column.kind = BULK_REAL;
    }
    return column;
}

static bool allocate(struct batch *batch, const struct fields *fields)
{
    batch->text_capacity = FIRST_TEXT;
    batch->text = malloc(batch->text_capacity);
    batch->data = calloc(fields->n + 1, sizeof *batch->data);
    batch->columns = calloc(fields->n + 1, sizeof *batch->columns);
    if (batch->text == NULL || batch->data == NULL || batch->columns == NULL)
        return false;
    for (size_t i = 0; i < fields->n; i++) {
        batch->columns[i] = column_of(&fields->list[i]);
        batch->data[i].any = calloc(BATCH_ROWS, cell_size(batch->columns[i].kind));
        if (batch->data[i].any == NULL)
            return false;
        batch->columns[i].code = batch->data[i].code;
        batch->n_columns++;
    }
    return true;
}

enum status batch_create(const struct fields *fields, struct batch **out, struct error *err)
{
    *out = NULL;
    struct batch *batch = calloc(1, sizeof *batch);
    if (batch == NULL || !allocate(batch, fields)) {
        batch_free(batch);
        return error_memory(err);
    }
    batch_empty(batch);
    *out = batch;
    return OK;
}

void batch_free(struct batch *batch)
{
    if (batch == NULL)
        return;
    log_release(&batch->log);
    for (size_t i = 0; i < batch->n_columns; i++)
        free(batch->data[i].any);
    free(batch->data);
    free(batch->columns);
    free(batch->missing_line);
    free(batch->missing_unit);
    free(batch->missing_question);
    free(batch->missing_reason);
    free(batch->text);
    free(batch);
}

void batch_empty(struct batch *batch)
{
    log_release(&batch->log);
    log_open(&batch->log);
    batch->n_rows = batch->n_missing = batch->n_text = 0;
}

bool batch_is_full(const struct batch *batch, size_t n)
{
    const bool is_text_full = batch->n_text > 0 && batch->n_text + n > batch->text_capacity;
    return batch->n_rows == BATCH_ROWS || is_text_full || log_is_full(&batch->log);
}

bool batch_reserve_text(struct batch *batch, size_t n)
{
    if (batch->n_text + n <= batch->text_capacity)
        return true;
    char *text = realloc(batch->text, batch->n_text + n);
    if (text == NULL)
        return false;
    batch->text = text;
    batch->text_capacity = batch->n_text + n;
    return true;
}

struct bulk_text batch_copy(struct batch *batch, const char *text, size_t n)
{
    char *copy = batch->text + batch->n_text;
    memcpy(copy, text, n);
    batch->n_text += n;
    return (struct bulk_text){copy, (uint32_t)n};
}

static bool grow(void **list, size_t n, size_t size)
{
    void *grown = realloc(*list, n * size);
    if (grown != NULL)
        *list = grown;
    return grown != NULL;
}

static bool grow_missing(struct batch *batch)
{
    if (batch->n_missing < batch->missing_capacity)
        return true;
    const size_t capacity = 2 * batch->missing_capacity + 256;
    void *lists[] = {batch->missing_line, batch->missing_unit, batch->missing_question,
                     batch->missing_reason};
    const bool is_grown = grow(&lists[0], capacity, sizeof *batch->missing_line) &&
                          grow(&lists[1], capacity, sizeof *batch->missing_unit) &&
                          grow(&lists[2], capacity, sizeof *batch->missing_question) &&
                          grow(&lists[3], capacity, sizeof *batch->missing_reason);
    batch->missing_line = lists[0];
    batch->missing_unit = lists[1];
    batch->missing_question = lists[2];
    batch->missing_reason = lists[3];
    if (is_grown)
        batch->missing_capacity = capacity;
    return is_grown;
}

void batch_add_missing(struct batch *batch, uint32_t line, uint32_t unit, size_t question,
                       enum missing reason)
{
    if (!grow_missing(batch)) {
        batch->is_out_of_memory = true;
        return;
    }
    const size_t i = batch->n_missing++;
    batch->missing_line[i] = line;
    batch->missing_unit[i] = unit;
    batch->missing_question[i] = (uint16_t)question;
    batch->missing_reason[i] = (uint8_t)reason;
}

const struct answer_batch *batch_view(struct batch *batch, bool has_units)
{
    batch->view = (struct answer_batch){
        .n_rows = batch->n_rows,
        .line = batch->line,
        .unit = batch->unit,
        .columns = batch->columns,
        .missing = {.n = batch->n_missing,
                    .line = batch->missing_line,
                    .unit = batch->missing_unit,
                    .question = batch->missing_question,
                    .reason = batch->missing_reason},
        .key = has_units ? batch->key : NULL,
        .name = has_units ? batch->name : NULL,
    };
    return &batch->view;
}
