/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef REPORT_SHEET_AGENCIES_H
#define REPORT_SHEET_AGENCIES_H

/* Where the scores of single units stand in the workbook, for formulas over them. What stands
   nowhere has no range: NULL. */

#include "report/draft.h"

/* Whether the workbook has those scores, and few enough to compute with. */
bool agencies_have_formulas(const struct report *report);

/* The number of the index among wave->scores; SIZE_MAX when it is none of them. */
size_t agencies_find(const struct wave *wave, const struct indicator *index);

/* The column of wave->scores[score], of wave->groups[group]. */
size_t agencies_column(const struct wave *wave, size_t score);
size_t agencies_group_column(const struct wave *wave, size_t group);

/* The scores of wave->scores[score] as a range: "'Myndigheter'!$F$5:$F$204"; within the sheet
   itself: "$F$5:$F$204". */
const char *agencies_range(struct draft *draft, size_t score);
const char *agencies_own_range(struct draft *draft, size_t score);

/* The keys of the agencies. */
const char *agencies_keys_range(struct draft *draft);

/* Those of an index; NULL also when the workbook does not compute with them. */
const char *agencies_range_of(struct draft *draft, const struct indicator *index);

/* The score of one agency, row `row` of the wave: "'Myndigheter'!$F$7"; NULL likewise. */
const char *agencies_cell_of(struct draft *draft, const struct indicator *index, size_t row);

/* The levels of a grouping, as the sheet calls them; NULL likewise, and when two levels are called
   the same. */
const char *agencies_levels_range(struct draft *draft, const struct grouping *grouping);

#endif
