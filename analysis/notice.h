/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef ANALYSIS_NOTICE_H
#define ANALYSIS_NOTICE_H

/* Findings about single rows of answers, of which there may be a million: the first NOTICE_LIMIT
   are listed, the rest are counted in one more.

       struct notice notice = {found, wave, indicator, "outside_goalposts", 0};
       for (...)
           if (notice_is_listed(&notice))
               findings_add(found, FINDING_ERROR, notice.rule, notice_place(&notice, row), ...);
       notice_end(&notice);                                                                      */

#include "base/finding.h"
#include "store/wave.h"

enum { NOTICE_LIMIT = 1000 };

struct notice {
    struct findings *found; /* NULL: nobody is told */
    const struct wave *wave;
    const struct indicator *about;
    const char *rule;
    size_t n; /* met so far; begin with 0 */
};

/* Counts one more; whether it is among those that are listed. */
bool notice_is_listed(struct notice *notice);

/* The row's line in the answers, and the field of the indicator's question (0 without one). */
struct place notice_place(const struct notice *notice, size_t row);

/* Tells how many were not listed, if any. */
void notice_end(struct notice *notice);

#endif
