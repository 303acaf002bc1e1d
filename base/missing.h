/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef BASE_MISSING_H
#define BASE_MISSING_H

/* Missing values.

   In numbers a missing value is NaN and is tested by `is_missing` alone. The reason is data: it
   is kept in the store, and in a column of numbers it rides in the NaN's payload.

       x[i] = missing_because(MISSING_NOT_ASKED);
       if (is_missing(x[i]) && missing_reason(x[i]) == MISSING_NOT_ASKED) ...

   Arithmetic may change a payload: read a reason only from a value that was stored, not computed.
   Never build with -ffast-math.                                                                  */

#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

enum missing {
    ANSWERED,
#define REASON(constant, name) constant,
#include "base/missing.def"
#undef REASON
    MISSING_COUNT
};

#define MISSING ((double)NAN) /* missing, no reason given */

static inline bool is_missing(double x)
{
    return isnan(x);
}

/* A missing value that remembers its reason (not ANSWERED). */
static inline double missing_because(enum missing reason)
{
    const uint64_t bits = UINT64_C(0x7FF8000000000000) | (uint64_t)reason;
    double x;
    memcpy(&x, &bits, sizeof x);
    return x;
}

/* The reason in a missing value; MISSING_NO_ANSWER when it carries none; ANSWERED when x is a
   number. */
static inline enum missing missing_reason(double x)
{
    if (!is_missing(x))
        return ANSWERED;
    uint64_t bits;
    memcpy(&bits, &x, sizeof bits);
    const uint64_t payload = bits & UINT64_C(0x7FFFFFFFFFFFF);
    return payload > 0 && payload < MISSING_COUNT ? (enum missing)payload : MISSING_NO_ANSWER;
}

/* "not_asked" for MISSING_NOT_ASKED; "" for ANSWERED. */
const char *missing_name(enum missing reason);

#endif
