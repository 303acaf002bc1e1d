/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/cells.h"

#include "base/text.h"
#include "ingest/date.h"
#include "ingest/encoding.h"
#include "ingest/number.h"
#include "ingest/options.h"
#include "ingest/orgnr.h"
#include "ingest/refuse.h"

#include <math.h>
#include <string.h>

size_t cells_room(const struct cells *cells, const struct row *row)
{
    /* A cell may be key, name and question, and be written in fewer bytes in the file. */
    const size_t n_texts = 3 * ENCODING_GROWTH * (size_t)row->n_bytes;
    return n_texts + cells->fields->names_room + cells->fields->n * DATE_SIZE + ORGNR_SIZE + 1;
}

static void note_missing(const struct cell_reading *reading, enum missing reason)
{
    struct batch *batch = reading->batch;
    if (reason != MISSING_NO_ANSWER)
        batch_add_missing(batch, batch->line[batch->n_rows], batch->unit[batch->n_rows],
                          reading->field_index, reason);
}

static uint16_t settle_choice(const struct cell_reading *reading, const struct cell *cell,
                              uint16_t code)
{
    if (code == CODE_UNKNOWN || code == CODE_AMBIGUOUS) {
        size_t n;
        const char *text = cell_trimmed(cell, &n);
        refuse_choice(reading, reading->field->cell, text, n, code);
        code = WIDE_MISSING(MISSING_INVALID);
    }
    note_missing(reading, codes_reason(code));
    return code;
}

static void read_choice(const struct cell_reading *reading)
{
    const struct field *field = reading->field;
    const struct cell *cell = &reading->row->cells[field->cell];
    uint16_t code = codes_of(field->codes, cell->text, cell->n);
    if (field->codes->decimals == DECIMALS_MET)
        tell_decimals(reading);
    if (code >= WIDE_LIMIT && code != WIDE_MISSING(MISSING_NO_ANSWER))
        code = settle_choice(reading, cell, code);
    union batch_cells data = reading->batch->data[reading->field_index];
    const size_t at = reading->batch->n_rows;
    if (field->memory->kind == COLUMN_CODE)
        data.code[at] = codes_narrow(code);
    else
        data.wide[at] = code;
}

static void read_choices(const struct cell_reading *reading, const struct absent *absent)
{
    enum missing reason;
    reading->batch->data[reading->field_index].text[reading->batch->n_rows] =
        options_read(reading, absent, &reason);
    if (reading->field->codes->decimals == DECIMALS_MET)
        tell_decimals(reading);
    if (reason != ANSWERED)
        note_missing(reading, reason);
}

static bool is_whole(double x)
{
    return x == floor(x) && fabs(x) < WHOLE_LIMIT;
}

/* The trimmed text of the field's cell, and why it is no answer (ANSWERED: it may be one). */
static const char *get_text(const struct cell_reading *reading, const struct absent *absent,
                            size_t *n, enum missing *reason)
{
    const char *text = cell_trimmed(&reading->row->cells[reading->field->cell], n);
    *reason = absent_reason(absent, text, *n);
    if (reading->field->missing != NULL && *reason == ANSWERED &&
        textset_find(reading->field->missing, text, *n) != TEXTSET_NONE)
        *reason = MISSING_NO_ANSWER;
    return text;
}

static void add_level(const struct cell_reading *reading, const char *text, size_t n)
{
    if (reading->field->levels != NULL && !levels_add(reading->field->levels, text, n))
        reading->batch->is_out_of_memory = true;
}

/* A number, written plainly or otherwise; what is read otherwise is told once a field. */
static bool take_number(const struct cell_reading *reading, const struct cells *cells,
                        const char *text, size_t n, double *value)
{
    struct field *field = &cells->fields->list[reading->field_index];
    unsigned ways = 0;
    if (text_number(text, n, cells->decimal, value)) {
        const bool is_share = *value > 0 && *value < 1;
        if (is_share && (field->ways & (NUMBER_PERCENT | NUMBER_IS_SHARE)) != NUMBER_IS_SHARE)
            tell_number(reading, NUMBER_IS_SHARE, *value);
        field->ways |= is_share ? NUMBER_IS_SHARE : 0;
        return true;
    }
    if (!number_read(text, n, cells->decimal, value, &ways))
        return false;
    if ((ways & ~field->ways) != 0)
        tell_number(reading, ways, *value);
    field->ways |= ways;
    return true;
}

static void read_number(const struct cell_reading *reading, const struct cells *cells)
{
    size_t n;
    enum missing reason;
    const char *text = get_text(reading, cells->absent, &n, &reason);
    double value = MISSING;
    if (reason == ANSWERED && (!take_number(reading, cells, text, n, &value) ||
                               (reading->field->kind == FIELD_INTEGER && !is_whole(value)))) {
        refuse_value(reading, text, n, cells->decimal);
        reason = MISSING_INVALID;
    }
    if (reason != ANSWERED) {
        value = missing_because(reason);
        note_missing(reading, reason);
    }
    add_level(reading, text, reason == ANSWERED ? n : 0);
    reading->batch->data[reading->field_index].number[reading->batch->n_rows] = value;
}

