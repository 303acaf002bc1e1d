/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef REPORT_SHEET_AGENCIES_H
#define REPORT_SHEET_AGENCIES_H

/* Where the scores of single units stand in the workbook, for formulas over them. */

#include "report/draft.h"

/* Whether the workbook has those scores, and few enough to compute with. */
bool agencies_have_formulas(const struct report *report);

/* The scores of wave->scores[score] as a range: "'Myndigheter'!$F$5:$F$204". */
const char *agencies_range(struct draft *draft, size_t score);

#endif
