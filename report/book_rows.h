/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef REPORT_BOOK_ROWS_H
#define REPORT_BOOK_ROWS_H

/* Rows of plain cells as XML, compressed while they are made, to be put into the sheet that
   libxlsxwriter has written without them: a fifth of its time, no memory per cell, and numbers with
   all of their digits.

       struct row_sink *sink = NULL;
       TRY(row_sink_open(&strings, is_large, &sink, err));
       row_sink_begin(sink, 4, 0);
       row_sink_text(sink, 0, style, "Åklagarmyndigheten");
       row_sink_number(sink, 1, style, 63.4);
       row_sink_end(sink);                             ... row by row, column by column
       status = row_sink_finish(sink, &segment, err);
       row_sink_close(sink);

   Cells have passed book_check.

   It leans on what libxlsxwriter does not document: the workbook's shared strings
   (lxw_get_sst_index, sst_element.index and .string, lxw_workbook.sst), the number of a format
   (lxw_format_get_xf_index), the reach of a sheet (lxw_worksheet.dim_rowmax, .dim_colmax), and that
   the part xl/worksheets/sheetN.xml ends its rows with </sheetData>. If one of these changes shape,
   the build fails; if the part changes, package_edit refuses; if a meaning changes, the tests that
   read a workbook back (tests/report/test_book.c) fail. The library's soname keeps a program from
   running with another layout than it was built for. */

#include "base/arena.h"
#include "report/package.h"
#include "report/table.h"

#include <stdbool.h>
#include <xlsxwriter.h>

/* The shared strings of a workbook that rows refer to; {0} but for the two first is empty. */
struct row_strings {
    lxw_sst *table;      /* the workbook's */
    struct arena *arena; /* borrowed */
    struct sst_element **slot;
    size_t n, n_slots;
};

struct row_sink;

/* The compressed rows stand in a file without a name: in memory, or in the folder for temporary
   files when `is_large`. On OK the caller owns *out; on failure *out is NULL. ERR_WRITE,
   ERR_MEMORY. */
MUST_CHECK enum status row_sink_open(struct row_strings *strings, bool is_large,
                                     struct row_sink **out, struct error *err);

/* A row, numbered from 0, `height` points high (0: as it comes); its cells by ascending column. A
   failure is told by row_sink_finish. */
void row_sink_begin(struct row_sink *sink, size_t row, double height);
void row_sink_number(struct row_sink *sink, size_t column, int style, double x);
void row_sink_text(struct row_sink *sink, size_t column, int style, const char *text);

/* A cell with a formula, and the number that it gives. */
void row_sink_formula(struct row_sink *sink, size_t column, int style, const struct cell *cell);
void row_sink_end(struct row_sink *sink);

/* Bytes of XML as they are. */
void row_sink_raw(struct row_sink *sink, const char *bytes, size_t n);

/* Hands over the rows; the caller owns out->file. */
MUST_CHECK enum status row_sink_finish(struct row_sink *sink, struct package_segment *out,
                                       struct error *err);

void row_sink_close(struct row_sink *sink); /* NULL is fine */

/* Where files go that live for milliseconds: memory, unless they are large or the user has named a
   place with TMPDIR. Else the system's own place. */
char *scratch_folder(bool is_large);

#endif
