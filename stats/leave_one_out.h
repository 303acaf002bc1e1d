/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef STATS_LEAVE_ONE_OUT_H
#define STATS_LEAVE_ONE_OUT_H

/* How far Pearson's r hangs on a single unit: its range when each is left out in turn.

       struct leave_one_out range = leave_one_out(x, y, n);
       range.low is r without row range.low_row

   Each r from the moments of all rows in constant time; where one unit makes up nearly all of a
   variance, from the others themselves.                                                         */

#include <stddef.h>

struct leave_one_out {
    size_t n;                 /* rows where both are present */
    double low, high;         /* [-1, 1]; MISSING when no r can be had without a unit */
    size_t low_row, high_row; /* the row left out, the first of several; 0 when low is MISSING */
};

/* An r that cannot be had without a unit (x or y does not vary then) is passed over. */
struct leave_one_out leave_one_out(const double *x, const double *y, size_t n);

#endif
