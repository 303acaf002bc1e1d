/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef ANALYSIS_BREAKDOWN_H
#define ANALYSIS_BREAKDOWN_H

/* Every score of a wave over the levels of one grouping.

       struct breakdown b;
       TRY(breakdown_open(analysis, groups, &b, err));
       ... b.moments[score * groups->n_levels + level] ...
       breakdown_close(&b);                                                                       */

#include "analysis/family.h"
#include "stats/moments.h"

struct breakdown {
    const struct grouping *groups;
    size_t *answered;        /* n_levels: rows in the level */
    size_t *population;      /* n_levels: units of the frame in the level, known or estimated */
    bool is_known;           /* the register tells how many units of the frame each level has */
    struct moments *moments; /* n_scores x n_levels */
    size_t *n_strong;        /* likewise: values at or above the index' cut; 0s where it has none */
};

/* Results do not depend on analysis->threads. May be closed also when this fails (ERR_MEMORY). */
MUST_CHECK enum status breakdown_open(const struct analysis *analysis,
                                      const struct grouping *groups, struct breakdown *out,
                                      struct error *err);
void breakdown_close(struct breakdown *b);

#endif
