/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef REPORT_COLUMNS_H
#define REPORT_COLUMNS_H

/* The columns of a table, by their headers: the report's own words, or the survey's. */

#include "report/draft.h"

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
