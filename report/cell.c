/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/cell.h"

#include "base/missing.h"

#include <string.h>

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

/* What a spreadsheet holds; the few doubles beyond become INF when written with 16 digits. */
static const double LARGEST_NUMBER = 9.99999999999999e307;

struct cell cell_number(double x, int decimals, enum cell_kind missing)
{
    if (!isfinite(x))
        return cell_missing(missing);
    if (fabs(x) > LARGEST_NUMBER)
        return cell_missing(CELL_NOT_AVAILABLE);
    return (struct cell){.kind = CELL_NUMBER, .decimals = decimals, .number = x};
}

/* The cell, which stands for a figure. */
static struct cell of_figure(struct cell cell, const struct figure *figure)
{
    cell.figure = figure;
    return cell;
}

static struct cell status_cell(const struct figure *figure)
{
    const char *status = figure == NULL || figure->status == NULL ? "" : figure->status;
    switch (*status) {
    case 'c':
        return of_figure(cell_missing(CELL_WITHHELD), figure);
    case 'z':
        return of_figure(cell_missing(CELL_NOT_APPLICABLE), figure);
    default:
        return of_figure(cell_missing(CELL_NOT_AVAILABLE), figure);
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
    if (strcmp(unit, "p") == 0)
        return (struct cell){.kind = CELL_P, .number = x};
    if (strcmp(unit, "share") != 0)
        return cell_number(x, figure->decimals, CELL_NOT_APPLICABLE);
    const int decimals = figure->decimals > 2 ? figure->decimals - 2 : 0;
    return (struct cell){.kind = CELL_SHARE, .decimals = decimals, .number = x};
}

struct cell cell_value(const struct figure *figure)
{
    return has_value(figure) ? of_figure(in_unit(figure, figure->value), figure)
                             : status_cell(figure);
}

struct cell cell_beside(const struct figure *figure, double x)
{
    if (!has_value(figure))
        return status_cell(figure);
    return of_figure(isfinite(x) ? in_unit(figure, x) : cell_missing(CELL_NOT_APPLICABLE), figure);
}

struct cell cell_raw(const struct figure *figure, double x)
{
    if (!has_value(figure))
        return status_cell(figure);
    return of_figure(cell_number(x, figure->decimals, CELL_NOT_APPLICABLE), figure);
}

struct cell cell_n(const struct figure *figure)
{
    if (!has_value(figure))
        return status_cell(figure);
    return of_figure(
        isfinite(figure->n) ? cell_count(figure->n) : cell_missing(CELL_NOT_APPLICABLE), figure);
}

struct cell cell_p(const struct figure *figure)
{
    if (!has_value(figure))
        return status_cell(figure);
    if (!isfinite(figure->p))
        return of_figure(cell_missing(CELL_NOT_APPLICABLE), figure);
    return (struct cell){.kind = CELL_P, .number = figure->p, .figure = figure};
}

void cells_put_estimate(struct cell *cells, const struct figure *figure)
{
    cells[0] = cell_value(figure);
    cells[1] = cell_beside(figure, figure == NULL ? MISSING : figure->low);
    cells[2] = cell_beside(figure, figure == NULL ? MISSING : figure->high);
    cells[3] = cell_n(figure);
}

struct cell cell_id(const struct figure *figure)
{
    return figure == NULL ? cell_missing(CELL_NOT_AVAILABLE)
                          : of_figure(cell_text(figure->id), figure);
}

struct cell cell_with_formula(struct cell cell, const char *formula)
{
    if (cell_is_number(cell.kind))
        cell.formula = formula;
    return cell;
}
