/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CLI_DIFF_H
#define CLI_DIFF_H

/* What 'mognad diff' found of one wave on both sides, and how it tells it. */

#include "cli/figure_side.h"
#include "cli/options.h"
#include "store/figure_compare.h"

#include <stdio.h>

struct wave_diff {
    const struct figures_of_wave *was, *is; /* borrowed; one of them NULL: the wave is on one side
                                               alone, and the rest is empty */
    struct differences found;               /* by importance */
    struct fact_change *changes;            /* n_changes: what they were made of; empty when one
                                               side does not tell */
    size_t n_changes;
};

struct diff {
    struct arena *arena; /* borrowed */
    struct figure_side was, is;
    struct wave_diff *waves;
    size_t n;
};

bool wave_diff_is_clean(const struct wave_diff *wave);

/* What differs, the most important first, at most some twenty of each. */
void diff_print(const struct diff *diff, FILE *file);

/* All of it. ERR_MEMORY, ERR_WRITE. */
MUST_CHECK enum status diff_print_json(const struct diff *diff, FILE *file, struct error *err);

#endif
