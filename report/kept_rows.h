/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef REPORT_KEPT_ROWS_H
#define REPORT_KEPT_ROWS_H

/* Rows kept until the table is written.

       struct kept_rows rows;
       TRY(kept_rows_open(draft, table, &rows, err));
       struct cell *cells = kept_rows_add(&rows);
       cells[0] = cell_text(label);
       kept_rows_close(&rows, table);                          the table takes its rows from here */

#include "report/draft.h"

struct kept_rows {
    struct draft *draft;
    size_t n_columns;
    struct cell *cells;
    size_t n, capacity; /* rows */
};

/* For the columns that the table has. ERR_MEMORY. */
MUST_CHECK enum status kept_rows_open(struct draft *draft, const struct table *table,
                                      struct kept_rows *out, struct error *err);

/* The cells of a new row, zeroed; valid until the next is added. When memory runs out the draft
   remembers it, and the cells of the first row are lent again. */
struct cell *kept_rows_add(struct kept_rows *rows);

/* A cell of the row added last, for a formula in it that moves along when rows are sorted: "$C7";
   and the cells of a column from row `first`, numbered from 0, to the row added last: "$C$5:$C$7".
 */
const char *kept_rows_cell(const struct kept_rows *rows, size_t column);
const char *kept_rows_range(const struct kept_rows *rows, size_t column, size_t first);

/* Hands the rows to the table. */
void kept_rows_close(const struct kept_rows *rows, struct table *table);

#endif
