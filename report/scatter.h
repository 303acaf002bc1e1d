/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef REPORT_SCATTER_H
#define REPORT_SCATTER_H

/* Which pairs of indices get a chart, and what there is to draw in it: a point per unit that has
   both scores (in a review of not too many units), and the regression line with its band.       */

#include "report/indicator_pairs.h"

enum { SCATTER_MOST = 2, SCATTER_LINE = 5 };

struct scatter {
    struct indicator_pair pair;
    const struct score *x, *y;               /* NULL: no scores to draw points from */
    const struct figure *line[SCATTER_LINE]; /* at x = 0, 25 ... 100 */
    bool has_line;                           /* all of them, each with its interval */
    size_t first_point, n_points;            /* rows of the sheet of points, from 0 */
};

struct scatters {
    struct scatter list[SCATTER_MOST];
    size_t n, n_points;
};

/* The places of the line. */
extern const double scatter_places[SCATTER_LINE];

/* The first pairs that have something to draw. */
struct scatters scatters_of(struct draft *draft);

/* Whether the unit in that row has a point. */
bool scatter_has_point(const struct scatter *scatter, size_t row);

#endif
