/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/rows_inside.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

enum status rows_raw(struct rows *r, uint64_t byte, uint64_t n_bytes, struct arena *arena,
                     const char **out, struct error *err)
{
    const struct lines *lines = rows_lines(r);
    *out = NULL;
    if (n_bytes > LINES_LONGEST)
        n_bytes = LINES_LONGEST;
    struct arena scratch = {0};
    char *bytes = arena_array(&scratch, (size_t)n_bytes, char);
    char *text = arena_array(&scratch, (size_t)n_bytes * ENCODING_GROWTH + 1, char);
    enum status status = OK;
    size_t n = 0;
    if (bytes == NULL || text == NULL)
        status = error_memory(err);
    while (status == OK && n < n_bytes) {
        const ssize_t got = pread(lines->fd, bytes + n, (size_t)n_bytes - n, (off_t)(byte + n));
        if (got > 0)
            n += (size_t)got;
        else if (got == 0 || errno != EINTR)
            status = error_at(err, ERR_READ, lines->at, "%s",
                              got == 0 ? _("the file became shorter while it was read")
                                       : strerror(errno));
    }
    if (status == OK) {
        *out = arena_text_n(arena, text, encoding_convert(rows_bytes(r), bytes, n, text));
        status = *out == NULL ? error_memory(err) : OK;
    }
    arena_release(&scratch);
    return status;
}
