/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef ANALYSIS_STRATA_H
#define ANALYSIS_STRATA_H

/* The Groups that the settings name as strata, over the rows of a wave, as stats/ weighs by them.

       struct strata strata;
       TRY(strata_open(wave, &strata, err));
       rake_get(arena, (struct rake_model){strata.margin, strata.n, wave->n_rows, 0, 0}, ...);
       strata_close(&strata);

   Units of the frame that the register gives no level of a Group make up one more level of their
   own, the last: left out, the rest would stand for them.                                        */

#include "stats/poststratify.h"
#include "stats/rake.h"
#include "store/wave.h"

struct strata {
    size_t n;                      /* 0: the settings name none */
    const struct grouping **group; /* n; borrowed from the wave */
    struct margin *margin;         /* n: level of every row, units of the frame per level */
    size_t **answered;             /* n: rows per level of the margin */
    struct arena arena;            /* private: holds all of it */
};

/* On OK the caller closes *out; on failure there is nothing to close. ERR_MEMORY. */
MUST_CHECK enum status strata_open(const struct wave *wave, struct strata *out, struct error *err);
void strata_close(struct strata *strata); /* may be repeated */

/* The name of a margin's level; "" of the units without one. */
const char *strata_level_name(const struct strata *strata, size_t margin, size_t level);

/* Makes wave->weight by these strata: N/n of the one, or raked to the margins of several. It stays
   NULL when nobody answered or raking does not converge; *out says so. ERR_MEMORY.              */
MUST_CHECK enum status strata_weigh(const struct strata *strata, struct wave *wave,
                                    struct raked *out, struct error *err);

#endif
