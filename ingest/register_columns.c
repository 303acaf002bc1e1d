/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/register_columns.h"

#include "base/text.h"

#include <string.h>

struct header_reading {
    struct frame *frame;
    struct rows *rows;
    struct wave *wave;
    struct register_columns *out;
};

static int find_column(const struct frame *frame, const char *name)
{
    for (size_t i = 0; i < frame->n_columns; i++)
        if (strcmp(frame->columns[i], name) == 0)
            return (int)i;
    return NO_COLUMN;
}

bool frame_has(void *frame, const char *name)
{
    return find_column(frame, name) != NO_COLUMN;
}

size_t register_columns_fit(void *context, const struct row *row)
{
    const struct form *form = context;
    size_t n_fitting = 0;
    for (size_t i = 0; i < row->n_cells; i++) {
        size_t n;
        const char *name = text_trimmed(row->cells[i].text, &n);
        bool is_wanted =
            strlen(form->settings.unit_key) == n && memcmp(form->settings.unit_key, name, n) == 0;
        for (size_t k = 0; k < form->n_indicators && !is_wanted; k++) {
            const char *source = form->indicators[k].source;
            is_wanted = source != NULL && strlen(source) == n && memcmp(source, name, n) == 0;
        }
        n_fitting += is_wanted;
    }
    return n_fitting;
}

static enum status no_column(const struct header_reading *in, const char *name, const char *setting,
                             long line, struct error *err)
{
    const char *near = text_nearest(name, in->frame->columns, in->frame->n_columns);
    const struct place at = {rows_path(in->rows), line, 0};
    if (near != NULL)
        return error_at(err, ERR_TABLE, at,
                        _("there is no column '%s', which settings.csv names as %s; did you mean "
                          "'%s'?"),
                        name, setting, near);
    return error_at(err, ERR_TABLE, at,
                    _("there is no column '%s', which settings.csv names as %s"), name, setting);
}

static bool is_same_ignoring_case(const char *a, const char *b)
{
    for (; *a != '\0' && *b != '\0'; a++, b++) {
        const char x = *a >= 'A' && *a <= 'Z' ? (char)(*a + 32) : *a;
        const char y = *b >= 'A' && *b <= 'Z' ? (char)(*b + 32) : *b;
        if (x != y)
            return false;
    }
    return *a == *b;
}

static enum status check_name(const struct header_reading *in, size_t i, long line,
                              struct error *err)
{
    const struct place at = {rows_path(in->rows), line, (int)i + 1};
    const char *name = in->frame->columns[i];
    if (name[0] == '\0')
        return error_at(err, ERR_TABLE, at, "%s", _("a column without a name"));
    if (is_same_ignoring_case(name, "unit_id"))
        return error_at(err, ERR_TABLE, at,
                        _("'%s' is a name that the store uses itself: rename the column"), name);
    for (size_t k = 0; k < i; k++)
        if (is_same_ignoring_case(in->frame->columns[k], name))
            return error_at(err, ERR_TABLE, at,
                            _("'%s' is also column %zu, if case is ignored: rename one of them"),
                            name, k + 1);
    return OK;
}

static enum status take_header(struct header_reading *in, const struct row *row, struct error *err)
{
    struct frame *frame = in->frame;
    frame->columns = arena_array(in->wave->arena, row->n_cells, const char *);
    if (frame->columns == NULL)
        return error_memory(err);
    for (size_t i = 0; i < row->n_cells; i++) {
        size_t n;
        const char *name = text_trimmed(row->cells[i].text, &n);
        frame->columns[i] = arena_text_n(in->wave->arena, name, n);
        if (frame->columns[i] == NULL)
            return error_memory(err);
        frame->n_columns = i + 1;
        TRY(check_name(in, i, row->line, err));
    }
    const struct settings *settings = &in->wave->form->settings;
    in->out->key = find_column(frame, settings->unit_key);
    in->out->orgnr = find_column(frame, "orgnr");
    in->out->successor_of = find_column(frame, "successor_of");
    in->out->name =
        settings->name_column == NULL ? NO_COLUMN : find_column(frame, settings->name_column);
    if (in->out->key == NO_COLUMN)
        return no_column(in, settings->unit_key, "unit_key", row->line, err);
    in->out->shape = (struct row_shape){.role = "register",
                                        .n_cells = frame->n_columns,
                                        .n_named = frame->n_columns,
                                        .key = in->out->key,
                                        .key_name = settings->unit_key};
    if (settings->name_column != NULL && in->out->name == NO_COLUMN)
        return no_column(in, settings->name_column, "name_column", row->line, err);
    return OK;
}

static enum status read_header(struct header_reading *in, struct error *err)
{
    const struct row *row = NULL;
    TRY(rows_next(in->rows, &row, err));
    if (row == NULL)
        return error_at(err, ERR_TABLE, (struct place){rows_path(in->rows), 0, 0}, "%s",
                        _("the file is empty: wanted a header with the names of the columns"));
    if (row->fault != NULL)
        return error_at(err, ERR_TABLE, row->fault_at, "%s", _(row->fault));
    return take_header(in, row, err);
}

/* Where the indicators' sources are, and which columns hold numbers. */
static enum status link_indicators(struct header_reading *in, struct error *err)
{
    const struct form *form = in->wave->form;
    struct frame *frame = in->frame;
    struct arena *arena = in->wave->arena;
    frame->n_indicators = form->n_indicators;
    frame->column = arena_array(arena, form->n_indicators, int);
    frame->levels = arena_array(arena, form->n_indicators, struct levels);
    frame->numbers = arena_array(arena, frame->n_columns, double *);
    frame->names = arena_array(arena, FRAME_NAMED, const char *);
    in->out->is_number = arena_array(arena, frame->n_columns, bool);
    if (frame->column == NULL || frame->levels == NULL || frame->numbers == NULL ||
        frame->names == NULL || in->out->is_number == NULL)
        return error_memory(err);
    for (size_t i = 0; i < form->n_indicators; i++) {
        const struct indicator *indicator = &form->indicators[i];
        const bool is_here = indicator->type != INDICATOR_AGGREGATE && indicator->question == NULL;
        frame->column[i] = is_here ? find_column(frame, indicator->source) : NO_COLUMN;
        if (frame->column[i] != NO_COLUMN &&
            (indicator->type != INDICATOR_GROUP || indicator->breaks != NULL))
            in->out->is_number[frame->column[i]] = true;
    }
    return OK;
}

enum status register_columns_read(struct frame *frame, struct rows *rows, struct wave *wave,
                                  struct register_columns *out, struct error *err)
{
    struct header_reading in = {frame, rows, wave, out};
    *out = (struct register_columns){0};
    TRY(read_header(&in, err));
    return link_indicators(&in, err);
}
