/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef REPORT_PACKAGE_H
#define REPORT_PACKAGE_H

/* A finished workbook is a zip of XML parts. Adds text to some of them, for what libxlsxwriter has
   no call (the language of the document, the alternative texts of tables), and long rows of cells
   that were compressed elsewhere. Every other part is copied as it is, compressed, so that the
   result depends on nothing but the input.                                                       */

#include "base/error.h"

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

/* A stretch of a part as raw deflate blocks, from the start of the file, none of them the last. */
struct package_segment {
    FILE *file;
    uint64_t size; /* uncompressed bytes */
    uint32_t crc;  /* of those */
};

struct package_edit {
    const char *part;   /* "docProps/core.xml" */
    const char *before; /* the text in front of which something is put: its last occurrence */
    const char *text;   /* what is put there, or NULL: */
    struct package_segment segment;
};

enum { PACKAGE_PART_EDITS = 2 };

/* Copies the package at `from` to `to` (replaced) with the edits made. A part takes at most
   PACKAGE_PART_EDITS, texts or segments, in the order of their places. ERR_BOOK when a part that is
   to be edited is not there, or does not hold `before`; ERR_READ, ERR_WRITE. On failure `to` may be
   there in part. */
MUST_CHECK enum status package_edit(const char *from, const char *to,
                                    const struct package_edit *edits, size_t n, struct error *err);

#endif
