/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef REPORT_BOOK_SHEET_H
#define REPORT_BOOK_SHEET_H

/* Writes one table, with its head and its charts, on an empty sheet of a workbook. */

#include "base/arena.h"
#include "report/book_links.h"
#include "report/book_rows.h"
#include "report/book_style.h"
#include "report/table.h"

struct sheet_target {
    lxw_worksheet *sheet;
    struct styles *styles;
    struct arena *arena; /* for what lives as long as the sheet is being written */
    bool is_review;
    struct row_strings *strings;
    struct package_segment *segment; /* gets the rows of a plain table; the caller owns its file */
    struct links *links;             /* gets the links, of which some may wait */
};

/* Refuses what the sheet cannot hold with ERR_BOOK: "the sheet 'Index', cell C7, is not a finite
   number". */
MUST_CHECK enum status sheet_write(const struct sheet_target *target, const struct table *table,
                                   struct error *err);

/* Draws the chart on the sheet with its corner at that cell. */
MUST_CHECK enum status sheet_draw(lxw_workbook *workbook, lxw_worksheet *sheet,
                                  const struct chart *chart, const size_t corner[2],
                                  struct error *err);

/* Rows of the usual height from its top to that of the next chart. */
size_t sheet_chart_rows(const struct chart *chart);

#endif
