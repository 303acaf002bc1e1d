/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef STATS_QUANTILE_H
#define STATS_QUANTILE_H

/* Quantiles of type 7 (Hyndman & Fan 1996; R's default, Excel's INC): linear between the order
   statistics around (n - 1) p, counted from 0.                                                  */

#include <stddef.h>

#include "stats/frequency.h"

/* Of n values in ascending order, none missing.
     p        0 (minimum) .. 1 (maximum)
     returns  in the values' unit; MISSING when n is 0 or p is not in [0, 1]  */
double quantile_sorted(const double *sorted, size_t n, double p);

/* The same of a frequency table of n_values rows, as if every value were written out. */
double quantile_table(const struct frequency *table, size_t n_values, double p);

#endif
