/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef STATS_LINE_H
#define STATS_LINE_H

/* A straight line through points, y on x, in two passes and no memory.

       struct line l = line_fit(x, y, n);
       struct line_point top = line_at(l, 100, 0.95);

   Draper & Smith (1998), Applied Regression Analysis, 1.2-1.4: moments about the means first, then
   the residuals themselves.                                                                      */

#include <stddef.h>

struct line {
    size_t n;         /* rows where both are present */
    double slope;     /* unit of y per unit of x; MISSING when n < 2 or x does not vary */
    double intercept; /* unit of y; MISSING where slope is */
    double slope_se, intercept_se, residual_sd; /* MISSING when n < 3 or slope is */
    double r2;                                  /* MISSING when slope is or y does not vary */
    double mean_x, mean_y, xx; /* means, and sum of (x - mean_x)^2, over the n rows */
};

struct line line_fit(const double *x, const double *y, size_t n);

struct line_point {
    double value;         /* of the line at x; MISSING where slope is */
    double se, low, high; /* of the line there, not of a new observation; MISSING when n < 3 */
};

/* The line at x with its confidence band: se^2 = s^2 (1/n + (x - mean_x)^2 / xx), t on n - 2. */
struct line_point line_at(struct line line, double x, double confidence);

#endif
