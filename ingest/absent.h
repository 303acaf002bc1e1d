/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef INGEST_ABSENT_H
#define INGEST_ABSENT_H

/* Cells that say why there is no answer: empty ones, and the settings' missing_codes. */

#include "ingest/textset.h"
#include "store/form.h"

#include <stdbool.h>
#include <stddef.h>

struct absent {
    struct textset codes;
    const struct missing_code *list; /* borrowed from the settings, in the order of `codes` */
    enum missing empty;              /* what an empty cell means: MISSING_NO_ANSWER, unless a
                                        missing code is the empty text */
};

/* False when memory runs out. Borrows the settings. */
bool absent_create(struct absent *absent, const struct settings *settings);
void absent_release(struct absent *absent); /* may be repeated */

/* Why the trimmed text is no answer; ANSWERED when it may be one. */
enum missing absent_reason(const struct absent *absent, const char *text, size_t n);

#endif
