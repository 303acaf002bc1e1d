/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef INGEST_QDPX_TEXT_H
#define INGEST_QDPX_TEXT_H

/* A text in which places are given as numbers of code points.

       struct counted_text text;
       TRY(counted_text_get(bytes, n, true, &arena, &text, err));
       if (end <= text.n_points)
           from = counted_text_find(&text, start), to = counted_text_find(&text, end);
           bytes[from.byte] up to bytes[to.byte]                                                */

#include "base/arena.h"
#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>

struct counted_place {
    size_t point, byte;
    long line;  /* from 1; a line ends with LF, CRLF or CR */
    int column; /* in code points, from 1 */
};

struct counted_text {
    const char *bytes; /* valid UTF-8; borrowed */
    size_t n_bytes;
    bool crlf_is_one;
    size_t n_points;
    struct counted_place *mark; /* of every so many points, in the arena */
};

/* `crlf_is_one`: CR LF counts as one code point, and is never cut in two. Fails with ERR_MEMORY. */
MUST_CHECK enum status counted_text_get(const char *bytes, size_t n, bool crlf_is_one,
                                        struct arena *arena, struct counted_text *out,
                                        struct error *err);

/* Where the code point of that number starts; point <= n_points. */
struct counted_place counted_text_find(const struct counted_text *text, size_t point);

#endif
