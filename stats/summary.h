/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef STATS_SUMMARY_H
#define STATS_SUMMARY_H

/* What is usually said of one column: where it lies, how it spreads, which shape it has. */

#include <stddef.h>

#include "stats/frequency.h"
#include "stats/sort.h"

/* In the column's unit; a number that cannot be had is MISSING. */
struct summary {
    size_t n;         /* values present */
    size_t n_missing; /* values not present; 0 when summarised from a frequency table */
    double mean, sd;
    double se; /* sd / sqrt(n): an infinite population; see mean.h for a finite one */
    double min, q1, median, q3, max; /* quantiles of type 7 */
    double skewness, kurtosis;       /* type 2; no unit */
};

/* Of a column x[0..n), n <= room->capacity.
     scratch  room for n values, overwritten: afterwards its first `n` of the result are the present
              values in ascending order; may be x itself                                          */
struct summary summary_of(const double *x, size_t n, double *scratch, struct sort_room *room);

/* Of a frequency table of n_values rows, as if every value were written out. */
struct summary summary_of_table(const struct frequency *table, size_t n_values);

#endif
