/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef REPORT_ROWS_H
#define REPORT_ROWS_H

/* Cells made from texts and figures, and rows kept until the table is written.

       struct kept_rows rows;
       TRY(kept_rows_open(draft, table, &rows, err));
       struct cell *cells = kept_rows_add(&rows);
       cells[0] = cell_text(label);
       cells_put_estimate(cells + 1, figure);             value, low, high, n
       kept_rows_close(&rows, table);                          the table takes its rows from here */

#include "report/draft.h"

struct cell cell_text(const char *text);
struct cell cell_text_or(const char *text, enum cell_kind missing); /* NULL or "": missing */
struct cell cell_link(const char *text, struct target target);
struct cell cell_count(double n);
struct cell cell_missing(enum cell_kind kind);

/* x as a number with decimals; the shorthand `missing` when it is none. */
struct cell cell_number(double x, int decimals, enum cell_kind missing);

/* The figure's value as its unit wants it shown; the shorthand of its status when it has none, [x]
   when there is no such figure. */
struct cell cell_value(const struct figure *figure);

/* Another number of the figure in the unit of its value; [z] when the figure has it not, and the
   shorthand of its status when the figure has no value. */
struct cell cell_beside(const struct figure *figure, double x);

/* The same, but a share stays a share and a count has no thousands apart, as in figures.csv. */
struct cell cell_raw(const struct figure *figure, double x);

/* n as a count, p; as above. */
struct cell cell_n(const struct figure *figure);
struct cell cell_p(const struct figure *figure);

/* Four cells: value, low, high, n. */
void cells_put_estimate(struct cell *cells, const struct figure *figure);

/* The figure's id, as a link to its row among the figures where the table is not plain. */
struct cell cell_id(const struct draft *draft, const struct figure *figure);
struct cell cell_plain_id(const struct figure *figure);

/* The number cell with a formula a spreadsheet may check it by; a shorthand stays as it is. */
struct cell cell_with_formula(struct cell cell, const char *formula);

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

/* Hands the rows to the table. */
void kept_rows_close(const struct kept_rows *rows, struct table *table);

/* A column by the id of its header. */
struct column_text {
    enum text header;
    bool is_number;
    int widest;
};

/* Adds columns at the end of the table's. When memory runs out the draft remembers it. */
void draft_columns(struct draft *draft, const struct column_text *columns, size_t n,
                   struct table *table);

/* Adds one column with a header of the survey's own, of texts or of numbers; `code` is added to it
   when another column has that header. */
void draft_header_column(struct draft *draft, const char *header, const char *code,
                         struct table *table);
void draft_number_column(struct draft *draft, const char *header, const char *code,
                         struct table *table);

#endif
