/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef STATS_DENOMINATE_H
#define STATS_DENOMINATE_H

#include <stddef.h>

/* Divides a column by another, in place: x per inhabitant, per euro.
     x            n values
     denominator  n values, borrowed
   Missing in either gives missing: x's own reason, else the denominator's. A denominator of 0
   gives a missing value with the reason MISSING_INVALID.                                        */
void denominate(double *x, const double *denominator, size_t n);

#endif
