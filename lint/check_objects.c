/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/text.h"
#include "lint/checks.h"
#include "lint/inside.h"

#include <string.h>
#include <strings.h>

static const char *kind_name(enum object_kind kind)
{
    static const char *const names[] = {
        [OBJECT_PICTURE] = N_("the picture %s"), [OBJECT_CHART] = N_("the chart %s"),
        [OBJECT_SHAPE] = N_("the shape %s"),     [OBJECT_LINE] = N_("the line %s"),
        [OBJECT_GROUP] = N_("the group %s"),
    };
    return names[kind];
}

static struct lint_area place_of(const struct lint_object *object)
{
    if (object->row == 0 || object->column == 0)
        return (struct lint_area){0};
    return lint_at(object->row, object->column);
}

/* --- alternative texts ----------------------------------------------------------------------- */

static bool is_file_name(const char *text)
{
    static const char *const ends[] = {".png", ".jpg", ".jpeg", ".gif", ".bmp",
                                       ".svg", ".emf", ".wmf",  ".tif", ".tiff"};
    const size_t n = strlen(text);
    for (size_t i = 0; i < COUNT(ends); i++)
        if (n > strlen(ends[i]) && strcasecmp(text + n - strlen(ends[i]), ends[i]) == 0)
            return true;
    return false;
}

/* "Chart 1", "bild", "Diagram": what anybody hears anyway. */
static bool is_empty_word(struct checked *c, const char *text)
{
    static const char *const words[] = {"chart", "picture", "image",   "graph", "figure", "shape",
                                        "photo", "logo",    "diagram", "bild",  "figur",  "graf",
                                        "foto",  "form",    "object",  "objekt"};
    const char *folded = text_folded(c->report->arena, text);
    c->report->is_out_of_memory |= folded == NULL;
    for (size_t i = 0; folded != NULL && i < COUNT(words); i++) {
        const size_t n = strlen(words[i]);
        if (strncmp(folded, words[i], n) == 0 &&
            folded[n + strspn(folded + n, " 0123456789.:")] == '\0')
            return true;
    }
    return false;
}

static void check_alt(struct checked *c, const struct lint_sheet *sheet,
                      const struct lint_object *object)
{
    enum { SHORT = 30, LONG = 2079 };
    const struct lint_area at = place_of(object);
    const char *alt = object->alt;
    if (lint_is_blank(alt)) {
        const bool speaks = object->has_text && object->kind == OBJECT_SHAPE;
        if (!object->is_decorative && !speaks)
            lint_add(c->report, RULE_ALT_MISSING, sheet, at, _(kind_name(object->kind)),
                     lint_quote(c->report, object->name));
        return;
    }
    if (is_file_name(alt))
        lint_add(c->report, RULE_ALT_FILE_NAME, sheet, at, "%s", lint_quote(c->report, alt));
    else if (is_empty_word(c, alt) || strcmp(alt, object->name) == 0)
        lint_add(c->report, RULE_ALT_EMPTY_WORDS, sheet, at, "%s", lint_quote(c->report, alt));
    else if (object->kind == OBJECT_CHART && strlen(alt) < SHORT)
        lint_add(c->report, RULE_ALT_SHORT, sheet, at, "%s", lint_quote(c->report, alt));
    if (strlen(alt) > LONG)
        lint_add(c->report, RULE_ALT_LONG, sheet, at, _("%zu bytes: %s"), strlen(alt),
                 lint_quote(c->report, alt));
}

/* --- charts ---------------------------------------------------------------------------------- */

static bool is_titled(const struct lint_chart *chart)
{
    const bool by_series =
        !chart->has_no_auto_title && chart->n_series == 1 && chart->series[0].is_named;
    return chart->has_title || by_series;
}

/* Whether two lines have the same marker and the same dash, and yet another colour. One without
   a marker of its own gets one by its number. */
static bool are_alike(const struct lint_series *a, const struct lint_series *b)
{
    if (!a->is_line || !b->is_line || a->symbol[0] == '\0' || strcmp(a->symbol, b->symbol) != 0)
        return false;
    const bool same_line = a->has_line == b->has_line && strcmp(a->dash, b->dash) == 0;
    return same_line && a->colour[0] != '\0' && b->colour[0] != '\0' &&
           strcmp(a->colour, b->colour) != 0;
}

enum { MOST_SERIES = 200 };

