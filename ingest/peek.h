/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef INGEST_PEEK_H
#define INGEST_PEEK_H

/* Rows of a CSV file with a look at the first of them before they are read: to learn how numbers
   are written.

       struct peek *peek = NULL;
       TRY(peek_open(rows, &peek, err));
       const struct decimal decimal = peek_decimal(peek, is_number, n);
       while ((status = peek_next(peek, &row, err)) == OK && row != NULL) ...     from the first
       peek_close(peek);                                                                     */

#include "base/finding.h"
#include "ingest/rows.h"

struct peek;

/* Reads the next rows of `rows` (borrowed), at most PEEK_ROWS of them. On OK the caller owns *out;
   on failure *out is NULL. ERR_READ, ERR_MEMORY. */
enum { PEEK_ROWS = 1000 };
MUST_CHECK enum status peek_open(struct rows *rows, struct peek **out, struct error *err);
void peek_close(struct peek *peek); /* NULL is fine */

/* As rows_next: what was peeked at first, then the rest. */
MUST_CHECK enum status peek_next(struct peek *peek, const struct row **row, struct error *err);

/* Row number `i` of those peeked at, from 0; NULL beyond. Until the first peek_next. */
const struct row *peek_row(const struct peek *peek, size_t i);
const char *peek_path(const struct peek *peek);

/* About how many rows a file of `n_bytes` has that goes on like the rows peeked at; 0 when there
   were no more than these. */
size_t peek_expected(const struct peek *peek, uint64_t n_bytes);

/* How the numbers in some columns of the peeked rows are written. */
struct decimal {
    char mark;        /* '.' or ',' */
    bool is_seen;     /* a number with a fraction was met */
    bool is_doubtful; /* all of them could be thousands: "1.234" */
    struct place at;  /* the first with that mark */
    char example[24]; /* it */
};

/*   is_number  of each cell of a row, n of them: whether its column holds numbers
   The mark of most numbers that leave no doubt, when as many have either that of the first; else of
   the first that could be thousands. Without any fraction the mark is a comma where the delimiter
   is not one, else a point. */
struct decimal peek_decimal(const struct peek *peek, const bool *is_number, size_t n);

/* Says in `found` how numbers are read when that was concluded from the file: an info, or a warning
   when they could be thousands. */
void tell_decimal(struct findings *found, const struct decimal *decimal);

#endif
