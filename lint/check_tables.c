/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/text.h"
#include "lint/checks.h"

#include <libintl.h>
#include <string.h>
#include <strings.h>

const struct lint_table *table_at(const struct lint_sheet *sheet, uint32_t row, uint32_t column)
{
    for (size_t i = 0; i < sheet->n_tables; i++)
        if (lint_is_inside(&sheet->tables[i].area, row, column))
            return &sheet->tables[i];
    return NULL;
}

/* --- names ----------------------------------------------------------------------------------- */

static bool is_default(const char *name)
{
    static const char *const words[] = {"Table", "Tabell", "Tabelle", "Tableau", "Tabla"};
    for (size_t i = 0; i < COUNT(words); i++) {
        const size_t n = strlen(words[i]);
        if (strncasecmp(name, words[i], n) == 0 && name[n] != '\0' &&
            name[n + strspn(name + n, "0123456789")] == '\0')
            return true;
    }
    return false;
}

/* Names of tables hold in the whole workbook. */
static bool is_taken(const struct lint_book *book, const struct lint_table *table)
{
    for (size_t i = 0; i < book->n_sheets; i++)
        for (size_t j = 0; j < book->sheets[i].n_tables; j++) {
            const struct lint_table *other = &book->sheets[i].tables[j];
            if (other == table)
                return false;
            if (strcasecmp(other->name, table->name) == 0)
                return true;
        }
    return false;
}

void check_table_names(struct checked *c)
{
    enum { MOST = 2000 }; /* tables are few; a file with more of them is no one's */
    const struct lint_book *book = c->book;
    size_t n = 0;
    for (size_t i = 0; i < book->n_sheets; i++)
        for (size_t j = 0; j < book->sheets[i].n_tables && n < MOST; j++, n++) {
            const struct lint_table *table = &book->sheets[i].tables[j];
            if (is_taken(book, table))
                lint_add(c->report, RULE_TABLE_NAME_TWICE, &book->sheets[i], table->area, "%s",
                         lint_quote(c->report, table->name));
            if (is_default(table->name))
                lint_add(c->report, RULE_TABLE_NAME_DEFAULT, &book->sheets[i], table->area, "%s",
                         lint_quote(c->report, table->name));
        }
}

/* --- headers --------------------------------------------------------------------------------- */

/* Whether two texts are the same but for white space, which programs write in several ways. */
static bool is_same(const char *a, const char *b)
{
    for (;;) {
        while (strchr(" \t\r\n", *a) != NULL && *a != '\0')
            a++;
        while (strchr(" \t\r\n", *b) != NULL && *b != '\0')
            b++;
        if (*a != *b || *a == '\0')
            return *a == *b;
        a++;
        b++;
    }
}

static void check_header_cell(struct checked *c, const struct lint_sheet *sheet,
                              const struct lint_table *table, uint32_t column)
{
    const struct lint_cell *cell = lint_cell_at(sheet, table->area.top, column);
    const size_t i = column - table->area.left;
    const char *name = i < table->n_columns ? table->columns[i] : NULL;
    const struct lint_area at = lint_at(table->area.top, column);
    if (cell == NULL)
        lint_add(c->report, RULE_TABLE_HEADER_BLANK, sheet, at, _("a column of the table %s"),
                 lint_quote(c->report, table->name));
    else if (name != NULL && cell->kind == VALUE_TEXT &&
             !is_same(lint_text_of(c->book, cell), name))
        lint_add(c->report, RULE_TABLE_HEADER_OTHER, sheet, at, _("the cell says %s, the table %s"),
                 lint_quote(c->report, lint_text_of(c->book, cell)), lint_quote(c->report, name));
}

static void check_twice(struct checked *c, const struct lint_sheet *sheet,
                        const struct lint_table *table)
{
    for (size_t i = 1; i < table->n_columns; i++) {
        size_t j = 0;
        if (!may_look(c, i))
            return;
        while (j < i && strcasecmp(table->columns[j], table->columns[i]) != 0)
            j++;
        if (j < i)
            lint_add(c->report, RULE_TABLE_HEADER_TWICE, sheet,
                     lint_at(table->area.top, table->area.left + (uint32_t)i), "%s",
                     lint_quote(c->report, table->columns[i]));
    }
}

