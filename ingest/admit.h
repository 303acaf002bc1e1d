/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef INGEST_ADMIT_H
#define INGEST_ADMIT_H

/* Whether a row of answers is taken: its respondent finished, its key is a unit of the frame (or,
   without a register, may be one), and no row before it is that unit's. What is not taken is
   logged.

       struct admission admission = {.in = intake, .rows = rows, .key = 0, .complete = -1,
                                     .repeats = {.wave = intake->wave}};
       TRY(admit_row(&admission, batch, row, key, &unit, err));
       if (unit != TEXTSET_NONE) ... read its cells ...
       admission_release(&admission);                                                       */

#include "ingest/answers.h"
#include "ingest/batch.h"
#include "ingest/repeats.h"

struct admission {
    const struct intake *in; /* borrowed, as the rows */
    struct rows *rows;
    int key, complete;   /* columns of the key, and of what says who finished; -1: none does */
    struct textset keys; /* of the units, when there is no register */
    struct repeats repeats;
};

/* Sets *unit: the number of its key in the register, or in `keys`; TEXTSET_NONE when the row is
   rejected, which is then in the batch's log. `key` is as it is to stand in messages,
   NUL-terminated. ERR_MEMORY, ERR_READ. */
MUST_CHECK enum status admit_row(struct admission *a, struct batch *batch, const struct row *row,
                                 struct bulk_text key, uint32_t *unit, struct error *err);

/* Room for `n` rows, which are expected. False when memory runs out. */
bool admission_reserve(struct admission *a, size_t n);

void admission_release(struct admission *a); /* may be repeated */

#endif
