/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef INGEST_REGISTER_H
#define INGEST_REGISTER_H

/* register.csv: the frame, that is, the units that should answer.

       struct frame frame;
       TRY(frame_read(&frame, store, wave, path, first_unit, err));
       unit = textset_find(&frame.keys, key, n);          TEXTSET_NONE: not in the register
       frame_release(&frame);

   Every row that can be taken goes to register_<form>_<year>, and to `unit` when it belongs to the
   frame. A row is rejected when it is malformed, has no key, or a key that stands above it already:
   the first row of a key is kept, since which of them is meant cannot be known.

   Columns that indicators take as numbers are REAL; a cell there that is no number is an error
   finding and NULL. They may have a decimal comma or point, as the file shows. Every other column
   is kept as text. A column `orgnr` is checked; what is wrong with it is a warning. What stands in
   a column `successor_of` becomes wave->successions. */

#include "ingest/levels.h"
#include "store/store.h"
#include "store/wave.h"

enum { FRAME_NAMED = 5000 };

struct frame {
    bool is_there;        /* false: there is no register, and all below is empty */
    const char **columns; /* headers, in the wave's arena */
    size_t n_columns;
    struct textset keys;   /* of the units, numbered as the rows that were taken */
    const char **names;    /* of the first FRAME_NAMED units, in the wave's arena; NULL: none */
    bool *is_in;           /* by unit: belongs to the frame; owned */
    uint32_t first_unit;   /* unit.id of the first */
    int *column;           /* by indicator: its source in the register; -1: not there */
    struct levels *levels; /* by indicator: of Groups over texts of the register, a row per unit */
    size_t n_indicators;   /* of the form */
    double **numbers;      /* by column, a number per unit, owned; NULL where it holds texts */
    struct source source;
};

/* Reads `path` into the store and *frame, and sets wave->n_frame.
   ERR_OPEN, ERR_READ, ERR_ENCODING; ERR_TABLE when a column that settings name is missing, the
   frame's expression is faulty, or no unit belongs to the frame. On failure nothing is left. */
MUST_CHECK enum status frame_read(struct frame *frame, struct store *store, struct wave *wave,
                                  const char *path, uint32_t first_unit, struct error *err);
void frame_release(struct frame *frame); /* may be repeated */

/* Whether the register has a column of that name; `frame` is a struct frame (see fields_create). */
bool frame_has(void *frame, const char *name);

/* The key under which a unit is known: the cell trimmed, and an organisation number as 202100-6073
   when the key is the column `orgnr`. *n is its length; borrowed from `cell` or `buffer`, which has
   ORGNR_SIZE bytes. */
const char *frame_key(const struct form *form, const char *cell, size_t *n, char *buffer);

#endif
