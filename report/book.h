/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef REPORT_BOOK_H
#define REPORT_BOOK_H

/* A workbook (.xlsx), and the only door to libxlsxwriter, which writes what it is given: a NaN, an
   unreadable text, two tables of one name. What would make a file that a spreadsheet has to repair
   is refused here, with its sheet and cell.

       struct book *book = NULL;
       TRY(book_open("out/2022/report.xlsx", &about, &book, err));
       status = book_add(book, &table, err);
       if (status == OK) status = book_finish(book, err);
       book_close(book);

   The file is written beside its name and takes it at the end: a failure leaves nothing behind, and
   what stood there before as it was. The same tables give the same bytes on any day, in any time
   zone, under any locale.                                                                        */

#include "base/error.h"
#include "report/table.h"

#include <stdbool.h>

/* All texts are copied. */
struct book_about {
    const char *title, *subject, *author; /* author NULL: not said */
    const char *language;                 /* "sv-SE" */
    const char *date;                     /* "YYYY-MM-DD": when it counts as made */
    bool is_review;                       /* filters and a header that stays in sight */
    bool is_large; /* some sheet is streamed: temporary files stay out of memory */
};

struct book;

/* Begins the workbook that will stand at `path`. On OK the caller owns *out; on failure *out is
   NULL. ERR_BOOK when LC_NUMERIC is not C (numbers would be written as 3,14) or the date is none.
 */
MUST_CHECK enum status book_open(const char *path, const struct book_about *about,
                                 struct book **out, struct error *err);

/* Adds a sheet and everything on it; the table may be released afterwards. A plain table takes no
   memory per row. ERR_BOOK names the sheet and the cell of what a workbook cannot hold. After a
   failure nothing can be added, and book_finish fails. */
MUST_CHECK enum status book_add(struct book *book, const struct table *table, struct error *err);

/* Writes the file. */
MUST_CHECK enum status book_finish(struct book *book, struct error *err);

void book_close(struct book *book); /* NULL is fine; drops what was not finished */

/* "1.1.4": of libxlsxwriter. */
const char *book_library_version(void);

#endif
