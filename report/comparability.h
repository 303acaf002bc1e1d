/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef REPORT_COMPARABILITY_H
#define REPORT_COMPARABILITY_H

/* Whether an index of this year can be compared with that of an earlier one, as the figures of the
   trend tell. */

#include "report/draft.h"

/* "trend/items_new" and the like, about its items; NULL: not told. */
const struct figure *comparability_figure(struct draft *draft, const struct indicator *index,
                                          int since, const char *measure);

/* Whether the figure is 0, has no value, or is none. */
bool comparability_is_zero(const struct figure *figure);

/* "No break: the same questions", "Questions in common: 8 of 10" ... on all questions, or on those
   that both years have. */
const char *comparability_text(struct draft *draft, const struct indicator *index, int since,
                               bool is_common);

#endif
