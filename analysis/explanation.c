/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/explanation.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static const char *format_text(struct explanation *e, const char *format, va_list arguments)
{
    va_list again;
    va_copy(again, arguments);
    const int n = vsnprintf(NULL, 0, format, again);
    va_end(again);
    char *text = n < 0 ? NULL : arena_array(e->arena, (size_t)n + 1, char);
    if (text == NULL) {
        e->is_out_of_memory = true;
        return "";
    }
    vsnprintf(text, (size_t)n + 1, format, arguments);
    return text;
}

const char *explanation_text(struct explanation *e, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    const char *text = format_text(e, format, arguments);
    va_end(arguments);
    return text;
}

static void add(struct explanation *e, struct explain_part part)
{
    struct explain_part *list =
        arena_grown(e->arena, e->list, e->n, &e->capacity, struct explain_part);
    if (list == NULL) {
        e->is_out_of_memory = true;
        return;
    }
    e->list = list;
    list[e->n++] = part;
}

void explanation_note(struct explanation *e, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    const char *text = format_text(e, format, arguments);
    va_end(arguments);
    add(e, (struct explain_part){.kind = EXPLAIN_NOTE, .text = text, .value = MISSING});
}

void explanation_step(struct explanation *e, double value, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    const char *text = format_text(e, format, arguments);
    va_end(arguments);
    add(e, (struct explain_part){.kind = EXPLAIN_STEP, .text = text, .value = value});
}

void explanation_result(struct explanation *e, double value)
{
    const double want = e->want;
    const double room = 1e-9 * fmax(1, fabs(want));
    const bool is_same = is_missing(want) ? is_missing(value) : fabs(value - want) <= room;
    e->value = value;
    e->reproduced = is_same ? REPRODUCED_YES : REPRODUCED_NO;
}

struct explain_table *explanation_table(struct explanation *e, const char *key, const char *title,
                                        const struct explain_column *columns, size_t n_columns)
{
    struct explain_table *table = arena_new(e->arena, struct explain_table);
    if (table == NULL) {
        e->is_out_of_memory = true;
        return NULL;
    }
    *table = (struct explain_table){
        .key = key, .title = title, .columns = columns, .n_columns = n_columns};
    add(e, (struct explain_part){.kind = EXPLAIN_TABLE, .value = MISSING, .table = table});
    return table;
}

void explanation_row(struct explanation *e, struct explain_table *table,
                     const struct explain_cell *cells)
{
    if (table == NULL)
        return;
    const size_t size = table->n_columns * sizeof *cells;
    void *grown = arena_grow(e->arena, table->cells, table->n_rows, &table->capacity, size);
    if (grown == NULL) {
        e->is_out_of_memory = true;
        return;
    }
    table->cells = grown;
    memcpy(table->cells + table->n_rows * table->n_columns, cells, size);
    table->n_rows++;
}

void explanation_relate(struct explanation *e, const struct figures *figures, const char *id,
                        const char *why)
{
    const struct figure *figure = id == NULL ? NULL : figures_find(figures, id);
    e->is_out_of_memory |= id == NULL;
    if (figure == NULL || figure == e->figure)
        return;
    for (size_t i = 0; i < e->n_related; i++)
        if (e->related[i].figure == figure)
            return;
    struct explain_related *list = arena_grown(e->arena, e->related, e->n_related,
                                               &e->related_capacity, struct explain_related);
    if (list == NULL) {
        e->is_out_of_memory = true;
        return;
    }
    e->related = list;
    list[e->n_related++] = (struct explain_related){figure, why};
}
