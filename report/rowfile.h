/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef REPORT_ROWFILE_H
#define REPORT_ROWFILE_H

/* A table written as CSV (RFC 4180): UTF-8 without a mark, commas, line feeds, a header row.

       struct rowfile *file = NULL;
       TRY(rowfile_open("out/2022/scores.csv", "unit,code,value", &file, err));
       rowfile_text(file, key);
       rowfile_text(file, index->code);
       rowfile_number(file, value);
       rowfile_end_row(file);
       status = rowfile_finish(file, err);
       rowfile_close(file);

   What was met is written unchanged. Text is quoted where CSV asks for it, and where it begins with
   what a spreadsheet may take for a formula or would trim. As report/outfile.h: a failure leaves
   nothing behind.                                                                               */

#include "base/error.h"

#include <stdint.h>

struct rowfile;

/* `header` is the first line, without its line feed. On OK the caller owns *out; on failure *out
   is NULL. */
MUST_CHECK enum status rowfile_open(const char *path, const char *header, struct rowfile **out,
                                    struct error *err);

/* The next cell of the row. */
void rowfile_text(struct rowfile *file, const char *text); /* NULL: an empty cell */
void rowfile_number(struct rowfile *file, double x);       /* "%.17g"; missing: an empty cell */
void rowfile_count(struct rowfile *file, uint64_t n);
void rowfile_position(struct rowfile *file, uint64_t n); /* from 1; 0, not known: empty */

void rowfile_end_row(struct rowfile *file);

/* Completes the file. ERR_WRITE when that or any writing before failed. */
MUST_CHECK enum status rowfile_finish(struct rowfile *file, struct error *err);

void rowfile_close(struct rowfile *file); /* NULL is fine; drops what was not finished */

#endif
