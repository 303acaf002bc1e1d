/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef REPORT_CHART_PARTS_H
#define REPORT_CHART_PARTS_H

/* What the charts of several sheets are made with. */

#include "report/cell.h"

/* Whether a chart may show the figure: it has a value, which is not withheld. */
bool chart_takes(const struct figure *figure);

/* How far an interval goes down and up from a value; 0 both: none. */
struct whisker {
    double down, up; /* at least 0 */
};

/* The figure's interval around its value, cut where the scale ends; none without an
   interval, or where the figure (or NULL) may not be shown. */
struct whisker whisker_of(const struct figure *figure, const struct indicator *index);

/* Two cells with its lengths, down and up. */
void cells_put_whisker(struct cell *cells, struct whisker whisker);

/* The stretch of a scale that a chart shows. */
struct view {
    double low, high;
    bool is_begun;
};

/* Takes a value with its whisker into what is shown. */
void view_take(struct view *view, double value, struct whisker whisker);

/* The tens around it, within 0-100 where the index runs so. */
struct axis view_axis(const struct view *view, const struct indicator *index, const char *title);

/* A name for a row of a chart: at most `most` characters, cut between words, with the dots that say
   so. */
const char *chart_name(struct draft *draft, const char *text, size_t most);

/* The list with one more, "A: 1, B: 2", or with dots in its stead where an alternative text would
   become too long. */
const char *alt_list(struct draft *draft, const char *list, const char *one);

/* The text made fit for an alternative text: at most CHART_ALT_LIMIT bytes, cut between words. */
const char *alt_fit(struct draft *draft, const char *text);

/* "Mognad: 56,6 (55,3–57,8)", without brackets where there is no interval. */
const char *alt_estimate(struct draft *draft, const char *name, const struct figure *figure);

#endif
