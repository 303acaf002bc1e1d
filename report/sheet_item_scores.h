/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef REPORT_SHEET_ITEM_SCORES_H
#define REPORT_SHEET_ITEM_SCORES_H

/* The scores of each agency on each item, from which the formulas of the indices start: a row per
   agency, in the order of the agencies' sheet, and a column per item, in the form's order. [z]
   where the item was not asked or does not apply, [x] where it is missing for another reason. */

#include "report/draft.h"

/* Whether the workbook has the sheet. */
bool item_scores_are_shown(const struct report *report);

/* The number of the item among wave->items; SIZE_MAX when it is none of them. */
size_t item_scores_find(const struct wave *wave, const struct indicator *item);

/* Its column in the sheet, and its scores: "'Indikatorpoäng'!$F$5:$F$178". */
size_t item_scores_column(const struct wave *wave, size_t item);
const char *item_scores_range(struct draft *draft, size_t item);

#endif
