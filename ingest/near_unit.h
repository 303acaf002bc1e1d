/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef INGEST_NEAR_UNIT_H
#define INGEST_NEAR_UNIT_H

/* The unit that a key outside the register was perhaps meant for.

       "'2021006037' is not in register.csv%s", near_unit(frame, &log.arena, key)
       ... ; did you mean 202100-6073 (Skolverket)?                                             */

#include "ingest/register.h"

/* "; did you mean 202100-6073 (Skolverket)?" when exactly one key of the frame differs in one
   character too many, too few or wrong, or in two that changed places; else "". NULL when memory
   runs out. Only the first FRAME_NAMED units are looked at. */
const char *near_unit(const struct frame *frame, struct arena *arena, const char *key);

/* Keeps a copy of the unit's name, trimmed, for that. False when memory runs out. */
bool near_unit_keep(struct frame *frame, struct arena *arena, uint32_t unit, const char *name);

#endif
