/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/rows.h"

#include "base/missing.h"
#include "base/text.h"

#include <ctype.h>
#include <string.h>

enum { FIRST_ROWS = 32 };

struct cell cell_text(const char *text)
{
    return (struct cell){.kind = CELL_TEXT, .text = text};
}

struct cell cell_text_or(const char *text, enum cell_kind missing)
{
    return text == NULL || *text == '\0' ? cell_missing(missing) : cell_text(text);
}

struct cell cell_link(const char *text, struct target target)
{
    return (struct cell){.kind = CELL_TEXT, .text = text, .target = target};
}

struct cell cell_count(double n)
{
    return (struct cell){.kind = CELL_COUNT, .number = n};
}

struct cell cell_missing(enum cell_kind kind)
{
    return (struct cell){.kind = kind};
}

struct cell cell_number(double x, int decimals, enum cell_kind missing)
{
    if (!isfinite(x))
        return cell_missing(missing);
    return (struct cell){.kind = CELL_NUMBER, .decimals = decimals, .number = x};
}

static struct cell status_cell(const struct figure *figure)
{
    const char *status = figure == NULL || figure->status == NULL ? "" : figure->status;
    switch (*status) {
    case 'c':
        return cell_missing(CELL_WITHHELD);
    case 'z':
        return cell_missing(CELL_NOT_APPLICABLE);
    default:
        return cell_missing(CELL_NOT_AVAILABLE);
    }
}

/* A withheld figure shows nothing, whatever numbers it still carries. */
static bool has_value(const struct figure *figure)
{
    return figure != NULL && isfinite(figure->value) &&
           (figure->status == NULL || figure->status[0] != 'c');
}

static struct cell in_unit(const struct figure *figure, double x)
{
    const char *unit = figure->unit == NULL ? "" : figure->unit;
    if (strcmp(unit, "count") == 0)
        return cell_count(x);
    if (strcmp(unit, "share") != 0)
        return cell_number(x, figure->decimals, CELL_NOT_APPLICABLE);
    const int decimals = figure->decimals > 2 ? figure->decimals - 2 : 0;
    return (struct cell){.kind = CELL_SHARE, .decimals = decimals, .number = x};
}

struct cell cell_value(const struct figure *figure)
{
    return has_value(figure) ? in_unit(figure, figure->value) : status_cell(figure);
}

struct cell cell_beside(const struct figure *figure, double x)
{
    if (!has_value(figure))
        return status_cell(figure);
    return isfinite(x) ? in_unit(figure, x) : cell_missing(CELL_NOT_APPLICABLE);
}

struct cell cell_raw(const struct figure *figure, double x)
{
    if (!has_value(figure))
        return status_cell(figure);
    return cell_number(x, figure->decimals, CELL_NOT_APPLICABLE);
}

struct cell cell_n(const struct figure *figure)
{
    if (!has_value(figure))
        return status_cell(figure);
    return isfinite(figure->n) ? cell_count(figure->n) : cell_missing(CELL_NOT_APPLICABLE);
}

struct cell cell_p(const struct figure *figure)
{
    if (!has_value(figure))
        return status_cell(figure);
    if (!isfinite(figure->p))
        return cell_missing(CELL_NOT_APPLICABLE);
    return (struct cell){.kind = CELL_P, .number = figure->p};
}

void cells_put_estimate(struct cell *cells, const struct figure *figure)
{
    cells[0] = cell_value(figure);
    cells[1] = cell_beside(figure, figure == NULL ? MISSING : figure->low);
    cells[2] = cell_beside(figure, figure == NULL ? MISSING : figure->high);
    cells[3] = cell_n(figure);
}

struct cell cell_id(const struct draft *draft, const struct figure *figure)
{
    if (figure == NULL)
        return cell_missing(CELL_NOT_AVAILABLE);
    const struct target target = {
        .sheet = draft_text(draft, TEXT_SHEET_FIGURES),
        .row = (size_t)(figure - draft->report->figures->list) + 1,
    };
    return cell_link(figure->id, target);
}

struct cell cell_plain_id(const struct figure *figure)
{
    return figure == NULL ? cell_missing(CELL_NOT_AVAILABLE) : cell_text(figure->id);
}

