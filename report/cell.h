/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef REPORT_CELL_H
#define REPORT_CELL_H

/* The cells of a sheet, made from texts, counts and figures.

       cells[0] = cell_text(label);
       cells_put_estimate(cells + 1, figure);             value, low, high, n                    */

#include "report/draft.h"

struct cell cell_text(const char *text);
struct cell cell_text_or(const char *text, enum cell_kind missing); /* NULL or "": missing */
struct cell cell_link(const char *text, struct target target);
struct cell cell_count(double n);
struct cell cell_missing(enum cell_kind kind);

/* x as a number with decimals; the shorthand `missing` when it is none, and [x] when it is beyond
   what a spreadsheet holds. */
struct cell cell_number(double x, int decimals, enum cell_kind missing);

/* These are links to the row that lists the figure.

   The figure's value as its unit wants it shown (a p-value when that is "p"); the shorthand of its
   status when it has none, [x] when there is no such figure. */
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

/* The figure's id, a link to its row among the figures. */
struct cell cell_id(const struct figure *figure);

/* The number cell with a formula a spreadsheet may check it by; a shorthand stays as it is. */
struct cell cell_with_formula(struct cell cell, const char *formula);

#endif
