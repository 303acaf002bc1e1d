/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/denominate.h"

#include "base/missing.h"

void denominate(double *x, const double *denominator, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (is_missing(x[i]))
            continue;
        if (is_missing(denominator[i]))
            x[i] = denominator[i];
        else if (denominator[i] == 0)
            x[i] = missing_because(MISSING_INVALID);
        else
            x[i] /= denominator[i];
    }
}
