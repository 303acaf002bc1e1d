/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef ANALYSIS_SCALE_H
#define ANALYSIS_SCALE_H

/* An index as a scale: what is asked of its parts together. */

#include "analysis/family.h"
#include "stats/comoments.h"

/* One index and the parts that may hang together: its children, or every item below it. */
struct scale {
    const struct indicator *index;
    struct indicator **part; /* n; parts without weight are left out */
    size_t n;
    const char *parts; /* "items" or "indices" */
};

/* A figure without a unit, with two decimals. */
struct figure scale_figure(double value, size_t n);

/* Puts what one factor behind the parts would be: omega, the first eigenvalue's share, KMO and
   Bartlett's test (analysis.h has the ids). Why there is none is told among the findings.
     m  of the scale's parts, in their order */
MUST_CHECK enum status scale_put_factor(struct analysis *analysis, const struct scale *scale,
                                        const struct comoments *m, struct error *err);

#endif
