/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef STATS_FREQUENCY_H
#define STATS_FREQUENCY_H

/* How often each code occurs in a column of one byte per answer.

       size_t count[FREQUENCY_CODES] = {0};
       frequency_count(codes, n, count);

   and what it becomes once the codes have values: a frequency table, from which moments.h,
   quantile.h and summary.h take their numbers without looking at the column again.             */

#include <stddef.h>
#include <stdint.h>

enum { FREQUENCY_CODES = 256 };

/* Adds to count[c] the number of times c occurs in codes[0..n). */
void frequency_count(const uint8_t *codes, size_t n, size_t count[FREQUENCY_CODES]);

/* One row of a frequency table. A table stands in ascending order of its values, which are
   distinct and not missing; a count may be 0. */
struct frequency {
    double value;
    size_t count;
};

#endif
