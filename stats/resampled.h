/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef STATS_RESAMPLED_H
#define STATS_RESAMPLED_H

/* Pearson's r, and the difference of two of them, as statistics to bootstrap.

       struct resampled units;
       TRY(resampled_get(arena, (const double *const[]){x, y1, y2}, n, &units, err));
       ... {.statistic = resampled_difference, .data = &units, .n_units = units.n} ...

   One pass per replicate: the columns are laid side by side, about their means, so that sums of
   squares lose no digits to speak of.                                                            */

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/error.h"

struct resampled {
    size_t n;         /* units where all three are present */
    double (*row)[4]; /* x, y1, y2 less their means, and 0; in the arena of resampled_get */
};

/* For one r alone give y1 twice. Fails with ERR_MEMORY. */
MUST_CHECK enum status resampled_get(struct arena *arena, const double *const columns[3], size_t n,
                                     struct resampled *out, struct error *err);

/* Of type bootstrap_statistic, `data` a struct resampled: r of x and y1; and r of x and y1 less r
   of x and y2. MISSING when one of them does not vary over those units (by more than 1e-12 of its
   mean square). */
double resampled_r(const uint32_t *unit, size_t n, const void *data);
double resampled_difference(const uint32_t *unit, size_t n, const void *data);

#endif
