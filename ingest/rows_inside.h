/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef INGEST_ROWS_INSIDE_H
#define INGEST_ROWS_INSIDE_H

/* What rows_open.c, which finds out how a file is to be read, and rows_raw.c, which reads it as it
   stands, ask of rows.c, which reads its rows. */

#include "ingest/encoding.h"
#include "ingest/foreign.h"
#include "ingest/lines.h"
#include "ingest/rows.h"

/* A reader of `fd`, which it closes in the end, also when memory runs out (NULL). The path is
   copied. Start it with rows_restart. */
struct rows *rows_create(const char *path, int fd, const struct encoding *encoding,
                         bool keeps_quotes);

/* Reads a copy in UTF-8 in the file's place from now on; for an encoding that is_copied. As
   transcode(). */
MUST_CHECK enum status rows_read_copy(struct rows *rows, struct error *err);

/* Reads the copy of a file of another program in its place from now on. */
MUST_CHECK enum status rows_read_foreign(struct rows *rows, enum foreign_kind kind,
                                         struct foreign_options options, struct error *err);

/* Leaves every line to the parser from now on. */
void rows_parse_all(struct rows *rows);

/* Goes to the line `number`, which starts at `byte`, as if nothing had been read before. */
MUST_CHECK enum status rows_restart(struct rows *rows, uint64_t byte, long number, char delimiter,
                                    struct error *err);

/* The lines below the rows, for a look at the first. */
struct lines *rows_lines(struct rows *rows);

/* How its bytes become text. */
const struct encoding *rows_bytes(const struct rows *rows);

#endif
