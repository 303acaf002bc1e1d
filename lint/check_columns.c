/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/ooxml.h"
#include "base/text.h"
#include "lint/checks.h"
#include "lint/width.h"

#include <libintl.h>
#include <stdlib.h>
#include <string.h>

struct column {
    double width;     /* characters */
    uint32_t numbers; /* so far, none of a header */
    uint32_t texts;   /* that are numbers, below the first number */
    uint32_t row;     /* of the first of them */
    uint32_t bare;    /* signs that stand for numbers */
    uint32_t bare_row;
    uint32_t narrow; /* numbers for which there is no room */
    uint32_t narrow_row;
};

/* --- texts ----------------------------------------------------------------------------------- */

/* A number as people write it: blanks between thousands, comma or point, a percent sign. Codes and
   keys, which begin with 0 or are long, are none. */
static bool is_number(const char *text)
{
    enum { LONG = 12 };
    char digits[32] = "";
    size_t n = 0;
    double x;
    for (const unsigned char *at = (const unsigned char *)text; *at != '\0'; at++) {
        if (*at == ' ')
            continue;
        if (at[0] == 0xC2 && at[1] == 0xA0) {
            at++;
            continue;
        }
        if (n + 1 >= sizeof digits)
            return false;
        digits[n++] = *at == ',' ? '.' : (char)*at;
    }
    n -= n > 0 && digits[n - 1] == '%' ? 1 : 0;
    digits[n] = '\0';
    const char *first = digits + strspn(digits, "+-");
    const size_t whole = strspn(first, "0123456789");
    const bool is_code = (first[0] == '0' && whole > 1) || whole > LONG;
    return n > 0 && !is_code && strpbrk(digits, "eE") == NULL && text_number(digits, n, '.', &x);
}

static bool is_bare(const char *text)
{
    static const char *const signs[] = {".",   "..", "...",  "…",    "-", "–",
                                        "—",   "x",  "X",    "c",    "z", "n/a",
                                        "N/A", "*",  "e.u.", "u.s.", "#", "uppgift saknas"};
    for (size_t i = 0; i < COUNT(signs); i++)
        if (strcmp(text, signs[i]) == 0)
            return true;
    return false;
}

static void note(uint32_t *n, uint32_t *first, uint32_t row)
{
    if ((*n)++ == 0)
        *first = row;
}

static void see(struct checked *c, struct column *column, const struct lint_cell *cell)
{
    const struct lint_style *style = lint_style_of(c->book, cell);
    const char *text = lint_text_of(c->book, cell);
    if (cell->kind == VALUE_NUMBER) {
        column->numbers++;
        if (!width_fits(style, cell->number, column->width, c->book->font_size))
            note(&column->narrow, &column->narrow_row, cell->row);
    }
    if (cell->kind != VALUE_TEXT || column->numbers == 0)
        return;
    if (!style->is_prefixed && is_number(text))
        note(&column->texts, &column->row, cell->row);
    if (is_bare(text))
        note(&column->bare, &column->bare_row, cell->row);
}

/* --- columns --------------------------------------------------------------------------------- */

static const char *quoted(struct checked *c, const struct lint_sheet *sheet, uint32_t row,
                          uint32_t column)
{
    return lint_quote(c->report, lint_text_of(c->book, lint_cell_at(sheet, row, column)));
}

static void say(struct checked *c, const struct lint_sheet *sheet, uint32_t at,
                const struct column *column)
{
    if (column->texts > 0 && column->numbers > column->texts)
        lint_add(c->report, RULE_NUMBER_AS_TEXT, sheet, lint_at(column->row, at),
                 ngettext("%u text among %u numbers, %s",
                          "%u texts among %u numbers, the first is %s", column->texts),
                 column->texts, column->numbers, quoted(c, sheet, column->row, at));
    if (column->bare > 0)
        lint_add(c->report, RULE_SHORTHAND_BARE, sheet, lint_at(column->bare_row, at),
                 ngettext("%u cell among numbers, it says %s",
                          "%u cells among numbers, the first says %s", column->bare),
                 column->bare, quoted(c, sheet, column->bare_row, at));
    const struct lint_cell *narrow = lint_cell_at(sheet, column->narrow_row, at);
    if (narrow != NULL)
        lint_add(c->report, RULE_NARROW, sheet, lint_at(column->narrow_row, at),
                 ngettext("%u number in a column of %.1f characters, %.15g",
                          "%u numbers in a column of %.1f characters, the first is %.15g",
                          column->narrow),
                 column->narrow, column->width, narrow->number);
}

static void lay(struct column *columns, const struct lint_sheet *sheet)
{
    const uint32_t last = sheet->used.right;
    for (uint32_t i = 1; i <= last; i++)
        columns[i].width = sheet->default_width;
    for (size_t i = 0; i < sheet->n_columns; i++)
        for (uint32_t j = sheet->columns[i].first; j <= sheet->columns[i].last && j <= last; j++)
            columns[j].width = sheet->columns[i].is_hidden ? 0 : sheet->columns[i].width;
}

void check_columns(struct checked *c, const struct lint_sheet *sheet)
{
    if (sheet->n_cells == 0 || sheet->n_columns > 2 * OOXML_COLUMNS)
        return;
    struct column *columns = calloc((size_t)sheet->used.right + 1, sizeof *columns);
    if (columns == NULL) {
        c->report->is_out_of_memory = true;
        return;
    }
    lay(columns, sheet);
    for (size_t i = 0; i < sheet->n_cells; i++)
        see(c, &columns[sheet->cells[i].column], &sheet->cells[i]);
    for (uint32_t i = 1; i <= sheet->used.right; i++)
        say(c, sheet, i, &columns[i]);
    free(columns);
}
