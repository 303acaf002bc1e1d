/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef ANALYSIS_GOALPOSTS_H
#define ANALYSIS_GOALPOSTS_H

/* The lowest and highest value that an item under `goalposts` may have, and what lies outside. */

#include "base/finding.h"
#include "store/wave.h"

/* Low and High of the indicator; where blank, of a select_one the smallest and largest score of its
   list, of a select_multiple 0 and the sum of the positive scores, of an option 0 and 1. MISSING
   when there is no default.                                                                     */
void goalposts_of(const struct indicator *indicator, double *low, double *high);

/* Makes the values outside their goalposts MISSING_INVALID, each with an error finding at its line
   and field of the answers (notice.h). Nothing happens under another rule than goalposts.
     x      n_rows values
     found  may be NULL                                                                         */
void goalposts_check_column(const struct wave *wave, const struct indicator *indicator, double *x,
                            struct findings *found);

/* The same for coded answers.
     code   n_rows codes
     count  256: how often each occurs
     table  256: the value of each                                                              */
void goalposts_check_codes(const struct wave *wave, const struct indicator *indicator,
                           const uint8_t *code, const size_t *count, double *table,
                           struct findings *found);

#endif
