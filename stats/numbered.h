/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef STATS_NUMBERED_H
#define STATS_NUMBERED_H

/* A column whose distinct values are numbered from 0 in ascending order: all that a measure of
   order needs to know, and small whole numbers can be counted instead of compared.

       values    7   5   5   9   NaN
       number    1   0   0   2    3        n_distinct 3, n_present 4                             */

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/error.h"
#include "stats/sort.h"

struct numbered {
    uint32_t *number;    /* n; of a missing value n_distinct, so that no loop need ask for it */
    uint32_t n_distinct; /* 0 when nothing is present */
    size_t n_present;
};

/* Numbers x[0..n), n <= room->capacity. The numbers live in `arena`. Fails with ERR_MEMORY. */
MUST_CHECK enum status numbered_get(struct arena *arena, const double *x, size_t n,
                                    struct sort_room *room, struct numbered *out,
                                    struct error *err);

#endif