static void check_headers(struct checked *c, const struct lint_sheet *sheet,
                          const struct lint_table *table)
{
    if (table->header_rows == 0) {
        lint_add(c->report, RULE_TABLE_HEADER_MISSING, sheet, table->area, _("the table %s"),
                 lint_quote(c->report, table->name));
        return;
    }
    for (uint32_t column = table->area.left; column <= table->area.right; column++)
        check_header_cell(c, sheet, table, column);
    check_twice(c, sheet, table);
}

/* --- blanks ---------------------------------------------------------------------------------- */

struct blanks {
    uint64_t rows, cells;
    uint32_t first_row, row, column; /* the first blank row, the first blank cell of another */
};

static void see_row(struct blanks *b, const struct lint_sheet *sheet, size_t *at,
                    const struct lint_area *area)
{
    const uint32_t row = sheet->cells[*at].row;
    uint32_t wanted = area->left, gap = 0, n = 0;
    for (; *at < sheet->n_cells && sheet->cells[*at].row == row; (*at)++) {
        const uint32_t column = sheet->cells[*at].column;
        if (column < area->left || column > area->right)
            continue;
        gap = gap == 0 && column != wanted ? wanted : gap;
        wanted = column + 1;
        n++;
    }
    gap = gap == 0 && wanted <= area->right ? wanted : gap;
    if (n == 0) {
        b->first_row = b->rows++ == 0 ? row : b->first_row;
        return;
    }
    if (gap > 0 && b->cells == 0) {
        b->row = row;
        b->column = gap;
    }
    b->cells += area->right - area->left + 1 - n;
}

static struct blanks find_blanks(const struct lint_sheet *sheet, const struct lint_area *area)
{
    struct blanks b = {0};
    uint32_t next = area->top;
    for (size_t at = lint_row_start(sheet, area->top);
         at < sheet->n_cells && sheet->cells[at].row <= area->bottom;) {
        const uint32_t row = sheet->cells[at].row;
        if (row > next && b.rows == 0)
            b.first_row = next;
        b.rows += row - next;
        next = row + 1;
        see_row(&b, sheet, &at, area);
    }
    if (next <= area->bottom && b.rows == 0)
        b.first_row = next;
    b.rows += next <= area->bottom ? area->bottom - next + 1 : 0;
    return b;
}

/* The rows between headers and totals. */
static struct lint_area body(const struct lint_table *table)
{
    struct lint_area area = table->area;
    area.top += table->header_rows;
    area.bottom -= table->total_rows;
    return area;
}

static void check_blanks(struct checked *c, const struct lint_sheet *sheet,
                         const struct lint_table *table)
{
    const struct lint_area area = body(table);
    if (area.bottom < area.top || !may_look(c, sheet->n_cells))
        return;
    const struct blanks b = find_blanks(sheet, &area);
    const char *name = lint_quote(c->report, table->name);
    if (b.rows > 0)
        lint_add(c->report, RULE_TABLE_BLANK_ROW, sheet,
                 (struct lint_area){b.first_row, area.left, b.first_row, area.right},
                 ngettext("%llu blank row in the table %s, here",
                          "%llu blank rows in the table %s, the first here", b.rows),
                 (unsigned long long)b.rows, name);
    if (b.cells > 0)
        lint_add(c->report, RULE_TABLE_BLANK_CELL, sheet, lint_at(b.row, b.column),
                 ngettext("%llu blank cell in the table %s, here",
                          "%llu blank cells in the table %s, the first here", b.cells),
                 (unsigned long long)b.cells, name);
}

/* --- around ---------------------------------------------------------------------------------- */

static void check_below(struct checked *c, const struct lint_sheet *sheet,
                        const struct lint_table *table)
{
    for (size_t i = lint_row_start(sheet, table->area.bottom + 1); i < sheet->n_cells; i++) {
        const struct lint_cell *cell = &sheet->cells[i];
        if (!may_look(c, 1) || table_at(sheet, cell->row, cell->column) != NULL)
            continue;
        lint_add(c->report, RULE_BELOW_TABLE, sheet, lint_at(cell->row, cell->column),
                 _("below the table %s"), lint_quote(c->report, table->name));
        return;
    }
}

