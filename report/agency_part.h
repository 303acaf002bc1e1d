/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef REPORT_AGENCY_PART_H
#define REPORT_AGENCY_PART_H

/* What the sheets for one agency share: its scores, and beside them the means that it may see.

       cells[1] = agency_score(draft, s);
       cells[2] = agency_mean(draft, s, FEEDBACK_ALL);
       cells[3] = agency_difference(draft, s, FEEDBACK_ALL);

   The draft's report has a feedback; `s` is one of wave->scores, `group` as in
   feedback_is_withheld. */

#include "report/draft.h"

/* [x] without a score. */
struct cell agency_score(const struct draft *draft, size_t s);

/* [z] where the agency belongs to no group of the grouping, [c] when the mean would tell of too few
   others. */
struct cell agency_mean(struct draft *draft, size_t s, size_t group);

/* The agency's score less that mean; a shorthand where there is either. */
struct cell agency_difference(struct draft *draft, size_t s, size_t group);

/* How many have a score behind that mean, as it is shown. */
struct cell agency_mean_n(struct draft *draft, size_t s, size_t group);

/* The name of the band that the score falls in; [z] where the index has no bands. */
struct cell agency_band(struct draft *draft, size_t s);

/* The grouping whose means stand beside those of all: the first in the form that the agency has a
   group in, as `group`; FEEDBACK_ALL: none. */
size_t agency_main_group(const struct report *report);

/* What the agency's group is called ("50-100"), and together with its grouping. "" when it has
   none. */
const char *agency_level(struct draft *draft, size_t group);
const char *agency_group_label(struct draft *draft, size_t group);

/* Whether so few others stand behind the figure that it is withheld from the agency, which is one
   of its n. */
bool agency_is_few(const struct draft *draft, const struct figure *figure);

/* The figure's value as a cell; [c] when it is of few. */
struct cell agency_figure(const struct draft *draft, const struct figure *figure);

/* "+3,4" */
const char *agency_signed(struct draft *draft, double x, int decimals);

/* Decimals that scores of the index are shown with. */
int agency_decimals(const struct indicator *index);

/* A chart of bars over the first rows of the table, which hold indices on 0-100: what the chart is
   about beside what it is compared with. */
struct agency_bars {
    const char *title, *alt;
    const char *own_name, *other_name;
    size_t own, other; /* columns; the indices stand in the first */
    size_t n;          /* rows */
};
struct chart agency_bar_chart(const struct draft *draft, const struct table *table,
                              const struct agency_bars *bars);

/* The earlier year that this one is compared with first, the latest; NULL: none. */
const struct feedback_year *agency_last_year(const struct report *report);

#endif