struct cell cell_with_formula(struct cell cell, const char *formula)
{
    if (cell_is_number(cell.kind))
        cell.formula = formula;
    return cell;
}

enum status kept_rows_open(struct draft *draft, const struct table *table, struct kept_rows *out,
                           struct error *err)
{
    *out =
        (struct kept_rows){.draft = draft, .n_columns = table->n_columns, .capacity = FIRST_ROWS};
    out->cells = draft_array(draft, FIRST_ROWS * table->n_columns, struct cell);
    return draft_status(draft, err);
}

/* Room for as many rows again. */
static bool grow(struct kept_rows *rows)
{
    const size_t n = rows->n * rows->n_columns;
    struct cell *cells =
        draft_array(rows->draft, 2 * rows->capacity * rows->n_columns, struct cell);
    if (cells == NULL)
        return false;
    memcpy(cells, rows->cells, n * sizeof *cells);
    rows->cells = cells;
    rows->capacity *= 2;
    return true;
}

struct cell *kept_rows_add(struct kept_rows *rows)
{
    if (rows->n == rows->capacity && !grow(rows))
        return rows->cells;
    return rows->cells + rows->n++ * rows->n_columns;
}

static enum status give_row(void *context, size_t row, struct cell *cells, struct error *err)
{
    (void)err;
    const struct kept_rows *rows = context;
    memcpy(cells, rows->cells + row * rows->n_columns, rows->n_columns * sizeof *cells);
    return OK;
}

void kept_rows_close(const struct kept_rows *rows, struct table *table)
{
    struct kept_rows *kept = draft_array(rows->draft, 1, struct kept_rows);
    table->row = give_row;
    table->context = kept;
    table->n_rows = kept == NULL ? 0 : rows->n;
    if (kept != NULL)
        *kept = *rows;
}

/* Room for `n` more columns; NULL when memory runs out. */
static struct table_column *more_columns(struct draft *draft, size_t n, struct table *table)
{
    struct table_column *columns = draft_array(draft, table->n_columns + n, struct table_column);
    if (columns == NULL)
        return NULL;
    if (table->n_columns > 0)
        memcpy(columns, table->columns, table->n_columns * sizeof *columns);
    table->columns = columns;
    table->n_columns += n;
    return columns + table->n_columns - n;
}

void draft_columns(struct draft *draft, const struct column_text *columns, size_t n,
                   struct table *table)
{
    struct table_column *to = more_columns(draft, n, table);
    for (size_t i = 0; i < n && to != NULL; i++)
        to[i] = (struct table_column){
            .header = draft_text(draft, columns[i].header),
            .is_number = columns[i].is_number,
            .widest = columns[i].widest,
        };
}

static int lower(char c)
{
    return tolower((unsigned char)c);
}

/* False when the texts differ in a letter of ASCII that nothing after it can change; cheap. */
static bool may_be_alike(const char *a, const char *b)
{
    for (; *a != '\0' && *b != '\0'; a++, b++) {
        if (((unsigned char)(*a | *b | a[1] | b[1]) & 0x80) != 0)
            return true;
        if (lower(*a) != lower(*b))
            return false;
    }
    return *a == *b;
}

/* Whether another column has that header when case is ignored. */
static bool is_taken(struct draft *draft, const struct table *table, const char *header)
{
    for (size_t i = 0; i < table->n_columns; i++) {
        if (!may_be_alike(table->columns[i].header, header))
            continue;
        const char *one = text_folded(draft->arena, table->columns[i].header);
        const char *other = text_folded(draft->arena, header);
        draft->is_out_of_memory |= one == NULL || other == NULL;
        if (one != NULL && other != NULL && strcmp(one, other) == 0)
            return true;
    }
    return false;
}

void draft_header_column(struct draft *draft, const char *header, const char *code,
                         struct table *table)
{
    const char *name = draft_header(draft, header);
    if (is_taken(draft, table, name))
        name = SAY(draft, TEXT_HEADER_WITH_CODE, name, code);
    struct table_column *column = more_columns(draft, 1, table);
    if (column != NULL)
        *column = (struct table_column){.header = name};
}

void draft_number_column(struct draft *draft, const char *header, const char *code,
                         struct table *table)
{
    draft_header_column(draft, header, code, table);
    if (!draft->is_out_of_memory)
        table->columns[table->n_columns - 1].is_number = true;
}
