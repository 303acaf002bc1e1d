/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef ANALYSIS_TREND_SERIES_H
#define ANALYSIS_TREND_SERIES_H

/* The figures about one index in two waves: means, changes, the panel, the parts of a change. */

#include "analysis/family.h"
#include "analysis/panel.h"
#include "analysis/trend.h"

/* This wave against an earlier one. */
struct comparison {
    struct analysis *analysis;
    size_t earlier;
    int since;           /* year of the earlier wave */
    struct panel panel;  /* their units */
    const char *joined;  /* of units that merged or split, a part of methods; "" without */
    struct arena *arena; /* of the comparison */
};

/* One index in it, on all questions or on those in common. */
struct series {
    const struct comparison *of;
    const struct indicator *index;
    const char *questions; /* NULL: all; "common" */
    const char *caution;   /* a part of methods: "; a break: ...", or "" */
    const double *x, *y;   /* scores by row, earlier and later; NULL: there are none */
    size_t n_pairs;        /* the panel's; 0 without scores */
    struct moments all[2];
    struct panel_values values;
    struct moments pairs[2]; /* of the pairs' values, earlier and later */
};

/* The year of the earlier (side 0) or of this wave. */
int comparison_year(const struct comparison *c, int side);

/* "since=2021", "since=2021;wave=2022", "since=2021;questions=common" ...; wave 0: none. NULL when
   memory runs out. */
const char *series_group(const struct series *s, int wave);

/* Puts all figures of the series, whose first six fields are set; fills the others. `arena` holds
   its columns for as long as they are looked at. ERR_MEMORY. */
MUST_CHECK enum status series_put(struct series *s, struct arena *arena, struct error *err);

/* Mean of this wave less that of the earlier; MISSING when either has none. */
double series_change(const struct series *s);

#endif
