/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef REPORT_CHART_H
#define REPORT_CHART_H

/* A chart as data. It draws from cells that all hold numbers: text is drawn as 0. */

#include <stdbool.h>
#include <stddef.h>

enum chart_kind {
    CHART_SCATTER,
    CHART_BARS,
    CHART_RANKS /* a place on the x axis for each row, on it a point between two limits, which a
                   line joins; 1 stands at the top */
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
    SERIES_BARS
};

struct series {
    enum series_kind kind;
    const char *name;
    struct stretch x; /* of a bar chart: the categories, which may be texts */
    struct stretch y;
};

struct axis {
    const char *title;
    bool has_range;
    double low, high; /* when has_range */
    int decimals;
    bool is_share;
    double unit; /* between two marks; 0: as the spreadsheet likes */
};

enum { CHART_SERIES = 8 };

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
