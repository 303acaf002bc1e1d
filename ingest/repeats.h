/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef INGEST_REPEATS_H
#define INGEST_REPEATS_H

/* Units that answer more than once: which rows stay, by the setting `duplicates`.

   Rows go into the store as they are read, so the earlier row of a pair is there already when the
   later one comes: it is withdrawn once all are read. */

#include "ingest/fields.h"
#include "ingest/log.h"
#include "store/answers.h"

struct withdrawal {
    uint32_t row;   /* of the wave, as read */
    uint32_t again; /* line of the later row of the same unit */
};

struct repeats {
    const struct wave *wave; /* borrowed; set by the caller */
    uint32_t *row_of; /* by unit: its row + 1, or 0; REPEATS_NONE_COUNTS when all were rejected */
    size_t n_units;   /* that row_of has room for */
    uint64_t *byte;   /* by row: where it starts in the file */
    uint32_t *n_bytes;
    size_t n_rows; /* that byte and n_bytes have room for */
    struct withdrawal *withdrawn;
    size_t n_withdrawn, capacity;
};

void repeats_release(struct repeats *repeats); /* may be repeated */

/* Room for `n` rows, of a unit each. False when memory runs out. */
bool repeats_reserve(struct repeats *repeats, size_t n);

/* A row of `unit` is read. *is_taken: whether it goes into the wave, as row number `row`; when it
   does not, *earlier is the line of the row that was read before. ERR_MEMORY. */
MUST_CHECK enum status repeats_take(struct repeats *repeats, uint32_t unit, const struct row *row,
                                    bool *is_taken, uint32_t *earlier, struct error *err);

/* What rows are withdrawn from. */
struct withdrawing {
    struct store *store;
    struct wave *wave;
    struct fields *fields;
    struct rows *rows;
    struct answers *answers;
    const struct textset *keys; /* of the units */
    uint32_t first_unit;
    int key; /* its cell */
    bool has_register;
};

/* Takes the withdrawn rows out of the wave and of the store, with a reject and a finding each;
 *n_rejected is their number. */
MUST_CHECK enum status repeats_withdraw(struct repeats *repeats, const struct withdrawing *from,
                                        size_t *n_rejected, struct error *err);

#endif
