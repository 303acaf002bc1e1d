/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef INGEST_SUCCESSION_H
#define INGEST_SUCCESSION_H

/* Which units of the register continue others: its column `successor_of`. */

#include "base/error.h"
#include "store/wave.h"

/* Adds it to wave->successions, unless it names nobody; texts are copied into the wave's arena.
   ERR_MEMORY. */
MUST_CHECK enum status succession_add(struct wave *wave, const struct succession *succession,
                                      struct error *err);

#endif
