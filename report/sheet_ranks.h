/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef REPORT_SHEET_RANKS_H
#define REPORT_SHEET_RANKS_H

/* What a unit's rank may be, as the sheets show it. */

#include "report/draft.h"

/* Whether the index has intervals of ranks; and the unit in that row one of its own. */
bool ranks_have_interval(const struct score *score);
bool ranks_has_row(const struct score *score, size_t row);

/* "12 (8–19)": the rank, and its interval in whole places, rounded outwards; the rank alone where
   the interval holds nothing else. */
const char *ranks_interval(struct draft *draft, const struct score *score, size_t row);

#endif
