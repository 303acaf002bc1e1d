/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef REPORT_SHEET_WEIGHTS_H
#define REPORT_SHEET_WEIGHTS_H

/* What the scores are put together by: a row per index with its smallest share and the weights of
   its parts, side by side, for the formulas of the agencies' scores. */

#include "report/draft.h"

/* The weights of `n` parts of wave->scores[score] from part `first`: "'Vikter'!$D$5:$M$5". */
const char *weights_range(struct draft *draft, size_t score, size_t first, size_t n);

/* The cell of its smallest share: "'Vikter'!$C$5". */
const char *weights_share(struct draft *draft, size_t score);

#endif
