/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef REPORT_BOOK_CHECK_H
#define REPORT_BOOK_CHECK_H

/* What a workbook cannot hold, and libxlsxwriter would write without a word: each function gives
   NULL when all is well, else what is wrong, as the end of a sentence ("... is empty").          */

#include "report/chart.h"
#include "report/table.h"

#include <stdbool.h>

enum {
    BOOK_ROWS = 1048576,
    BOOK_COLUMNS = 16384,
    BOOK_TEXT = 32767,   /* UTF-16 units in a cell */
    BOOK_FORMULA = 8191, /* likewise in a formula */
    BOOK_HEADER = 255,   /* likewise in the header of a table's column, or a title in a chart */
    BOOK_SHEET_NAME = 31 /* likewise in the name of a sheet */
};

/* A text of at least one and at most `most` UTF-16 units: UTF-8, no control character but a line
   break, nothing that XML refuses. */
const char *book_text_fault(const char *text, size_t most);

/* A name that a sheet can have in Excel and LibreOffice and that references need not quote in a way
   libxlsxwriter does not. */
const char *book_sheet_name_fault(const char *name);

/* A name that a table can have: a letter or _, then letters, digits, _ and . ; no cell's. */
const char *book_table_name_fault(const char *name);

/* A cell that can be written. */
const char *book_cell_fault(const struct cell *cell);

/* A chart that can be drawn. */
const char *book_chart_fault(const struct chart *chart);

/* Whether a spreadsheet would read a part of the text as an escaped character, "_x0041_" as "A". */
bool book_is_escape(const char *at);

#endif
