/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef INGEST_COOPERATION_INSIDE_H
#define INGEST_COOPERATION_INSIDE_H

/* What the readers of ties share. */

#include "ingest/cooperation.h"
#include "ingest/textset.h"
#include "store/network.h"

struct tie_reader {
    struct wave *wave;
    const struct frame *frame;
    struct store *store;
    struct log *log;
    struct network *network;
    struct textset keys;      /* of the units, numbered as in the network */
    struct statement *insert; /* into the store */
    struct tie *ties;         /* n_ties as they come: a pair may stand for each of its areas */
    size_t n_ties, capacity;
    struct textset areas;
    size_t *n_of_area;
    size_t areas_capacity;
    size_t n_hints; /* "did you mean" is dear among thousands of keys */
};

/* The unit with that key as the cell has it; TEXTSET_NONE when it is none of the frame. */
uint32_t tie_unit(const struct tie_reader *r, const char *cell);

/* Why the text names no unit of the frame, in the log's arena; NULL when memory runs out. */
const char *tie_say_no_unit(struct tie_reader *r, const char *cell, size_t n);

/* Keeps a tie that is in order; area "" and a missing weight: not said. ERR_STORE, ERR_MEMORY. */
MUST_CHECK enum status tie_keep(struct tie_reader *r, struct tie tie, const char *area,
                                struct error *err);

/* The two sources. */
MUST_CHECK enum status ties_read_rows(struct tie_reader *r, struct error *err);
MUST_CHECK enum status ties_read_choices(struct tie_reader *r, struct error *err);

#endif
