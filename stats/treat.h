/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef STATS_TREAT_H
#define STATS_TREAT_H

/* Outlier treatment of an indicator: winsorise, and if that does not help, take logarithms
   (COINr 1.1.14: Treat with its defaults; JRC 10-step guide).

   An indicator passes when |skewness| < 2 or kurtosis < 3.5 (type 2), when it has fewer than 4
   values or does not vary. While it fails and fewer than 5 points have been moved, all points at
   the current maximum (minimum, if skewness is negative) are set to the next lower (higher)
   distinct value; tied points move together and may make it more than 5. Two distinct values are
   never made one. If it fails even so, the winsorised values are dropped and the untreated ones
   become log(x - min + 0.01 (max - min)).                                                        */

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"

enum { TREAT_MAX_POINTS = 5 };

struct treated {
    size_t n;                                /* values present */
    size_t n_high, n_low;                    /* points winsorised at each end; 0 when is_log */
    bool is_log;                             /* logarithms were taken */
    bool passes;                             /* as it is now */
    double skewness_before, kurtosis_before; /* MISSING if they cannot be had */
    double skewness, kurtosis;               /* now; the same as before when nothing was done */
};

/* Treats x[0..n) in place; missing values stay as they are. Fails with ERR_MEMORY; x is then
   untouched. */
MUST_CHECK enum status treat_column(double *x, size_t n, struct treated *out, struct error *err);

#endif
