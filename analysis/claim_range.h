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

/* A missing estimate is passed over. */
void claim_range_take(struct claim_range *range, double estimate, size_t row);

/* Puts hypothesis/leave_one_out_low/H|unit=KEY and leave_one_out_high in the unit and with the
   decimals of `whole`, the figure of all units, and with one unit less than its n. Without an
   estimate they are missing, and of no unit of the frame. ERR_MEMORY and what the store has. */
MUST_CHECK enum status claim_range_put(const struct claim *claim, const struct claim_range *range,
                                       struct figure whole, struct error *err);

#endif
