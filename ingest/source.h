/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef INGEST_SOURCE_H
#define INGEST_SOURCE_H

/* What a file that was read is known by: its SHA-256 and its size.

       char sha256[SOURCE_DIGEST_SIZE];
       TRY(source_digest("surveys/2022/answers.csv", sha256, &bytes, err));

   Reads the whole file (about a second per 440 MB), so for the big export call it from a thread of
   its own, with an error of its own.                                                            */

#include "base/error.h"

#include <stddef.h>
#include <stdint.h>

enum { SOURCE_DIGEST_SIZE = 65 };

/* Hexadecimal, lower case, NUL-terminated. ERR_OPEN or ERR_READ. */
MUST_CHECK enum status source_digest(const char *path, char sha256[SOURCE_DIGEST_SIZE],
                                     uint64_t *bytes, struct error *err);

/* The same of `n` bytes. */
void source_digest_text(const char *text, size_t n, char sha256[SOURCE_DIGEST_SIZE]);

#endif
