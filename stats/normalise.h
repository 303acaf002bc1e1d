/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef STATS_NORMALISE_H
#define STATS_NORMALISE_H

/* Puts an indicator on the scale of its index.

       normalise_column(x, n, (struct normalise_rule){.method = NORMALISE_GOALPOSTS, .direction = 1,
                        .low = 1, .high = 5}, NULL);

   Definitions as COINr 1.1.14 (n_minmax, n_zscore, n_rank, n_prank), goalposts as the Human
   Development Index.                                                                             */

#include <stdbool.h>
#include <stddef.h>

#include "base/method.h"
#include "stats/sort.h"

/* enum normalise (base/method.h):
     GOALPOSTS   (x - low) / (high - low) 100; turned: 100 less that
     MINMAX      (x - min) / (max - min), onto low..high; default 0..100
     ZSCORE      mean `low`, sample sd `high`; default 0 and 1
     RANK        1 = lowest, ties get the smallest rank
     PERCENTILE  (rank - 1) / (n - 1) 100
     NONE        x, turned if asked for                                    */
struct normalise_rule {
    enum normalise method;
    int direction;    /* -1 turns the indicator first, so that more is better; else 1 */
    double low, high; /* in the indicator's unit for goalposts, in the result's for minmax and
                         zscore (MISSING: the default); not looked at otherwise */
};

/* Normalises x[0..n) in place; missing values keep their reason.
     room     of capacity n for rank and percentile; not looked at otherwise, may be NULL
     returns  false, and every value becomes missing, when the rule gives none: minmax or zscore of
              values that do not vary, percentile of a single value, goalposts that are missing or
              equal. A column with no value present gives true.
   Values outside their goalposts come out below 0 or above 100: the caller decides beforehand.  */
bool normalise_column(double *x, size_t n, struct normalise_rule rule, struct sort_room *room);

#endif
