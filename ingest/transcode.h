/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef INGEST_TRANSCODE_H
#define INGEST_TRANSCODE_H

/* A file that cannot be split into rows as it stands, UTF-16 or Shift-JIS, as a copy in UTF-8: a
   temporary file without a name, so that memory does not grow with the file.

       struct transcoded copy;
       TRY(transcode(&(struct original){fd, at, "UTF-16LE", 2}, &arena, &copy, err));
       ... read copy.fd as UTF-8 ...
       byte = transcoded_origin(&copy, offset);      where in the file that was
       close(copy.fd);

   Nothing is repaired: what is no character (an unpaired surrogate, half a character at the end)
   becomes the byte 0xFF, which is no UTF-8 either, and is refused where it is read.          */

#include "base/arena.h"
#include "base/error.h"

#include <stddef.h>
#include <stdint.h>

/* The file as it is: all borrowed. */
struct original {
    int fd;
    struct place at;
    const char *encoding; /* as iconv names it; without shift states */
    size_t n_mark;        /* bytes of its byte-order mark, which are left out */
};

/* Where a stretch of the copy came from. */
struct landmark {
    uint64_t original, copy;
};

struct transcoded {
    int fd; /* owned; at its start */
    struct original original;
    uint64_t first_bad;         /* offset in the copy of the first NUL or 0xFF; UINT64_MAX */
    struct landmark *landmarks; /* ascending, in the arena */
    size_t n_landmarks, capacity;
};

/* ERR_ENCODING when iconv does not know the encoding, ERR_READ when the file cannot be read or the
   copy not be written, ERR_MEMORY. On failure there is nothing to close. */
MUST_CHECK enum status transcode(const struct original *original, struct arena *arena,
                                 struct transcoded *out, struct error *err);

/* The offset in the file of the character that starts at `offset` of the copy. */
uint64_t transcoded_origin(const struct transcoded *copy, uint64_t offset);

#endif