/* Series that draw from the same cells, such as a mark and its interval, are one to the reader. */
static size_t count_series(const struct lint_chart *chart)
{
    size_t n = 0;
    for (size_t i = 0; i < chart->n_series && i < MOST_SERIES; i++) {
        size_t j = 0;
        while (j < i && (chart->series[i].values[0] == '\0' ||
                         strcmp(chart->series[i].values, chart->series[j].values) != 0))
            j++;
        n += j == i ? 1 : 0;
    }
    return n;
}

static bool has_alike(const struct lint_chart *chart)
{
    for (size_t i = 0; i < chart->n_series && i < MOST_SERIES; i++)
        for (size_t j = 0; j < i; j++)
            if (are_alike(&chart->series[i], &chart->series[j]))
                return true;
    return false;
}

/* The first cell with text that a series takes for a number, or NULL. */
static const struct lint_cell *text_in(struct checked *c, const struct lint_sheet *sheet,
                                       const struct lint_area *area)
{
    for (size_t i = lint_row_start(sheet, area->top);
         i < sheet->n_cells && sheet->cells[i].row <= area->bottom && may_look(c, 1); i++) {
        const struct lint_cell *cell = &sheet->cells[i];
        if (cell->kind == VALUE_TEXT && !cell->has_formula &&
            lint_is_inside(area, cell->row, cell->column))
            return cell;
    }
    return NULL;
}

static void check_values(struct checked *c, const struct lint_sheet *sheet,
                         const struct lint_object *object, const struct lint_series *series)
{
    const struct lint_sheet *from = NULL;
    struct lint_area area = {0};
    if (strstr(series->values, "#REF!") != NULL) {
        lint_add(c->report, RULE_BROKEN_REFERENCE, sheet, place_of(object), _("the chart %s"),
                 lint_quote(c->report, object->name));
        return;
    }
    if (!lint_reference(c->book, series->values, &from, &area))
        return;
    const struct lint_cell *cell = from == NULL ? NULL : text_in(c, from, &area);
    if (from == NULL && strchr(series->values, '[') == NULL)
        lint_add(c->report, RULE_BROKEN_REFERENCE, sheet, place_of(object),
                 _("the chart %s draws from %s, and there is no such sheet"),
                 lint_quote(c->report, object->name), lint_quote(c->report, series->values));
    if (cell == NULL)
        return;
    char name[LINT_AREA_SIZE];
    lint_add(c->report, RULE_CHART_TEXT, sheet, place_of(object),
             _("the chart %s draws from %s, where %s says %s"), lint_quote(c->report, object->name),
             lint_quote(c->report, series->values),
             lint_area_name(lint_at(cell->row, cell->column), name),
             lint_quote(c->report, lint_text_of(c->book, cell)));
}

static void check_chart(struct checked *c, const struct lint_sheet *sheet,
                        const struct lint_object *object, const struct lint_chart *chart)
{
    const struct lint_area at = place_of(object);
    const char *name = lint_quote(c->report, object->name);
    if (!is_titled(chart))
        lint_add(c->report, RULE_CHART_TITLE, sheet, at, _("the chart %s"), name);
    if (chart->n_untitled > 0)
        lint_add(c->report, RULE_CHART_AXIS, sheet, at, _("the chart %s: %zu of %zu axes"), name,
                 chart->n_untitled, chart->n_axes);
    const size_t n = count_series(chart);
    if (n > 1 && !chart->has_legend && !chart->has_labels)
        lint_add(c->report, RULE_CHART_LEGEND, sheet, at, _("the chart %s has %zu series"), name,
                 n);
    if (has_alike(chart))
        lint_add(c->report, RULE_CHART_ALIKE, sheet, at, _("the chart %s"), name);
    for (size_t i = 0; i < chart->n_series; i++)
        check_values(c, sheet, object, &chart->series[i]);
}

enum status check_objects(struct checked *c, const struct lint_sheet *sheet, struct error *err)
{
    for (size_t i = 0; i < sheet->n_objects; i++) {
        const struct lint_object *object = &sheet->objects[i];
        if (!object->is_inside)
            check_alt(c, sheet, object);
        if (object->has_text && object->kind == OBJECT_SHAPE)
            lint_add(c->report, RULE_TEXT_BOX, sheet, place_of(object), _("the shape %s"),
                     lint_quote(c->report, object->name));
        if (object->chart[0] == '\0')
            continue;
        struct lint_chart chart;
        TRY(lint_read_chart(c->book, object->chart, &chart, err));
        check_chart(c, sheet, object, &chart);
    }
    return OK;
}
