/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/draws.h"

#include "base/text.h"
#include "ingest/rows.h"
#include "ingest/say.h"

#include <math.h>
#include <string.h>

struct draws_reader {
    const char *path;
    const struct draws_column *wanted;
    size_t n_wanted;
    struct arena *arena;
    struct draws *out;
    size_t *column; /* n_fields - 1: which of the wanted stands in the field */
    size_t n_fields;
    size_t capacity; /* rows */
};

static struct place cell_at(const struct draws_reader *reader, const struct row *row, size_t i)
{
    return (struct place){reader->path, row->cells[i].line, (int)i + 1};
}

/* "; did you mean 'weight/A'?" */
static const char *say_column(const struct draws_reader *reader, const char *name)
{
    const char **names = arena_array(reader->arena, reader->n_wanted, const char *);
    for (size_t i = 0; names != NULL && i < reader->n_wanted; i++)
        names[i] = reader->wanted[i].name;
    return names == NULL ? "" : say_nearest(reader->arena, name, names, reader->n_wanted);
}

static enum status take_name(struct draws_reader *reader, const struct row *row, size_t i,
                             struct error *err)
{
    const char *name = row->cells[i].text;
    size_t column = 0;
    while (column < reader->n_wanted && strcmp(reader->wanted[column].name, name) != 0)
        column++;
    if (column == reader->n_wanted)
        return error_at(err, ERR_VALUE, cell_at(reader, row, i),
                        _("nothing called '%s' is drawn here%s"), name, say_column(reader, name));
    for (size_t k = 1; k < i; k++)
        if (reader->column[k - 1] == column)
            return error_at(err, ERR_VALUE, cell_at(reader, row, i),
                            _("column '%s' is there already in field %zu"), name, k + 1);
    reader->column[i - 1] = column;
    return OK;
}

static enum status check_complete(const struct draws_reader *reader, const struct row *row,
                                  struct error *err)
{
    for (size_t column = 0; column < reader->n_wanted; column++) {
        bool is_there = false;
        for (size_t i = 1; i < row->n_cells; i++)
            is_there |= reader->column[i - 1] == column;
        if (!is_there)
            return error_at(err, ERR_VALUE, (struct place){reader->path, row->line, 0},
                            _("there is no column '%s', which is drawn here"),
                            reader->wanted[column].name);
    }
    return OK;
}

static enum status take_header(struct draws_reader *reader, const struct row *row,
                               struct error *err)
{
    if (strcmp(row->cells[0].text, "replicate") != 0)
        return error_at(err, ERR_VALUE, cell_at(reader, row, 0),
                        _("the first column is '%s', not 'replicate'; want a file that --draws "
                          "wrote"),
                        row->cells[0].text);
    reader->n_fields = row->n_cells;
    reader->column = arena_array(reader->arena, row->n_cells, size_t);
    if (reader->column == NULL)
        return error_memory(err);
    for (size_t i = 1; i < row->n_cells; i++)
        TRY(take_name(reader, row, i, err));
    return check_complete(reader, row, err);
}

/* Room for one more row; false when memory runs out. */
static bool make_room(struct draws_reader *reader)
{
    struct draws *out = reader->out;
    if (out->n < reader->capacity)
        return true;
    const size_t more = reader->capacity == 0 ? 256 : 2 * reader->capacity;
    double *values = arena_array(reader->arena, more * reader->n_wanted, double);
    if (values == NULL)
        return false;
    if (out->n > 0)
        memcpy(values, out->value, out->n * reader->n_wanted * sizeof *values);
    out->value = values;
    reader->capacity = more;
    return true;
}

static enum status take_word(const struct draws_reader *reader, const struct row *row, size_t i,
                             double *out, struct error *err)
{
    const struct draws_column *column = &reader->wanted[reader->column[i - 1]];
    const char *text = row->cells[i].text;
    for (size_t k = 0; k < column->n_words; k++) {
        *out = (double)k;
        if (strcmp(column->words[k], text) == 0)
            return OK;
    }
    const size_t n_blank = column->n_words > 0 && column->words[0][0] == '\0'; /* "nothing" */
    return error_at(
        err, ERR_VALUE, cell_at(reader, row, i), _("%s cannot be '%.60s'%s"), column->name, text,
        say_nearest(reader->arena, text, column->words + n_blank, column->n_words - n_blank));
}

static enum status take_number(const struct draws_reader *reader, const struct row *row, size_t i,
                               double *out, struct error *err)
{
    const struct draws_column *column = &reader->wanted[reader->column[i - 1]];
    const struct cell *cell = &row->cells[i];
    if (!text_number(cell->text, cell->n, '.', out))
        return error_at(err, ERR_VALUE, cell_at(reader, row, i), _("'%.60s' is not a number"),
                        cell->text);
    if (*out < 0 || (column->is_whole && *out != floor(*out)))
        return error_at(err, ERR_VALUE, cell_at(reader, row, i),
                        column->is_whole ? _("%s '%.60s' is not a whole number from 0 up")
                                         : _("%s '%.60s' is below 0"),
                        column->name, cell->text);
    return OK;
}

static enum status take_row(struct draws_reader *reader, const struct row *row, struct error *err)
{
    struct draws *out = reader->out;
    double replicate = 0;
    const struct cell *first = &row->cells[0];
    if (row->n_cells != reader->n_fields)
        return error_at(err, ERR_VALUE, (struct place){reader->path, row->line, 0},
                        _("the row has %zu cells, the header %zu"), row->n_cells, reader->n_fields);
    if (!text_number(first->text, first->n, '.', &replicate) || replicate != (double)(out->n + 1))
        return error_at(err, ERR_VALUE, cell_at(reader, row, 0),
                        _("replicate '%.60s' is not %zu, which is next"), first->text, out->n + 1);
    if (!make_room(reader))
        return error_memory(err);
    for (size_t i = 1; i < row->n_cells; i++) {
        const size_t column = reader->column[i - 1];
        double *to = &out->value[out->n * reader->n_wanted + column];
        TRY(reader->wanted[column].words != NULL ? take_word(reader, row, i, to, err)
                                                 : take_number(reader, row, i, to, err));
    }
    out->n++;
    return OK;
}

static enum status take_rows(struct draws_reader *reader, struct rows *rows, struct error *err)
{
    const struct row *row = NULL;
    for (bool is_header = true;; is_header = false) {
        TRY(rows_next(rows, &row, err));
        if (row == NULL)
            break;
        if (row->fault != NULL)
            return error_at(err, ERR_CSV, row->fault_at, "%s", _(row->fault));
        TRY(is_header ? take_header(reader, row, err) : take_row(reader, row, err));
    }
    if (reader->out->n > 0)
        return OK;
    return error_at(err, ERR_VALUE, (struct place){reader->path, 0, 0}, "%s",
                    _("there are no draws in this file"));
}

enum status draws_read(const char *path, const struct draws_column *wanted, size_t n,
                       struct arena *arena, struct draws *out, struct error *err)
{
    struct draws_reader reader = {
        .path = path, .wanted = wanted, .n_wanted = n, .arena = arena, .out = out};
    struct rows *rows = NULL;
    *out = (struct draws){0};
    TRY(rows_open(path, (struct rows_options){.delimiter = ','}, &rows, err));
    const enum status status = take_rows(&reader, rows, err);
    rows_close(rows);
    return status;
}
