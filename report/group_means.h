/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef REPORT_GROUP_MEANS_H
#define REPORT_GROUP_MEANS_H

/* The means of an index in the groups of a grouping, as charts and grids show them. */

#include "report/draft.h"

enum { GROUPS_MOST = 40 }; /* of a grouping; with more a chart cannot be read */

/* "10–50 (n = 34)"; a group of fewer units than settings' min_cell is marked as small. */
const char *group_name(struct draft *draft, const char *label, double n);

/* Whether so few are less than settings' min_cell. */
bool is_small_group(const struct draft *draft, double n);

/* The index' mean in a level of the grouping; NULL when memory runs out or there is none. */
const struct figure *group_mean(struct draft *draft, const struct indicator *index,
                                const struct grouping *grouping, size_t level);

/* The indices that stand in charts and grids of groups: those at the top of the tree that run
   0-100. Their number; the first of them in `out`, which may be NULL. */
size_t group_indices(const struct report *report, const struct indicator **out, size_t most);

#endif
