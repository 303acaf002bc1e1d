/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A chart (ECMA-376-1 21.2). */
#include "lint/inside.h"

#include <string.h>

struct reader {
    struct lint_book *book;
    struct lint_chart *chart;
    struct gathered text;
    /* depth of the element that is being read; 0: none */
    int series, values, axis, plot, line, marker, skipped;
    bool is_in_formula, axis_is_titled, axis_is_deleted, is_line_chart;
};

static bool ends_in(const char *text, const char *end)
{
    const size_t n = strlen(text), m = strlen(end);
    return n >= m && strcmp(text + n - m, end) == 0;
}

static enum status begin_series(struct reader *r, int depth, struct error *err)
{
    struct lint_chart *chart = r->chart;
    struct lint_series *list =
        MORE(r->book, chart->series, chart->n_series, chart->series_capacity, struct lint_series);
    if (list == NULL)
        return error_memory(err);
    chart->series = list;
    list[chart->n_series++] = (struct lint_series){.values = "",
                                                   .symbol = "",
                                                   .dash = "",
                                                   .colour = "",
                                                   .is_line = r->is_line_chart,
                                                   .has_line = true};
    r->series = depth;
    return OK;
}

static enum status in_series(struct reader *r, const struct xml_element *element, struct error *err)
{
    struct lint_series *series = &r->chart->series[r->chart->n_series - 1];
    const int depth = element->depth;
    if (depth == r->series + 1) {
        r->values = is_element(element, "val") || is_element(element, "yVal") ? depth : 0;
        r->line = is_element(element, "spPr") ? depth : 0;
        r->marker = is_element(element, "marker") ? depth : 0;
        series->is_named |= is_element(element, "tx");
    }
    r->is_in_formula = r->values > 0 && is_element(element, "f");
    if (r->marker > 0 && is_element(element, "symbol"))
        return keep(r->book, xml_attribute(element, "val"), &series->symbol, err);
    if (r->line > 0 && is_element(element, "prstDash"))
        return keep(r->book, xml_attribute(element, "val"), &series->dash, err);
    if ((r->line > 0 || r->marker > 0) && series->colour[0] == '\0' &&
        (is_element(element, "srgbClr") || is_element(element, "schemeClr")))
        return keep(r->book, xml_attribute(element, "val"), &series->colour, err);
    if (r->line > 0 && is_element(element, "noFill") && depth == r->line + 2)
        series->has_line = false;
    return OK;
}

static void begin_axis(struct reader *r, int depth)
{
    r->axis = depth;
    r->axis_is_titled = r->axis_is_deleted = false;
}

static void in_chart(struct reader *r, const struct xml_element *element)
{
    struct lint_chart *chart = r->chart;
    const char *name = element->name;
    if (strcmp(name, "plotArea") == 0)
        r->plot = element->depth;
    else if (r->plot > 0 && ends_in(name, "Chart"))
        r->is_line_chart = strcmp(name, "lineChart") == 0 || strcmp(name, "scatterChart") == 0;
    else if (r->plot > 0 && r->axis == 0 && ends_in(name, "Ax") && element->depth == r->plot + 1)
        begin_axis(r, element->depth);
    else if (r->axis > 0 && strcmp(name, "title") == 0)
        r->axis_is_titled = true;
    else if (r->axis > 0 && strcmp(name, "delete") == 0)
        r->axis_is_deleted = attribute_val(element);
    else if (r->axis == 0 && strcmp(name, "title") == 0)
        chart->has_title = true;
    else if (strcmp(name, "autoTitleDeleted") == 0)
        chart->has_no_auto_title = attribute_val(element);
    else if (strcmp(name, "legend") == 0)
        chart->has_legend = true;
}

static enum status on_start(const struct xml_element *element, void *context, struct error *err)
{
    struct reader *r = context;
    if (r->skipped == 0 && is_element(element, "extLst"))
        r->skipped = element->depth;
    if (r->skipped > 0)
        return OK;
    if (is_element(element, "showSerName") || is_element(element, "showCatName"))
        r->chart->has_labels |= attribute_val(element);
    if (is_element(element, "dataTable") || is_element(element, "dTable"))
        r->chart->has_labels = true;
    if (r->series > 0)
        return in_series(r, element, err);
    if (r->plot > 0 && is_element(element, "ser"))
        return begin_series(r, element->depth, err);
    in_chart(r, element);
    return OK;
}

static enum status on_text(const char *text, size_t n, void *context, struct error *err)
{
    struct reader *r = context;
    return r->is_in_formula ? gather(&r->text, text, n, err) : OK;
}

static enum status on_end(const struct xml_element *element, void *context, struct error *err)
{
    struct reader *r = context;
    if (r->is_in_formula && is_element(element, "f")) {
        struct lint_series *series = &r->chart->series[r->chart->n_series - 1];
        TRY(keep(r->book, gathered_text(&r->text), &series->values, err));
        r->text.n = 0;
        r->is_in_formula = false;
    }
    if (element->depth == r->skipped)
        r->skipped = 0;
    if (element->depth == r->series)
        r->series = r->values = r->line = r->marker = 0;
    if (element->depth == r->plot)
        r->plot = 0;
    if (element->depth != r->axis)
        return OK;
    r->axis = 0;
    r->chart->n_axes += r->axis_is_deleted ? 0 : 1;
    r->chart->n_untitled += r->axis_is_deleted || r->axis_is_titled ? 0 : 1;
    return OK;
}

enum status lint_read_chart(struct lint_book *book, const char *part, struct lint_chart *out,
                            struct error *err)
{
    struct reader reader = {.book = book, .chart = out};
    *out = (struct lint_chart){0};
    const enum status status = part_read(
        book, part,
        (struct xml_options){.start = on_start, .end = on_end, .text = on_text, .context = &reader},
        err);
    gathered_free(&reader.text);
    return status;
}
