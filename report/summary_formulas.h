/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef REPORT_SUMMARY_FORMULAS_H
#define REPORT_SUMMARY_FORMULAS_H

/* How a spreadsheet computes what a sheet sums up, over ranges of agencies' scores or from cells
   beside it. Each is exactly the figure's definition: texts ([x]) are left out as missing scores
   are. A range or a cell that is NULL gives NULL: no formula.

       const char *x = agencies_range_of(draft, index);
       cells[0] = cell_with_formula(cell_value(mean), formula_mean(draft, x));
       cells[3] = cell_with_formula(cell_n(mean), formula_n(draft, x));

   They use functions that Excel 2010 and LibreOffice 7.4 have. A number is joined to a criterion,
   so that no decimal sign stands inside a text. */

#include "report/kept_rows.h"

const char *formula_mean(struct draft *draft, const char *range);
const char *formula_n(struct draft *draft, const char *range);

/* The share of scores from `from` up to, but not including, `below` (missing: no end). */
const char *formula_share(struct draft *draft, const char *range, double from, double below);

/* A limit of a mean's interval (sign '-' or '+'), from the cells of the mean, the standard
   deviation and n: t on n - 1, population correction 1 - n/N (N = 0: none). */
const char *formula_mean_limit(struct draft *draft, char sign, const char *const cells[3],
                               size_t population);

/* Pearson's r of the agencies that have both scores, and their number. */
const char *formula_pearson(struct draft *draft, const char *x, const char *y);
const char *formula_n_both(struct draft *draft, const char *x, const char *y);

/* A limit of its interval (Fisher's z), and its two-sided p, from the cells of r and n. Only where
   r is below 1. */
const char *formula_pearson_limit(struct draft *draft, char sign, const char *r, const char *n);
const char *formula_pearson_p(struct draft *draft, const char *r, const char *n);

/* Gives the limits beside r, as cells_put_estimate lays r, low, high and n from column `at` of the
   row added last, their formulas; r below 1. `cells` is that row; NULL does nothing. */
void pearson_limits_put(const struct kept_rows *rows, struct cell *cells, size_t at);

/* Over the agencies whose level, in the range `levels`, is that of the cell `level`: how many there
   are, how many have a score, and the mean of these, `n` being the cell that says how many. */
const char *formula_group_size(struct draft *draft, const char *levels, const char *level);
const char *formula_group_n(struct draft *draft, const char *levels, const char *level,
                            const char *range);
const char *formula_group_mean(struct draft *draft, const char *levels, const char *level,
                               const char *range, const char *n);

#endif
