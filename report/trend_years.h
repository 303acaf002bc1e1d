/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef REPORT_TREND_YEARS_H
#define REPORT_TREND_YEARS_H

/* The years that figures of the trend of an index are about.

       struct trend_years years = trend_years_of(draft, "trend/mean", index, "wave");
       const char *group = trend_year_group(draft, "wave", years.list[0]);
       const struct figure *mean = draft_figure(draft, "trend/mean", index->code, NULL, group);  */

#include "report/draft.h"

struct trend_years {
    int *list; /* n, ascending, in the draft's arena */
    size_t n;
};

/* Of the figures MEASURE/INDEX|KEY=YEAR and nothing more. */
struct trend_years trend_years_of(struct draft *draft, const char *measure,
                                  const struct indicator *index, const char *key);

/* "wave=2021", for draft_figure. Never NULL. */
const char *trend_year_group(struct draft *draft, const char *key, int year);

/* "2021". */
const char *trend_year_text(struct draft *draft, int year);

#endif
