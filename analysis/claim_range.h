/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef ANALYSIS_CLAIM_RANGE_H
#define ANALYSIS_CLAIM_RANGE_H

/* The range of an estimate when each unit is left out in turn.

       struct claim_range range = {0};
       claim_range_take(&range, estimate, i);      for each row i of the claim
       claim_range_put(claim, &range, figure, err);                                              */

#include "analysis/claim.h"

struct claim_range {
    size_t n; /* estimates taken */
    double low, high;
    size_t low_row, high_row; /* the row left out, the first of several */
};

/* "two-sided", or "one-sided" for a claim that has a direction. */
const char *claim_sidedness(const struct claim *claim);

/* A missing estimate is passed over. */
void claim_range_take(struct claim_range *range, double estimate, size_t row);

/* Puts hypothesis/leave_one_out_low/H|unit=KEY and leave_one_out_high; `like` gives their unit,
   decimals and n. Without an estimate they are missing, and of no unit. */
MUST_CHECK enum status claim_range_put(const struct claim *claim, const struct claim_range *range,
                                       struct figure like, struct error *err);

#endif
