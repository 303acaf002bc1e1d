/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef REPORT_BOOK_LAYOUT_H
#define REPORT_BOOK_LAYOUT_H

/* How wide the columns of a sheet are, how high its rows, and how it is printed. Widths grow as
   rows are measured; they count digits of the workbook's font. Rows of several lines are given
   their height: LibreOffice does not find it out by itself.                                      */

#include "report/table.h"

#include <xlsxwriter.h>

struct layout {
    const struct table *table; /* borrowed */
    bool has_tools;            /* filters in the headers, and headers that stay in sight */
    int *width;                /* n_columns, zeroed; borrowed: the widest content so far */
};

/* Takes a row's cells into the widths; gives the lines of its highest cell. */
int layout_measure(struct layout *layout, const struct cell *cells);

/* Whether the header stands on end: a matrix of many narrow columns. */
bool layout_is_turned(const struct table *table, size_t column);

/* The height of the header row at the widths known by now, in points. */
double layout_header_height(const struct layout *layout);

/* The height of so many lines, in points. */
double layout_height(int lines);

/* The first column that the title, the sentence and the note leave free beside the table: there
   charts begin. */
size_t layout_free_column(const struct layout *layout);

/* How many rows of one line a page of a sheet with charts takes below its header. */
size_t layout_page_rows(const struct layout *layout);

/* Sets the widths of the columns, once all rows are measured, the header and the first column that
   stay in sight, and the paper: landscape A4, one page wide unless that would be too small to read,
   headers on every page, charts on pages of their own, no line of the head cut. */
lxw_error layout_apply(const struct layout *layout, lxw_worksheet *sheet);

#endif
