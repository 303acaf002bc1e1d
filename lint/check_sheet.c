/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/ooxml.h"
#include "lint/checks.h"

#include <ctype.h>
#include <libintl.h>
#include <string.h>
#include <strings.h>

static const struct lint_area nowhere;

/* --- the corner ------------------------------------------------------------------------------ */

static void check_corner(struct checked *c, const struct lint_sheet *sheet)
{
    if (sheet->n_cells == 0)
        return;
    const struct lint_cell *first = &sheet->cells[0];
    const struct lint_table *table = table_at(sheet, 1, 1);
    if (first->row > 1)
        lint_add(c->report, RULE_BLANK_FIRST_ROWS, sheet, lint_at(first->row, first->column), "%s",
                 _("what the sheet says begins here"));
    else if (first->column > 1)
        lint_add(c->report, RULE_A1_BLANK, sheet, lint_at(1, 1), "%s", _("blank"));
    else if (table != NULL)
        lint_add(c->report, RULE_A1_IN_TABLE, sheet, lint_at(1, 1), _("the table %s begins here"),
                 lint_quote(c->report, table->name));
    if (sheet->n_tables > 0 && table == NULL && first->row == 1 &&
        (lint_cell_at(sheet, 2, 1) == NULL || table_at(sheet, 2, 1) != NULL))
        lint_add(c->report, RULE_A2_BLANK, sheet, lint_at(2, 1), "%s", _("no description"));
}

static void check_view(struct checked *c, const struct lint_sheet *sheet)
{
    const bool is_elsewhere = sheet->cursor[0] != '\0' && strcmp(sheet->cursor, "A1") != 0;
    if (sheet->is_frozen)
        lint_add(c->report, RULE_FROZEN, sheet, nowhere, "%s", _("frozen panes"));
    else if (is_elsewhere)
        lint_add(c->report, RULE_CURSOR, sheet, nowhere, _("the cursor stands in %s"),
                 lint_quote(c->report, sheet->cursor));
    else if (sheet->is_scrolled)
        lint_add(c->report, RULE_CURSOR, sheet, nowhere, "%s", _("the sheet is scrolled"));
}

/* --- what is hidden -------------------------------------------------------------------------- */

/* Hidden columns without anything in them are the edge of the sheet, drawn by its author. */
static bool holds_cells(struct checked *c, const struct lint_sheet *sheet,
                        const struct lint_columns *columns)
{
    if (columns->first > sheet->used.right || columns->last < sheet->used.left ||
        !may_look(c, sheet->n_cells))
        return false;
    for (size_t i = 0; i < sheet->n_cells; i++)
        if (sheet->cells[i].column >= columns->first && sheet->cells[i].column <= columns->last)
            return true;
    return false;
}

static void check_hidden(struct checked *c, const struct lint_sheet *sheet)
{
    if (sheet->n_hidden_rows > 0)
        lint_add(c->report, RULE_HIDDEN_ROWS, sheet,
                 (struct lint_area){sheet->hidden_row, 1, sheet->hidden_row, 1},
                 ngettext("%zu row with something in it, row %u",
                          "%zu rows with something in them, the first is row %u",
                          sheet->n_hidden_rows),
                 sheet->n_hidden_rows, sheet->hidden_row);
    for (size_t i = 0; i < sheet->n_columns && sheet->n_cells > 0; i++) {
        const struct lint_columns *columns = &sheet->columns[i];
        if (columns->is_hidden && holds_cells(c, sheet, columns))
            lint_add(c->report, RULE_HIDDEN_COLUMNS, sheet,
                     (struct lint_area){1, columns->first, 1, columns->last}, "%s",
                     _("hidden, with something in them"));
    }
}

/* --- paper ----------------------------------------------------------------------------------- */

/* Whether a header or footer says more than the page, the date or the sheet (ECMA-376-1
   18.3.1.46). */
static bool says_something(const char *text)
{
    for (; *text != '\0'; text++) {
        if (*text != '&') {
            if (!isspace((unsigned char)*text) && strchr("/-()", *text) == NULL)
                return true;
        } else if (text[1] == '"') {
            text++;
            text += strcspn(text + 1, "\"") + (text[1 + strcspn(text + 1, "\"")] != '\0' ? 1 : 0);
        } else if (isdigit((unsigned char)text[1])) {
            text += strspn(text + 1, "0123456789");
        } else if (text[1] != '\0') {
            text++;
        }
    }
    return false;
}

static bool repeats_rows(const struct lint_book *book, const struct lint_sheet *sheet)
{
    const long number = sheet - book->sheets;
    for (size_t i = 0; i < book->n_names; i++)
        if (book->names[i].sheet == number &&
            strcasecmp(book->names[i].name, "_xlnm.Print_Titles") == 0)
            return true;
    return false;
}

static double width_of(const struct lint_sheet *sheet)
{
    double width = sheet->default_width * sheet->used.right;
    for (size_t i = 0; i < sheet->n_columns; i++) {
        const struct lint_columns *columns = &sheet->columns[i];
        if (columns->first > sheet->used.right)
            continue;
        const uint32_t last = columns->last < sheet->used.right ? columns->last : sheet->used.right;
        width += (last - columns->first + 1) *
                 ((columns->is_hidden ? 0 : columns->width) - sheet->default_width);
    }
    return width;
}

static void check_paper(struct checked *c, const struct lint_sheet *sheet)
{
    enum { LINES = 50, PORTRAIT = 95, LANDSCAPE = 145 }; /* A4, characters of 11 points */
    if (says_something(sheet->furniture))
        lint_add(c->report, RULE_HEADER_FOOTER, sheet, nowhere, "%s",
                 lint_quote(c->report, sheet->furniture));
    if (sheet->n_cells == 0)
        return;
    const struct lint_table *table = sheet->n_tables > 0 ? &sheet->tables[0] : NULL;
    if (table != NULL && table->area.bottom > LINES && !repeats_rows(c->book, sheet))
        lint_add(c->report, RULE_PRINT_HEADINGS, sheet, nowhere, _("the table %s has %u rows"),
                 lint_quote(c->report, table->name), table->area.bottom - table->area.top);
    if (table != NULL && !sheet->fits_page &&
        width_of(sheet) > (sheet->is_landscape ? LANDSCAPE : PORTRAIT))
        lint_add(c->report, RULE_PRINT_WIDTH, sheet, nowhere, _("%.0f characters wide"),
                 width_of(sheet));
}

void check_sheet(struct checked *c, const struct lint_sheet *sheet)
{
    if (sheet->is_hidden)
        lint_add(c->report, RULE_SHEET_HIDDEN, sheet, nowhere, "%s", _("hidden"));
    if (sheet->is_hidden || !sheet->is_cells)
        return;
    if (sheet->n_cells == 0 && sheet->n_objects == 0)
        lint_add(c->report, RULE_SHEET_BLANK, sheet, nowhere, "%s", _("blank"));
    check_corner(c, sheet);
    check_view(c, sheet);
    check_hidden(c, sheet);
    if (sheet->has_comments)
        lint_add(c->report, RULE_COMMENTS, sheet, nowhere, "%s", _("comments"));
    check_paper(c, sheet);
}
