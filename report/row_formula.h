/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef REPORT_ROW_FORMULA_H
#define REPORT_ROW_FORMULA_H

/* A formula that stands in every row of a column and looks at its own row: written once, with
   ROW_MARK where the row's number belongs.

       const char *part = row_range(draft, sheet, 2, 10);          "'Poäng'!$C$\1:$L$\1"
       struct row_formula sum = row_formula_of(draft, draft_formula(draft, "SUM(%s)", part));
       cells[3] = cell_with_formula(cell, row_formula_at(&sum, row));                          */

#include "report/draft.h"

#define ROW_MARK "\1" /* texts from outside have no control characters */

struct row_formula {
    const char *pattern; /* with ROW_MARK; NULL: no formula */
    char *text;          /* that of the row asked for last */
};

/* The cells of `n` columns in the formula's row. Those of another sheet are fixed, so that they
   stay the same agency's when the rows of the table are sorted; those of the table itself
   (sheet NULL) move along: "$C\1:$L\1". One cell is a range as well. */
const char *row_range(struct draft *draft, const char *sheet, size_t column, size_t n);

/* The cell of the table itself in that column: "$C\1". */
const char *row_cell(struct draft *draft, size_t column);

/* NULL gives no formula. */
struct row_formula row_formula_of(struct draft *draft, const char *pattern);

/* The formula of row `row` of the data, from 0; NULL for no formula. Borrowed until the next call
   with the same formula. */
const char *row_formula_at(const struct row_formula *formula, size_t row);

#endif
