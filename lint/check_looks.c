/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/ooxml.h"
#include "lint/checks.h"
#include "lint/colour.h"

#include <libintl.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { BLACK = 0x000000, WHITE = 0xFFFFFF };

/* --- contrast -------------------------------------------------------------------------------- */

/* What WCAG asks: less of large text, that is from 18 points, or 14 bold. */
static double wanted_contrast(const struct lint_style *style)
{
    const bool is_large = style->size >= 18 || (style->is_bold && style->size >= 14);
    return is_large ? 3 : 4.5;
}

/* Whether a font (automatic: black) on a fill (none: white) can be told and is too weak. */
static bool is_weak(int32_t *font, int32_t *fill, const struct lint_style *style)
{
    *font = *font == COLOUR_NONE ? BLACK : *font;
    *fill = *fill == COLOUR_NONE ? WHITE : *fill;
    return *font >= 0 && *fill >= 0 && colour_contrast(*font, *fill) < wanted_contrast(style);
}

static const char *contrast_in_words(struct checked *c, int32_t font, int32_t fill)
{
    return lint_say(c->report, _("%.1f:1 (%06X on %06X)"), colour_contrast(font, fill),
                    (unsigned)font, (unsigned)fill);
}

/* The style of a table fills its header and totals, and dark ones all of it, in colours that depend
   on the theme and on the program. */
static bool has_unknown_ground(const struct lint_sheet *sheet, const struct lint_cell *cell)
{
    const struct lint_table *table = table_at(sheet, cell->row, cell->column);
    if (table == NULL || table->style[0] == '\0')
        return false;
    const bool is_edge = (cell->row == table->area.top && table->header_rows > 0) ||
                         (cell->row == table->area.bottom && table->total_rows > 0);
    const bool is_known = strncmp(table->style, "TableStyleLight", 15) == 0 ||
                          strncmp(table->style, "TableStyleMedium", 16) == 0;
    return is_edge || !is_known;
}

/* --- number formats -------------------------------------------------------------------------- */

/* The number of sections that hide what is in them; all of ";;;" do. */
static bool hides(const char *format)
{
    return format[0] == ';' && strspn(format, ";") == strlen(format) && strlen(format) >= 2;
}

static bool is_coloured(const char *section, size_t n)
{
    static const char *const colours[] = {"Red",    "Röd",   "Blue", "Green", "Magenta",
                                          "Yellow", "Color", "Cyan", "Färg",  "Rot"};
    const char *open = memchr(section, '[', n);
    for (size_t i = 0; open != NULL && i < COUNT(colours); i++)
        if (strncasecmp(open + 1, colours[i], strlen(colours[i])) == 0)
            return true;
    return false;
}

/* Whether the section for negative numbers gives them a colour and no sign. Conditions in a format
   change what its sections are for, and are left alone. */
static bool has_red_alone(const char *format)
{
    const char *second = strchr(format, ';');
    if (second == NULL || strpbrk(format, "<>=") != NULL)
        return false;
    second++;
    const size_t n = strcspn(second, ";");
    if (!is_coloured(second, n))
        return false;
    for (size_t i = 0; i < n; i++)
        if (strchr("-(\"\\", second[i]) != NULL ||
            strncmp(second + i, "\xE2\x88\x92", 3) == 0) /* U+2212 */
            return false;
    return true;
}

/* --- styles in use --------------------------------------------------------------------------- */

struct use { /* of a style on this sheet */
    size_t n, n_weak;
    const struct lint_cell *first, *first_weak, *first_number;
    bool is_weak;
};

static void see(const struct lint_sheet *sheet, struct use *use, const struct lint_style *style,
                const struct lint_cell *cell)
{
    if (use->n++ == 0)
        use->first = cell;
    if (use->first_number == NULL && cell->kind == VALUE_NUMBER)
        use->first_number = cell;
    if (!use->is_weak || (style->fill == COLOUR_NONE && has_unknown_ground(sheet, cell)))
        return;
    if (use->n_weak++ == 0)
        use->first_weak = cell;
}

static void say(struct checked *c, const struct lint_sheet *sheet, const struct use *use,
                const struct lint_style *style)
{
    enum { SMALL = 9 };
    int32_t font = style->font, fill = style->fill;
    if (use->n_weak > 0 && is_weak(&font, &fill, style))
        lint_add(c->report, RULE_CONTRAST, sheet,
                 lint_at(use->first_weak->row, use->first_weak->column),
                 ngettext("%s in %zu cell, here", "%s in %zu cells, the first here", use->n_weak),
                 contrast_in_words(c, font, fill), use->n_weak);
    if (use->n > 0 && style->size > 0 && style->size < SMALL)
        lint_add(c->report, RULE_SMALL_TEXT, sheet, lint_at(use->first->row, use->first->column),
                 ngettext("%g points in %zu cell, here", "%g points in %zu cells, the first here",
                          use->n),
                 style->size, use->n);
    if (use->first_number != NULL && has_red_alone(style->format))
        lint_add(c->report, RULE_RED_NEGATIVE, sheet,
                 lint_at(use->first_number->row, use->first_number->column),
                 _("the number format %s"), lint_quote(c->report, style->format));
}

