/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef STATS_STEADY_H
#define STATS_STEADY_H

/* Numbers that rounding alone keeps apart, made equal.

       for (size_t row = 0; row < n; row++)
           score[row] = steady(score[row]);

   Two units whose answers average to the same score differ in its last bits when their answers came
   in another order: thirds and sixths have no exact sum. To ranks, and all that is made of them,
   the two would be different. So the last 10 of a double's 52 bits are rounded away: 12 digits are
   left, and the change is at most 1.2e-13 of the number. A number that lies within rounding of the
   middle between two such numbers can still be torn apart, which one in some hundred ties is.    */

#include <stdint.h>
#include <string.h>

#include "base/missing.h"

/* A missing value stays as it is, with its reason. */
static inline double steady(double x)
{
    const uint64_t last = UINT64_C(1) << 10;
    uint64_t bits;
    if (is_missing(x))
        return x;
    memcpy(&bits, &x, sizeof bits);
    bits = (bits + last / 2) & ~(last - 1); /* a carry goes into the exponent, as it should */
    memcpy(&x, &bits, sizeof x);
    return x;
}

#endif
