/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef INGEST_ROWS_H
#define INGEST_ROWS_H

/* The rows of a CSV file, one at a time, with the exact place of every cell.

       struct rows *rows = NULL;
       const struct row *row = NULL;
       TRY(rows_open("surveys/2022/answers.csv", (struct rows_options){0}, &rows, err));
       while ((status = rows_next(rows, &row, err)) == OK && row != NULL)
           if (row->fault == NULL) ... row->cells[i].text ...
       rows_close(rows);

   RFC 4180, strictly: blanks are kept; a quoted cell may hold line breaks, and after its closing
   quote comes the delimiter or the end of the row. Lines end with LF, CRLF or CR. A first line
   "sep=;" names the delimiter and is no row. Blank lines are no rows, but count as lines.

   A quote inside a cell that does not begin with one is a fault, unless the options say that it is
   kept as text, as most programs do that write none themselves (37.8"N).

   A row that cannot be read is handed out with a `fault` and reading goes on at the next line after
   its first, so that one bad quote costs one row. Every byte of the file but blank lines, the
   byte-order mark and a "sep=" line belongs to exactly one row.

   Encoding: the byte-order mark, else UTF-8 when the whole file is valid, else Windows-1252.
   Nothing is guessed from statistics. Cells are always handed out as UTF-8. A file of several bytes
   a character, such as UTF-16, is read from a temporary copy in UTF-8 (ingest/transcode.h). */

#include "base/arena.h"
#include "base/error.h"
#include "base/text.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct cell {
    const char *text; /* NUL-terminated, valid UTF-8 */
    size_t n;         /* its bytes */
    long line;        /* physical line on which it starts, from 1 */
    bool is_quoted;
};

/* The cell's text without the white space around it, as text_trimmed, of which most cells need no
   call. */
static inline const char *cell_trimmed(const struct cell *cell, size_t *n)
{
    const char *text = cell->text;
    *n = cell->n;
    if (*n == 0)
        return text;
    const char first = text[0], last = text[*n - 1];
    const bool is_trimmed = first > ' ' && first <= '~' && last > ' ' && last <= '~';
    return is_trimmed ? text : text_trimmed(text, n);
}

/* Whether there is more in it than white space. */
static inline bool cell_is_filled(const struct cell *cell)
{
    size_t n;
    (void)cell_trimmed(cell, &n);
    return n > 0;
}

struct row {
    const struct cell *cells;
    size_t n_cells;
    long line;             /* physical line on which it starts */
    uint64_t byte;         /* its first byte, as an offset in the file or its copy: rows_origin */
    uint64_t n_bytes;      /* there, without the line break that ends it */
    const char *fault;     /* NULL, or why the row cannot be read, in English: _() where it is
                              only printed; n_cells is then 0 */
    const char *rule;      /* of a fault: "malformed_row", "encoding" or "nul_byte" */
    struct place fault_at; /* line and CSV field number where it went wrong */
    struct place quote_at; /* of the first quote that was kept as text; .line 0: none */
};

struct rows_options {     /* {0} is the house default */
    bool keeps_quotes;    /* a quote inside a cell that is not quoted is text */
    const char *encoding; /* as iconv names it; NULL: detect; ingest/encoding.h */
    char delimiter; /* 0: the one of , ; tab | under which `fit` of the first row is highest */
    /* How well the first row fits what is expected, e.g. the number of cells that name a column.
       NULL: the number of cells. A delimiter under which that row is malformed does not fit; ties
       go to the one with more cells, then to the first in the order above. */
    size_t (*fit)(void *context, const struct row *row);
    void *context;
    /* Whether the file may also be a workbook or one of SPSS, by its first bytes
       (ingest/foreign.h): encoding, delimiter and fit have no meaning then. */
    bool takes_foreign;
    const char *sheet; /* of a workbook; NULL: the only one */
    char decimal;      /* how the numbers of both are written; 0: '.' */
    bool parses_all; /* libcsv reads every line, also those in which nothing is quoted; the rows are
                      the same, which tests hold */
};

struct rows;
struct foreign;

/* Opens a regular file; a workbook or an SPSS file, where these are taken, is read as if it were
   CSV: its rows and cells have the places that they have there. On OK the caller owns *out; on
   failure *out is NULL. ERR_OPEN    there is no such file, it is a directory, or it may not be read
   ERR_READ    the disk fails, or is too full for a copy; a workbook or SPSS file is damaged
   ERR_VALUE   a workbook has several sheets and none was named, or has not the one that was
   ERR_ENCODING an encoding that cannot be read, or that the byte-order mark contradicts */
MUST_CHECK enum status rows_open(const char *path, struct rows_options options, struct rows **out,
                                 struct error *err);
void rows_close(struct rows *rows); /* NULL is fine */

/* The next row, header included; NULL after the last. Borrowed until the next call. Fails only with
   ERR_READ or ERR_MEMORY. */
MUST_CHECK enum status rows_next(struct rows *rows, const struct row **row, struct error *err);

/* "UTF-8", "windows-1252", or as the options name it; "XLSX", "SPSS, UTF-8". */
const char *rows_encoding(const struct rows *rows);
char rows_delimiter(const struct rows *rows); /* 0 of a workbook or an SPSS file */

/* The file as places name it: its path, of a workbook with the sheet. */
const char *rows_path(const struct rows *rows);

/* What an SPSS file says of its columns, or a workbook of its rows; NULL of a CSV file. */
const struct foreign *rows_foreign(const struct rows *rows);

/* Where in the file itself the offset row->byte is. */
uint64_t rows_origin(const struct rows *rows, uint64_t byte);

/* Rows handed out so far, header and faulty ones included. */
uint64_t rows_count(const struct rows *rows);

/* The `n_bytes` from row->byte on, as UTF-8 in the arena; a byte that is no character
   becomes U+FFFD. Of more than 16 MB only the first 16 MB. Does not disturb rows_next. */
MUST_CHECK enum status rows_raw(struct rows *rows, uint64_t byte, uint64_t n_bytes,
                                struct arena *arena, const char **out, struct error *err);

#endif
