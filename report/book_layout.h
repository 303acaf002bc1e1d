/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef REPORT_BOOK_LAYOUT_H
#define REPORT_BOOK_LAYOUT_H

/* How wide the columns of a sheet are, how high its rows, and how it is printed. Widths grow as
   rows are measured; they count characters.                                                     */

#include "report/table.h"

#include <xlsxwriter.h>

struct layout {
    const struct table *table; /* borrowed */
    bool has_tools;            /* filters in the headers, and headers that stay in sight */
    int *width;                /* n_columns, zeroed; borrowed: the widest content so far */
};

/* Takes a row's cells into the widths; gives the lines of its highest cell. */
int layout_measure(struct layout *layout, const struct cell *cells);

/* The lines that the header row takes at the widths known by now. */
int layout_header_lines(const struct layout *layout);

/* The height of so many lines, in points. */
double layout_height(int lines);

/* Sets the widths of the columns, once all rows are measured, and the paper: landscape A4, one page
   wide unless that would be too small to read, headers on every page, charts on pages of their
   own. */
lxw_error layout_apply(const struct layout *layout, lxw_worksheet *sheet);

#endif
