/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef STATS_GROUPED_H
#define STATS_GROUPED_H

/* Values and the level that each belongs to, in the order of the rows. */

#include <stddef.h>
#include <stdint.h>

struct grouped {
    const double *x;       /* n values; borrowed */
    const uint16_t *level; /* n levels; n_levels or more: belongs to none; borrowed */
    size_t n, n_levels;
};

#endif
