/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef ANALYSIS_RAW_H
#define ANALYSIS_RAW_H

#include "store/wave.h"

/* Whether the indicator is a select_multiple as a whole: the sum of its chosen options' scores. */
bool is_sum_of_options(const struct indicator *indicator);

/* The number that each row has for an item, a Denominator or an Other indicator, as it was given.
     out  wave->n_rows values in the column's unit (for a select its scores); missing with its
          reason; MISSING_NO_ANSWER throughout when the column is not held in memory             */
void raw_numbers(const struct wave *wave, const struct indicator *indicator, double *out);

#endif
