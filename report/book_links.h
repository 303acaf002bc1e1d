/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef REPORT_BOOK_LINKS_H
#define REPORT_BOOK_LINKS_H

/* The links of one sheet as XML, compressed while they are made, to be put beside the one that
   libxlsxwriter has written (every sheet leads back to the contents): neighbours that lead to one
   place are one link, and links take no memory.

       struct links links = {0};
       TRY(links_put_row(&links, row, cells, n_cells, err));           row by row
       TRY(links_finish(&links, &segment, err));
       links_close(&links);

   A link to what a later sheet shows waits: then links_settle is called between the rows and the
   end, when all sheets have been written.                                                       */

#include "report/book_rows.h"
#include "report/table.h"

enum {
    LINKS_MOST = 65530 - 1, /* what Excel reads of one sheet, without the link back */
    LINK_TIP_BYTES = 255    /* of a tip that Excel shows */
};

struct waiting_link {
    size_t row, column;
    size_t expected; /* of the trace */
};

/* {0} but for the arena, which lives as long as they. */
struct links {
    struct arena *arena;
    struct row_sink *sink; /* NULL before the first */
    size_t n;
    struct trace *trace; /* of those that wait */
    struct waiting_link *waiting;
    size_t n_waiting, capacity;
};

/* Whether a row of `n` cells may have its links. Beyond what a sheet can hold cells stay plain. */
bool links_have_room(const struct links *links, size_t n);

/* The cells' targets, with the figure's id as tip. A target that shows a figure waits, which takes
   a trace. ERR_WRITE, ERR_MEMORY. */
MUST_CHECK enum status links_put_row(struct links *links, size_t row, const struct cell *cells,
                                     size_t n, struct error *err);

/* Writes the links that wait. */
MUST_CHECK enum status links_settle(struct links *links, struct error *err);

/* Hands over the links; out->file is NULL when there are none, else the caller owns it. */
MUST_CHECK enum status links_finish(struct links *links, struct package_segment *out,
                                    struct error *err);

void links_close(struct links *links); /* may be repeated */

#endif
