/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef ANALYSIS_DIFFERENCES_H
#define ANALYSIS_DIFFERENCES_H

/* Whether the levels of a grouping differ, index by index: the figures group_difference/... of the
   family groups.

       differences_rank(analysis, ranks, err)      once, for all groupings
       differences_put(analysis, &breakdown, ranks + i * n_scores, err)      for the i-th        */

#include "analysis/breakdown.h"
#include "stats/kruskal.h"

/* The rank test of every score over every grouping, each score being sorted once.
     out  n_groups x n_scores of the wave                                                        */
MUST_CHECK enum status differences_rank(const struct analysis *analysis, struct kruskal *out,
                                        struct error *err);

/* Puts the figures of one grouping, and a finding when a test cannot be had.
     ranks  n_scores of the wave                                                                 */
MUST_CHECK enum status differences_put(struct analysis *analysis, const struct breakdown *b,
                                       const struct kruskal *ranks, struct error *err);

#endif
