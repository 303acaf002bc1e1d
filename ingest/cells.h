/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef INGEST_CELLS_H
#define INGEST_CELLS_H

/* The cells of one row of answers turned into values, in the wave and in a batch for the store.

   A cell that cannot be taken becomes missing (invalid) with an error finding that says what was
   found and what was wanted; a missing code or an empty cell becomes missing with its reason.   */

#include "ingest/batch.h"
#include "ingest/fields.h"
#include "ingest/rows.h"

/* A field whose cells of at most one byte need no more than a look into a table. */
struct quick_field {
    const uint8_t *code; /* codes->quick; NULL: it is another */
    size_t cell;
};

struct cells {
    struct fields *fields; /* borrowed, as all else */
    struct wave *wave;
    const struct absent *absent;
    char decimal;              /* '.' or ',' */
    struct quick_field *quick; /* by field */
};

/* Sets up `quick`, in the wave's arena, once the header has been matched. ERR_MEMORY. */
MUST_CHECK enum status cells_open(struct cells *cells, struct error *err);

/* The bytes of text that a row may need in the batch. */
size_t cells_room(const struct cells *cells, const struct row *row);

/* Reads `row`, whose cells are as many as the header's, as row number `index` of the wave and
   batch->n_rows of the batch; line, unit and key of both are set already. There is room in both.
   Findings and shortage of memory are noted in the batch. Codes and numbers are not in the wave
   before cells_keep. */
void cells_read(struct cells *cells, struct batch *batch, const struct row *row, size_t index);

/* Copies codes and numbers of a full batch, whose first row is row `first` of the wave, into the
   wave: column by column, since to write a byte into each of a hundred columns for every row would
   leave the processor's cache a hundred times a row. */
void cells_keep(const struct cells *cells, const struct batch *batch, size_t first);

#endif
