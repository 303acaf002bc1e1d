/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/kept_rows.h"

#include <string.h>

enum { FIRST_ROWS = 32 };

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

const char *kept_rows_cell(const struct kept_rows *rows, size_t column)
{
    char name[CELL_NAME_SIZE];
    cell_name(TABLE_FIRST_ROW + rows->n - 1, column, name);
    return draft_formula(rows->draft, "$%s", name);
}

const char *kept_rows_range(const struct kept_rows *rows, size_t column, size_t first)
{
    char from[CELL_NAME_SIZE], to[CELL_NAME_SIZE];
    return draft_formula(rows->draft, "%s:%s", cell_fixed(TABLE_FIRST_ROW + first, column, from),
                         cell_fixed(TABLE_FIRST_ROW + rows->n - 1, column, to));
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
