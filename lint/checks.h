/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LINT_CHECKS_H
#define LINT_CHECKS_H

/* The checks of a workbook that has been read, a file per theme. They only add to the report; out
   of memory is noted there. */

#include "lint/book.h"
#include "lint/find.h"

struct checked {
    struct lint_book *book;
    struct lint_report *report;
    uint64_t budget; /* cells that may be looked at in all, while areas lie on each other */
};

/* Properties, protection, what it takes from outside; names; cover and contents. */
void check_book(struct checked *c);
void check_sheet_names(struct checked *c);
/* A sheet as a whole: its corner, what is hidden, how it prints. */
void check_sheet(struct checked *c, const struct lint_sheet *sheet);
/* Tables, and what should be one. */
void check_tables(struct checked *c, const struct lint_sheet *sheet);
void check_table_names(struct checked *c);
/* Shorthand such as [x] in tables, and whether it is explained. */
void check_shorthand(struct checked *c);
/* What single cells hold. */
void check_cells(struct checked *c, const struct lint_sheet *sheet);
/* Columns: numbers among texts, and whether there is room for them. */
void check_columns(struct checked *c, const struct lint_sheet *sheet);
/* Fonts, colours and number formats in use, conditional formats. */
void check_looks(struct checked *c, const struct lint_sheet *sheet);
void check_links(struct checked *c, const struct lint_sheet *sheet);
/* Pictures, charts and shapes. ERR_READ when a chart is damaged; ERR_MEMORY. */
MUST_CHECK enum status check_objects(struct checked *c, const struct lint_sheet *sheet,
                                     struct error *err);

/* The table that a cell is in, or NULL. */
const struct lint_table *table_at(const struct lint_sheet *sheet, uint32_t row, uint32_t column);

/* Whether the budget allows to look at n cells more; takes them from it. */
static inline bool may_look(struct checked *c, uint64_t n)
{
    const bool may = c->budget >= n;
    c->budget -= may ? n : 0;
    return may;
}

#endif
