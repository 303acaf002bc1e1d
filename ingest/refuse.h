/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef INGEST_REFUSE_H
#define INGEST_REFUSE_H

/* Findings about cells of the answers: what was found, where, and what was wanted. */

#include "ingest/batch.h"
#include "ingest/fields.h"
#include "ingest/rows.h"

/* 2^53: whole numbers below it are exact as doubles. */
#define WHOLE_LIMIT 9007199254740992.0

/* A cell being read. */
struct cell_reading {
    struct batch *batch;
    const struct wave *wave;
    const struct row *row;
    const struct field *field;
    size_t field_index; /* in fields->list */
    size_t index;       /* of the row in the wave */
};

/* The place of cell `cell` of the row. */
struct place reading_place(const struct cell_reading *reading, int cell);

/* The cell's text is no answer: one error finding, by the kind of the field. `code` of a select is
   CODE_UNKNOWN or CODE_AMBIGUOUS. */
void refuse_choice(const struct cell_reading *reading, int cell, const char *text, size_t n,
                   uint16_t code);
void refuse_value(const struct cell_reading *reading, const char *text, size_t n, char decimal);

/* A choice that says there is no answer, chosen together with others: a warning. */
void warn_missing_with_others(const struct cell_reading *reading, const struct choice *choice);

/* How a number or a date was read that is not written plainly: once a field and way
   (ingest/number.h). */
void tell_number(const struct cell_reading *reading, unsigned ways, double value);
void tell_time(const struct cell_reading *reading);

/* "3.0" read as 3: told once a list. */
void tell_decimals(const struct cell_reading *reading);

#endif
