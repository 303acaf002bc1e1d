/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/table.h"

#include "report/trace.h"
#include "store/figure.h"

#include <assert.h>
#include <inttypes.h>
#include <stdlib.h>

void table_close(const struct table *table)
{
    if (table->close != NULL)
        table->close(table->context);
}

const char *cell_shorthand(enum cell_kind kind)
{
    static const char *const shorthand[CELL_KIND_COUNT] = {
        [CELL_NOT_AVAILABLE] = "[x]",
        [CELL_WITHHELD] = "[c]",
        [CELL_NOT_APPLICABLE] = "[z]",
    };
    return shorthand[kind];
}

bool cell_is_number(enum cell_kind kind)
{
    return kind >= CELL_COUNT && kind <= CELL_AGREEMENT;
}

/* `sign` before the letters and before the number. */
static char *name_cell(size_t row, size_t column, const char *sign, char *out)
{
    char letters[8];
    size_t at = sizeof letters - 1;
    letters[at] = '\0';
    for (size_t left = column + 1; left > 0 && at > 0; left = (left - 1) / 26)
        letters[--at] = (char)('A' + (left - 1) % 26);
    snprintf(out, CELL_NAME_SIZE, "%s%s%s%" PRIu32, sign, letters + at, sign, (uint32_t)(row + 1));
    return out;
}

char *cell_name(size_t row, size_t column, char *out)
{
    return name_cell(row, column, "", out);
}

char *cell_fixed(size_t row, size_t column, char *out)
{
    return name_cell(row, column, "$", out);
}

static void print_target(struct target target, FILE *out)
{
    if (target.sheet == NULL)
        return;
    char name[CELL_NAME_SIZE];
    fprintf(out, " -> %s", target.sheet);
    if (target.shows != NULL)
        fprintf(out, ", where %s is", target.shows->id);
    else if (target.row > 0)
        fprintf(out, "!%s", cell_name(TABLE_FIRST_ROW + target.row - 1, target.column, name));
}

static void print_cell(const struct cell *cell, FILE *out)
{
    switch (cell->kind) {
    case CELL_TEXT:
        fprintf(out, "text %s", cell->text == NULL ? "" : cell->text);
        break;
    case CELL_COUNT:
        fprintf(out, "count %.10g", cell->number);
        break;
    case CELL_NUMBER:
        fprintf(out, "number.%d %.10g", cell->decimals, cell->number);
        break;
    case CELL_SHARE:
        fprintf(out, "share.%d %.10g", cell->decimals, cell->number);
        break;
    case CELL_DIFFERENCE:
        fprintf(out, "difference %.10g", cell->number);
        break;
    case CELL_AGREEMENT:
        fprintf(out, "agreement %.10g", cell->number);
        break;
    case CELL_P:
        fprintf(out, "p %.10g", cell->number);
        break;
    default:
        fputs(cell_shorthand(cell->kind), out);
    }
    if (cell->formula != NULL)
        fprintf(out, cell->is_array ? " {=%s}" : " =%s", cell->formula);
    print_target(cell->target, out);
    if (cell->figure != NULL && cell->target.sheet == NULL && cell->kind == CELL_TEXT)
        fputs(" ->", out);
    else if (cell->figure != NULL)
        fprintf(out, " -> %s", cell->figure->id);
    fputc('\n', out);
}

static void print_stretch(const char *what, struct stretch s, FILE *out)
{
    char from[CELL_NAME_SIZE], to[CELL_NAME_SIZE];
    fprintf(out, " %s=%s!%s:%s", what, s.sheet,
            cell_name(TABLE_FIRST_ROW + s.first, s.column, from),
            cell_name(TABLE_FIRST_ROW + s.first + s.n - 1, s.column, to));
}

static void print_chart(const struct chart *chart, FILE *out)
{
    static const char *const kinds[SERIES_KIND_COUNT] = {
        [SERIES_POINTS] = "points", [SERIES_LINE] = "line",   [SERIES_LOW] = "low",
        [SERIES_HIGH] = "high",     [SERIES_BARS] = "bars",   [SERIES_MARK] = "mark",
        [SERIES_PART] = "part",     [SERIES_SPACE] = "space", [SERIES_BREAK] = "break",
    };
    fprintf(out, "chart %s\n  alt %s\n  x %s\n  y %s\n", chart->title, chart->alt, chart->x.title,
            chart->y.title);
    for (size_t i = 0; i < chart->n_series; i++) {
        fprintf(out, "  %s %s", kinds[chart->series[i].kind], chart->series[i].name);
        print_stretch("x", chart->series[i].x, out);
        print_stretch("y", chart->series[i].y, out);
        if (chart->series[i].down.n > 0) {
            print_stretch("down", chart->series[i].down, out);
            print_stretch("up", chart->series[i].up, out);
        }
        fputc('\n', out);
    }
}

static void print_head(const struct table *table, FILE *out)
{
    char name[CELL_NAME_SIZE];
    fprintf(out, "sheet %s, table %s\n", table->sheet, table->name);
    fprintf(out, "A1 text %s\nA2 text %s\nA3 text %s\nA4 text %s", table->title, table->sentence,
            table->note, table->back);
    print_target(table->back_to, out);
    fputc('\n', out);
    for (size_t i = 0; i < table->n_columns; i++)
        fprintf(out, "%s header %s%s\n", cell_name(TABLE_HEADER_ROW, i, name),
                table->columns[i].header, table->columns[i].is_heat ? " (heat)" : "");
}

enum status table_print(const struct table *table, FILE *out, struct error *err)
{
    enum status status = OK;
    char name[CELL_NAME_SIZE];
    struct cell *cells = calloc(table->n_columns, sizeof *cells);
    if (cells == NULL)
        return error_memory(err);
    print_head(table, out);
    for (size_t row = 0; row < table->n_rows && status == OK; row++) {
        for (size_t i = 0; i < table->n_columns; i++)
            cells[i] = (struct cell){0};
        status = table->row(table->context, row, cells, err);
        if (status == OK && table->trace != NULL)
            status = trace_note(table->trace, table, row, cells, err);
        for (size_t i = 0; i < table->n_columns && status == OK; i++) {
            fprintf(out, "%s ", cell_name(TABLE_FIRST_ROW + row, i, name));
            print_cell(&cells[i], out);
        }
    }
    for (size_t i = 0; i < table->n_charts; i++)
        print_chart(&table->charts[i], out);
    free(cells);
    return status;
}
