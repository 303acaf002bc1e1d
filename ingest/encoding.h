/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef INGEST_ENCODING_H
#define INGEST_ENCODING_H

/* In which encoding a file is, decided over the whole file, and its bytes as UTF-8.

       struct encoding encoding;
       TRY(encoding_find(fd, at, NULL, &encoding, err));
       n = encoding_convert(&encoding, bytes, n_bytes, out);

   The byte-order mark decides, else UTF-8 when every byte of the file fits, else Windows-1252.
   Encodings of several bytes a character, UTF-16 and the like, are only named here: such a file is
   read from a copy in UTF-8 (ingest/transcode.h). */

#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { ENCODING_GROWTH = 3 }; /* bytes of UTF-8 that one byte of a file becomes, at most */

struct encoding {
    const char *name; /* "UTF-8", "UTF-16LE", "windows-1252", or as wanted (borrowed) */
    size_t n_mark;    /* bytes of the byte-order mark at the start of the file */
    bool is_utf8;
    bool is_copied;       /* the bytes to be read are a copy in UTF-8; then is_utf8 too */
    uint64_t first_bad;   /* offset of the first byte that is NUL or no character; UINT64_MAX */
    char text[256][4];    /* not UTF-8: what each byte becomes; "" where it is no character */
    unsigned char n[256]; /* its length */
};

/* Reads all of `fd` from its start.
     at      place of the file, for messages
     wanted  as iconv names it, or as people do ("ANSI", "latin-1"); NULL: detect. "UTF-16" alone
             wants a mark that says which of the two it is.
   ERR_READ; ERR_ENCODING when `wanted` is not known, has shift states or is contradicted by the
   file's mark. When *out is to be copied, nothing but its name and mark is filled. */
MUST_CHECK enum status encoding_find(int fd, struct place at, const char *wanted,
                                     struct encoding *out, struct error *err);

/* Whether encoding_find can read that encoding at all. */
bool encoding_is_readable(const char *name);

/* The text after byte-order marks in front of it, as they stand inside a file that was joined of
   several. */
const char *encoding_after_mark(const char *text);

/* The offset of the first of `n` bytes that is NUL or no character; n when all are good. */
size_t encoding_bad_byte(const struct encoding *encoding, const char *bytes, size_t n);

/* Writes `n` bytes as UTF-8 to `out`, which has room for n x ENCODING_GROWTH, and returns how many
   that were. What is NUL or no character becomes U+FFFD. */
size_t encoding_convert(const struct encoding *encoding, const char *bytes, size_t n, char *out);

#endif
