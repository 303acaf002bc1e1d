/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef INGEST_BATCH_H
#define INGEST_BATCH_H

/* Rows on their way from the reader to the store: what store/answers.h takes, and the room it lies
   in. Filled by one thread, put by another, emptied and filled again.

       while (!batch_is_full(batch)) ... batch_begin_row; fill batch->data[..][batch->n_rows] ...;
           batch->n_rows++;
       answers_put(answers, batch_view(batch), err); log_put(&batch->log, store, wave, err);
       batch_empty(batch);                                                                   */

#include "ingest/fields.h"
#include "ingest/log.h"
#include "store/answers.h"

enum { BATCH_ROWS = 512 };

union batch_cells { /* BATCH_ROWS of them */
    void *any;
    uint8_t *code;
    uint16_t *wide;
    double *number;
    struct bulk_text *text;
};

struct batch {
    struct answer_batch view;
    size_t n_rows;
    uint32_t line[BATCH_ROWS], unit[BATCH_ROWS];
    struct bulk_text key[BATCH_ROWS], name[BATCH_ROWS];
    union batch_cells *data; /* one per field */
    struct bulk_column *columns;
    size_t n_columns;
    uint32_t *missing_line, *missing_unit;
    uint16_t *missing_question;
    uint8_t *missing_reason;
    size_t n_missing, missing_capacity;
    struct log log;
    char *text; /* of the text cells, keys and names */
    size_t n_text, text_capacity;
    bool is_out_of_memory;
};

/* ERR_MEMORY; on failure *out is NULL. */
MUST_CHECK enum status batch_create(const struct fields *fields, struct batch **out,
                                    struct error *err);
void batch_free(struct batch *batch); /* NULL is fine */

void batch_empty(struct batch *batch);

/* Whether it should be put before another row comes whose texts take up to `n` bytes. */
bool batch_is_full(const struct batch *batch, size_t n);

/* Room for `n` bytes of text, in a batch that is not full. False when memory runs out. */
bool batch_reserve_text(struct batch *batch, size_t n);

/* A copy of the text in the room reserved. */
struct bulk_text batch_copy(struct batch *batch, const char *text, size_t n);

/* Notes why the row being filled has no answer in field `question`. */
void batch_add_missing(struct batch *batch, uint32_t line, uint32_t unit, size_t question,
                       enum missing reason);

/* What is in it, for answers_put. */
const struct answer_batch *batch_view(struct batch *batch, bool has_units);

#endif
