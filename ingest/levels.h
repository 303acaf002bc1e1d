/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef INGEST_LEVELS_H
#define INGEST_LEVELS_H

/* The categories that a column of texts falls into, gathered while it is read: of every row (or
   unit) the number of its text in the set of all texts. */

#include "ingest/textset.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct levels {
    struct textset set;
    uint16_t *level; /* n: index into set, or NO_LEVEL (store/wave.h); owned */
    size_t n, capacity;
    bool is_too_many; /* more than 65535 different texts */
};

/* Adds a row whose text is the trimmed `text`; an empty one has no level. False when memory runs
   out. */
bool levels_add(struct levels *levels, const char *text, size_t n);

/* Gives row `row` another text. False when memory runs out. */
bool levels_set(struct levels *levels, size_t row, const char *text, size_t n);

void levels_release(struct levels *levels); /* may be repeated */

#endif
