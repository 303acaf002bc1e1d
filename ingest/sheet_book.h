/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef INGEST_SHEET_BOOK_H
#define INGEST_SHEET_BOOK_H

/* What is in a workbook besides its sheets' cells: the list of sheets, the strings that cells
   share, and which formats are dates (ECMA-376, part 1, SpreadsheetML). */

#include "base/archive.h"
#include "base/arena.h"

#include <stdbool.h>

struct book_sheet {
    const char *name;
    const char *relation; /* id of its part among the workbook's relationships */
    const char *part;     /* its part; NULL: it is no sheet of cells */
    bool is_hidden;
};

struct sheet_book {
    struct arena *arena;
    struct archive *archive; /* borrowed */
    struct book_sheet *sheets;
    size_t n_sheets, sheets_capacity;
    const char **strings;
    size_t n_strings, strings_capacity;
    bool *are_dates; /* by the style of a cell */
    size_t n_styles, styles_capacity;
    bool counts_from_1904; /* days, not from 1900 */
};

/* Fills *out but for arena and archive, which are set. ERR_READ when a part is damaged or missing,
   ERR_MEMORY. */
MUST_CHECK enum status sheet_book_read(struct sheet_book *out, struct error *err);

#endif
