/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef INGEST_CHECKS_H
#define INGEST_CHECKS_H

/* What the questionnaire says about answers, held against them once all are in the store, by
   SQLite:

     calculation  fills its column
     constraint   false: an error finding with the question's message, and the answer is invalid
     relevant     (the question's own and its sections') false: an empty answer was not asked; a
                  given one is a warning and stays
     required     empty though it was asked: a warning

   A form that says nothing of the kind costs nothing.                                           */

#include "ingest/fields.h"
#include "ingest/log.h"
#include "store/store.h"

/* Brings the wave and the store in line. ERR_TABLE for an expression that cannot be used;
   ERR_STORE, ERR_MEMORY. */
MUST_CHECK enum status checks_run(struct wave *wave, struct store *store, struct fields *fields,
                                  struct log *log, struct error *err);

#endif
