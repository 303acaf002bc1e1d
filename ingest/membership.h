/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef INGEST_MEMBERSHIP_H
#define INGEST_MEMBERSHIP_H

/* Which units of the register belong to the frame: the settings' expression `frame`, evaluated by
   SQLite over register_<form>_<year>. */

#include "ingest/register.h"

/* Fills frame->is_in, puts the frame's units into `unit`, and sets wave->n_frame.
     is_number  by column of the register
   ERR_TABLE when the expression is faulty or holds for no unit. */
MUST_CHECK enum status membership_put(struct frame *frame, struct store *store, struct wave *wave,
                                      const bool *is_number, struct error *err);

#endif