/* White is what all cells are without a fill. */
static void check_fills(struct checked *c, const struct lint_sheet *sheet, const struct use *uses)
{
    const struct lint_cell *first = NULL;
    size_t n = 0;
    for (size_t i = 0; i < c->book->n_styles; i++) {
        const int32_t fill = c->book->styles[i].fill;
        if (uses[i].n == 0 || fill == COLOUR_NONE || fill == WHITE)
            continue;
        const struct lint_cell *one = uses[i].first;
        if (n == 0 || one < first) /* both of the sheet's array */
            first = one;
        n += uses[i].n;
    }
    if (n > 0)
        lint_add(c->report, RULE_FILL, sheet, lint_at(first->row, first->column),
                 ngettext("%zu cell, here", "%zu cells, the first here", n), n);
}

static void check_styles(struct checked *c, const struct lint_sheet *sheet)
{
    const struct lint_book *book = c->book;
    struct use *uses = calloc(book->n_styles + 1, sizeof *uses);
    if (uses == NULL) {
        c->report->is_out_of_memory = true;
        return;
    }
    for (size_t i = 0; i < book->n_styles; i++) {
        const struct lint_style *style = &book->styles[i];
        int32_t font = style->font, fill = style->fill;
        uses[i].is_weak = !hides(style->format) && is_weak(&font, &fill, style);
    }
    for (size_t i = 0; i < sheet->n_cells && book->n_styles > 0; i++) {
        const struct lint_style *style = lint_style_of(book, &sheet->cells[i]);
        see(sheet, &uses[style - book->styles], style, &sheet->cells[i]);
    }
    for (size_t i = 0; i < book->n_styles; i++)
        say(c, sheet, &uses[i], &book->styles[i]);
    check_fills(c, sheet, uses);
    free(uses);
}

/* --- conditional formats --------------------------------------------------------------------- */

/* The first cell that holds something in the first area of a conditional format. */
static const struct lint_cell *first_cell(struct checked *c, const struct lint_sheet *sheet,
                                          const char *areas, struct lint_area *area)
{
    if (lint_read_area(areas, area) == NULL)
        return NULL;
    for (size_t i = lint_row_start(sheet, area->top);
         i < sheet->n_cells && sheet->cells[i].row <= area->bottom && may_look(c, 1); i++)
        if (lint_is_inside(area, sheet->cells[i].row, sheet->cells[i].column))
            return &sheet->cells[i];
    return NULL;
}

static bool is_graphic(const char *type)
{
    return strcmp(type, "colorScale") == 0 || strcmp(type, "dataBar") == 0 ||
           strcmp(type, "iconSet") == 0;
}

static void check_format(struct checked *c, const struct lint_sheet *sheet,
                         const struct lint_format *format)
{
    struct lint_area area = {0};
    const struct lint_cell *cell = first_cell(c, sheet, format->areas, &area);
    if (cell == NULL)
        return;
    const struct lint_style *style = lint_style_of(c->book, cell);
    if (is_graphic(format->type) && (format->hides_value || hides(style->format)))
        lint_add(c->report, RULE_COLOUR_ALONE, sheet, area, "%s", format->type);
    if (format->dxf < 0 || (size_t)format->dxf >= c->book->n_dxfs)
        return;
    const struct lint_dxf *dxf = &c->book->dxfs[format->dxf];
    int32_t font = dxf->font != COLOUR_NONE ? dxf->font : style->font;
    int32_t fill = dxf->fill != COLOUR_NONE ? dxf->fill : style->fill;
    const bool changes = dxf->font != COLOUR_NONE || dxf->fill != COLOUR_NONE;
    if (changes && is_weak(&font, &fill, style))
        lint_add(c->report, RULE_CONTRAST_FORMAT, sheet, area, "%s",
                 contrast_in_words(c, font, fill));
}

void check_looks(struct checked *c, const struct lint_sheet *sheet)
{
    if (may_look(c, c->book->n_styles))
        check_styles(c, sheet);
    for (size_t i = 0; i < sheet->n_formats; i++)
        check_format(c, sheet, &sheet->formats[i]);
}
