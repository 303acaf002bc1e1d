/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef INGEST_LINES_H
#define INGEST_LINES_H

/* The physical lines of a file: ended by LF, CRLF or CR, the break included.

       struct lines lines = {.fd = fd, .at = {path, 0, 0}, .arena = &arena};
       TRY(lines_seek(&lines, 0, 1, err));
       while ((status = lines_next(&lines, &text, &n, err)) == OK && n > 0) ... lines.number ...

   A line of more than LINES_LONGEST bytes comes in pieces of at least that length.              */

#include "base/arena.h"
#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { LINES_BLOCK = 256 * 1024, LINES_LONGEST = 16 * 1024 * 1024 };

struct lines {
    int fd;              /* borrowed */
    struct place at;     /* the file, for messages */
    struct arena *arena; /* holds the buffer */
    char *buffer;
    size_t capacity, begin, end; /* unread: buffer[begin .. end) */
    size_t lf, cr;               /* the first of each from `begin` on; `end` where there is none */
    uint64_t offset;             /* of buffer[0] in the file */
    bool is_at_end;              /* nothing of the file is left beyond the buffer */
    bool is_cut;                 /* the line handed out last goes on */
    long number;                 /* of the line handed out last, from 1 */
};

/* Goes to the line `number`, which starts at `byte`. */
MUST_CHECK enum status lines_seek(struct lines *lines, uint64_t byte, long number,
                                  struct error *err);

/* The next line; *n is 0 after the last. Borrowed until the next call. ERR_READ, ERR_MEMORY. */
MUST_CHECK enum status lines_next(struct lines *lines, const char **text, size_t *n,
                                  struct error *err);

/* The offset in the file just after the line handed out last. */
uint64_t lines_offset(const struct lines *lines);

#endif
