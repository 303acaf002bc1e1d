/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef INGEST_UNIT_LEVELS_H
#define INGEST_UNIT_LEVELS_H

/* The level of a Group for every unit of the network, also for those that did not answer, where the
   register knows it. */

#include "ingest/register.h"
#include "store/network.h"

/* Fills `out`, network->n levels of wave->groups[group], NO_LEVEL where none is known. ERR_MEMORY.
 */
MUST_CHECK enum status unit_levels_get(const struct wave *wave, const struct frame *frame,
                                       const struct network *network, size_t group, uint16_t *out,
                                       struct error *err);

#endif