static void check_beside(struct checked *c, const struct lint_sheet *sheet,
                         const struct lint_table *table)
{
    const struct lint_area *area = &table->area;
    if (sheet->used.right <= area->right && sheet->used.left >= area->left)
        return;
    for (size_t i = lint_row_start(sheet, area->top);
         i < sheet->n_cells && sheet->cells[i].row <= area->bottom; i++) {
        const struct lint_cell *cell = &sheet->cells[i];
        if (!may_look(c, 1) || table_at(sheet, cell->row, cell->column) != NULL)
            continue;
        lint_add(c->report, RULE_BESIDE_TABLE, sheet, lint_at(cell->row, cell->column),
                 _("beside the table %s"), lint_quote(c->report, table->name));
        return;
    }
}

static void check_merged(struct checked *c, const struct lint_sheet *sheet)
{
    for (size_t i = 0; i < sheet->n_merged; i++) {
        const struct lint_area *area = &sheet->merged[i];
        const struct lint_table *table = NULL;
        for (size_t j = 0; j < sheet->n_tables && table == NULL && may_look(c, 1); j++) {
            const struct lint_area *of = &sheet->tables[j].area;
            if (area->top <= of->bottom && area->bottom >= of->top && area->left <= of->right &&
                area->right >= of->left)
                table = &sheet->tables[j];
        }
        if (table != NULL)
            lint_add(c->report, RULE_TABLE_MERGED, sheet, *area, _("in the table %s"),
                     lint_quote(c->report, table->name));
        else
            lint_add(c->report, RULE_MERGED, sheet, *area, "%s", _("merged"));
    }
}

/* --- what should be a table ------------------------------------------------------------------ */

/* Rows of three cells or more that follow each other. */
static void check_unmarked(struct checked *c, const struct lint_sheet *sheet)
{
    enum { LEAST_CELLS = 3, LEAST_ROWS = 5 };
    uint32_t n_rows = 0, first = 0, last = 0;
    size_t n = 0;
    for (size_t i = 0; i < sheet->n_cells && n_rows < LEAST_ROWS; i += n) {
        const uint32_t row = sheet->cells[i].row;
        for (n = 1; i + n < sheet->n_cells && sheet->cells[i + n].row == row;)
            n++;
        if (n < LEAST_CELLS) {
            n_rows = 0;
            continue;
        }
        first = n_rows == 0 || row != last + 1 ? row : first;
        n_rows = first == row ? 1 : n_rows + 1;
        last = row;
    }
    if (n_rows >= LEAST_ROWS)
        lint_add(c->report, RULE_TABLE_MISSING, sheet,
                 lint_at(first, sheet->cells[lint_row_start(sheet, first)].column), "%s",
                 _("rows of several cells begin here"));
}

void check_tables(struct checked *c, const struct lint_sheet *sheet)
{
    enum { WIDE = 30 };
    check_merged(c, sheet);
    if (sheet->n_tables == 0 && !sheet->is_hidden)
        check_unmarked(c, sheet);
    if (sheet->n_tables > 1)
        lint_add(c->report, RULE_TABLE_SEVERAL, sheet, (struct lint_area){0}, _("%zu tables"),
                 sheet->n_tables);
    for (size_t i = 0; i < sheet->n_tables; i++) {
        const struct lint_table *table = &sheet->tables[i];
        const char *name = lint_quote(c->report, table->name);
        const uint32_t n_columns = table->area.right - table->area.left + 1;
        check_headers(c, sheet, table);
        check_blanks(c, sheet, table);
        if (table->area.left > 1)
            lint_add(c->report, RULE_TABLE_PLACE, sheet, table->area, _("the table %s"), name);
        if (table->has_filter)
            lint_add(c->report, RULE_TABLE_FILTER, sheet, table->area, _("the table %s"), name);
        if (n_columns > WIDE)
            lint_add(c->report, RULE_TABLE_WIDE, sheet, table->area,
                     _("the table %s has %u columns"), name, n_columns);
        check_below(c, sheet, table);
        check_beside(c, sheet, table);
    }
}
