/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "lint/checks.h"

#include <libintl.h>
#include <string.h>

struct seen { /* of one kind of cells on a sheet: how many, the first */
    size_t n;
    const struct lint_cell *first;
};

static void see(struct seen *seen, const struct lint_cell *cell)
{
    if (seen->n++ == 0)
        seen->first = cell;
}

static void check_error(struct checked *c, const struct lint_sheet *sheet,
                        const struct lint_cell *cell)
{
    const char *text = lint_text_of(c->book, cell);
    const bool is_missing_value = strcmp(text, "#N/A") == 0;
    lint_add(c->report, is_missing_value ? RULE_NOT_AVAILABLE : RULE_ERROR_VALUE, sheet,
             lint_at(cell->row, cell->column), "%s", text);
}

static bool is_raised(const struct lint_book *book, const struct lint_cell *cell)
{
    return lint_style_of(book, cell)->is_raised ||
           (cell->kind == VALUE_TEXT && book->texts[cell->text].is_raised);
}

void check_cells(struct checked *c, const struct lint_sheet *sheet)
{
    struct seen unknown = {0}, raised = {0};
    for (size_t i = 0; i < sheet->n_cells; i++) {
        const struct lint_cell *cell = &sheet->cells[i];
        const struct lint_area at = lint_at(cell->row, cell->column);
        if (cell->kind == VALUE_WRONG)
            lint_add(c->report, RULE_WRONG_NUMBER, sheet, at, "%s",
                     lint_quote(c->report, lint_text_of(c->book, cell)));
        if (cell->is_broken)
            lint_add(c->report, RULE_BROKEN_REFERENCE, sheet, at, "%s",
                     _("the formula refers to #REF!"));
        else if (cell->kind == VALUE_ERROR)
            check_error(c, sheet, cell);
        if (cell->is_unknown)
            see(&unknown, cell);
        if (is_raised(c->book, cell))
            see(&raised, cell);
    }
    if (unknown.n > 0)
        lint_add(c->report, RULE_FORMULA_BLANK, sheet,
                 lint_at(unknown.first->row, unknown.first->column),
                 ngettext("%zu formula without a value, here",
                          "%zu formulas without a value, the first here", unknown.n),
                 unknown.n);
    if (raised.n > 0)
        lint_add(c->report, RULE_RAISED, sheet, lint_at(raised.first->row, raised.first->column),
                 ngettext("%zu cell, it says %s", "%zu cells, the first says %s", raised.n),
                 raised.n, lint_quote(c->report, lint_text_of(c->book, raised.first)));
}
