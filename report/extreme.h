/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef REPORT_EXTREME_H
#define REPORT_EXTREME_H

/* Who is lowest or highest, for a sentence that says so: also when several share the place.

       struct extreme lowest = {0};
       extreme_take(&lowest, mean, name, EXTREME_LOWEST);    for each
       extreme_indices(draft, &lowest)                       "A (12,3)", "A och B (12,3)",
                                                             "3 index (12,3)"                */

#include "report/draft.h"

struct extreme {
    const struct figure *figure;     /* the first met; NULL: none */
    const char *name, *another_name; /* of the first and second met; borrowed */
    size_t n;                        /* how many share the place */
};

enum extreme_end { EXTREME_LOWEST = -1, EXTREME_HIGHEST = 1 };

/* Values that differ by less than a billionth of their size, as sums do that are added in another
   order, are equal. The figure is borrowed; its value is not missing. */
void extreme_take(struct extreme *extreme, const struct figure *figure, const char *name,
                  enum extreme_end end);

/* Whether all that were taken into both share one value. */
bool extreme_is_same(const struct extreme *low, const struct extreme *high);

/* Names and value; of a single one also its interval, and for a group the n, since those who share
   a value do not share these. */
const char *extreme_groups(struct draft *draft, const struct extreme *extreme);
const char *extreme_indices(struct draft *draft, const struct extreme *extreme);

#endif
