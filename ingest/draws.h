/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef INGEST_DRAWS_H
#define INGEST_DRAWS_H

/* A file of draws (--replay): a header "replicate" and the names of what is drawn, then a row per
   replicate, numbered from 1. As --draws writes it, with its columns in any order. */

#include "base/arena.h"
#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>

/* What may stand in a column. */
struct draws_column {
    const char *name;
    const char *const *words; /* n_words: one of them; NULL: a number from 0 up */
    size_t n_words;
    bool is_whole; /* of numbers */
};

struct draws {
    size_t n;      /* replicates, at least 1 */
    double *value; /* n rows of a number for each of the wanted columns, in their order; of a word
                      its number, from 0 */
};

/* Reads all of it into the arena. ERR_VALUE or ERR_CSV with file, line and field: a first column
   that is not "replicate", a column that is not wanted, there twice or not there, a row of another
   length or out of order, a value that the column cannot have, no row. ERR_OPEN, ERR_READ,
   ERR_ENCODING, ERR_MEMORY. */
MUST_CHECK enum status draws_read(const char *path, const struct draws_column *wanted, size_t n,
                                  struct arena *arena, struct draws *out, struct error *err);

#endif