static bool take_date(const struct cell_reading *reading, const struct cells *cells,
                      const char *text, size_t n, char date[DATE_SIZE])
{
    struct field *field = &cells->fields->list[reading->field_index];
    bool has_time;
    if (!date_read(text, n, date, &has_time))
        return false;
    if (has_time && field->ways == 0)
        tell_time(reading);
    field->ways |= has_time;
    return true;
}

static void read_text(const struct cell_reading *reading, const struct cells *cells)
{
    const struct cell *cell = &reading->row->cells[reading->field->cell];
    size_t n;
    enum missing reason;
    const char *text = get_text(reading, cells->absent, &n, &reason);
    char date[DATE_SIZE];
    struct bulk_text value = {0};
    if (reason == ANSWERED && reading->field->kind == FIELD_DATE) {
        if (take_date(reading, cells, text, n, date)) {
            value = batch_copy(reading->batch, date, DATE_SIZE - 1);
        } else {
            refuse_value(reading, text, n, '\0');
            reason = MISSING_INVALID;
        }
    } else if (reason == ANSWERED) {
        value = batch_copy(reading->batch, cell->text, cell->n);
    }
    if (reason != ANSWERED)
        note_missing(reading, reason);
    add_level(reading, text, reason == ANSWERED ? n : 0);
    if (reading->field->memory != NULL)
        reading->field->memory->code[reading->index] =
            reason == ANSWERED ? 0 : CODE_MISSING(reason);
    reading->batch->data[reading->field_index].text[reading->batch->n_rows] = value;
}

static void leave_calculated(const struct cell_reading *reading)
{
    reading->batch->data[reading->field_index].text[reading->batch->n_rows] = (struct bulk_text){0};
    reading->field->memory->number[reading->index] = missing_because(MISSING_NO_ANSWER);
    add_level(reading, "", 0);
}

static void read_other(const struct cell_reading *reading, const struct cells *cells)
{
    switch (reading->field->kind) {
    case FIELD_CHOICES:
        read_choices(reading, cells->absent);
        break;
    case FIELD_INTEGER:
    case FIELD_DECIMAL:
        read_number(reading, cells);
        break;
    case FIELD_TEXT:
    case FIELD_DATE:
        read_text(reading, cells);
        break;
    default:
        leave_calculated(reading);
        break;
    }
}

static void read_field(struct cells *cells, struct cell_reading *reading, size_t i)
{
    reading->field = &cells->fields->list[i];
    reading->field_index = i;
    if (reading->field->kind == FIELD_CHOICE)
        read_choice(reading);
    else
        read_other(reading, cells);
}

/* The fields from `i` on, as long as a table tells what their cells are; the one after them.
   Nothing is read through a pointer that a code, which is a byte, might have been written through.
 */
static size_t read_quick(const struct cells *cells, const struct batch *batch,
                         const struct row *row, size_t i)
{
    const struct quick_field *quick = cells->quick;
    const struct cell *cell = row->cells;
    const union batch_cells *data = batch->data;
    const size_t n = cells->fields->n, at = batch->n_rows;
    for (; i < n; i++) {
        if (quick[i].code == NULL || cell[quick[i].cell].n > 1)
            break;
        const uint8_t code = quick[i].code[(unsigned char)cell[quick[i].cell].text[0]];
        if (code == CODE_LOOK)
            break;
        data[i].code[at] = code;
    }
    return i;
}

void cells_read(struct cells *cells, struct batch *batch, const struct row *row, size_t index)
{
    struct cell_reading reading = {.batch = batch, .wave = cells->wave, .row = row, .index = index};
    for (size_t i = 0; (i = read_quick(cells, batch, row, i)) < cells->fields->n; i++)
        read_field(cells, &reading, i);
}

enum status cells_open(struct cells *cells, struct error *err)
{
    const struct fields *fields = cells->fields;
    cells->quick = arena_array(cells->wave->arena, fields->n, struct quick_field);
    if (cells->quick == NULL)
        return error_memory(err);
    for (size_t i = 0; i < fields->n; i++) {
        const struct field *field = &fields->list[i];
        if (field->kind == FIELD_CHOICE && field->memory->kind == COLUMN_CODE)
            cells->quick[i] = (struct quick_field){field->codes->quick, (size_t)field->cell};
    }
    return OK;
}

void cells_keep(const struct cells *cells, const struct batch *batch, size_t first)
{
    const size_t n = batch->n_rows;
    for (size_t i = 0; i < cells->fields->n; i++) {
        const struct field *field = &cells->fields->list[i];
        const struct column *memory = field->memory;
        const bool is_kept = field->kind == FIELD_CHOICE || field->kind == FIELD_INTEGER ||
                             field->kind == FIELD_DECIMAL;
        if (memory == NULL || !is_kept || n == 0)
            continue;
        if (memory->kind == COLUMN_CODE)
            memcpy(memory->code + first, batch->data[i].code, n * sizeof *memory->code);
        else if (memory->kind == COLUMN_WIDE)
            memcpy(memory->wide + first, batch->data[i].wide, n * sizeof *memory->wide);
        else
            memcpy(memory->number + first, batch->data[i].number, n * sizeof *memory->number);
    }
}
