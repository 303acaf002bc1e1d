/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/qdpx_text.h"

#include <limits.h>

enum { STRIDE = 256 };

/* Goes on by one code point, or by CR LF where that counts as one. */
static void advance(const struct counted_text *text, struct counted_place *at)
{
    const char *bytes = text->bytes;
    const bool is_pair =
        bytes[at->byte] == '\r' && at->byte + 1 < text->n_bytes && bytes[at->byte + 1] == '\n';
    const bool ends_line = bytes[at->byte] == '\n' || (bytes[at->byte] == '\r' && !is_pair) ||
                           (is_pair && text->crlf_is_one);
    at->point++;
    at->byte += is_pair && text->crlf_is_one ? 2 : 1;
    while (at->byte < text->n_bytes && ((unsigned char)bytes[at->byte] & 0xC0U) == 0x80U)
        at->byte++;
    at->line += ends_line;
    at->column = ends_line ? 1 : at->column + (at->column < INT_MAX);
}

enum status counted_text_get(const char *bytes, size_t n, bool crlf_is_one, struct arena *arena,
                             struct counted_text *out, struct error *err)
{
    struct counted_place at = {0, 0, 1, 1};
    *out = (struct counted_text){.bytes = bytes, .n_bytes = n, .crlf_is_one = crlf_is_one};
    out->mark = arena_array(arena, n / STRIDE + 1, struct counted_place);
    if (out->mark == NULL)
        return error_memory(err);
    out->mark[0] = at;
    while (at.byte < n) {
        advance(out, &at);
        if (at.point % STRIDE == 0)
            out->mark[at.point / STRIDE] = at;
    }
    out->n_points = at.point;
    return OK;
}

struct counted_place counted_text_find(const struct counted_text *text, size_t point)
{
    struct counted_place at = text->mark[point / STRIDE];
    while (at.point < point)
        advance(text, &at);
    return at;
}
