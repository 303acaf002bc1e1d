/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef REPORT_CHART_H
#define REPORT_CHART_H

/* A chart as data. It draws from cells that all hold numbers: text is drawn as 0.

   Bars of one unit beside those of its group, the latter with their intervals:

       .kind = CHART_BARS,
       .series = {{.kind = SERIES_BARS, .name = "Agency", .x = names, .y = scores},
                  {.kind = SERIES_BARS, .shade = SHADE_OTHER, .name = "Group", .x = names,
                   .y = means, .down = to_low, .up = to_high}},
       .n_series = 2,                                                                            */

#include "report/palette.h"

#include <stdbool.h>
#include <stddef.h>

enum chart_kind {
    CHART_SCATTER,
    CHART_BARS,  /* a bar for each row, beside its name; those of several series stand together */
    CHART_RANKS, /* a place on the x axis for each row, on it a point between two limits, which a
                    line joins; 1 stands at the top */
    CHART_DOTS,  /* a mark for each row on its interval, beside the row's name */
    CHART_STACK, /* a bar of parts for each row, beside its name; all bars of a length, or a part
                    not drawn that comes first */
    CHART_KIND_COUNT
};

/* A stretch of one column of a sheet's table. */
struct stretch {
    const char *sheet;
    size_t column, first, n; /* rows of data, from 0 */
};

/* How a series is drawn; they differ in shape too, never in colour alone. */
enum series_kind {
    SERIES_POINTS, /* hollow circles */
    SERIES_LINE,   /* a full line */
    SERIES_LOW,    /* a dashed line */
    SERIES_HIGH,   /* a line of dashes and dots */
    SERIES_BARS,   /* of CHART_BARS, with their values beside them */
    SERIES_MARK,   /* of CHART_DOTS: an upright mark */
    SERIES_PART,   /* of CHART_STACK: a part with its share on it, unless it is too narrow */
    SERIES_SPACE,  /* of CHART_STACK: keeps its room and shows nothing */
    SERIES_BREAK,  /* of CHART_SCATTER: full diamonds with the series' name beside them */
    SERIES_KIND_COUNT
};

struct series {
    enum series_kind kind;
    const char *name;
    struct stretch x; /* of bars, marks and parts: the categories, which may be texts */
    struct stretch y;
    enum shade shade;        /* of bars and parts */
    struct stretch down, up; /* how far an interval goes from each value of y, at least 0, drawn as
                                a line; n 0: none. Only of the last series of CHART_SCATTER,
                                CHART_BARS and CHART_DOTS */
};

struct axis {
    const char *title;
    bool has_range;
    double low, high; /* when has_range */
    int decimals;
    bool is_share;
    bool is_bare; /* no numbers beside it */
    double unit;  /* between two marks; 0: as the spreadsheet likes */
};

enum { CHART_SERIES = 9 };

struct chart {
    enum chart_kind kind;
    const char *title;
    const char *alt; /* what it says, in numbers; at most CHART_ALT_LIMIT bytes */
    struct axis x, y;
    struct series series[CHART_SERIES];
    size_t n_series;
};
enum { CHART_ALT_LIMIT = 2079 }; /* libxlsxwriter cuts longer ones inside a character */

#endif
