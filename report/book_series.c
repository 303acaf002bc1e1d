/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/book_series.h"

#include "report/table.h"

#include <stdlib.h>
#include <string.h>

static void hide_line(lxw_chart_series *series)
{
    lxw_chart_line hidden = {.none = LXW_TRUE};
    chart_series_set_line(series, &hidden);
}

static void hide_bars(lxw_chart_series *series)
{
    lxw_chart_fill hidden = {.none = LXW_TRUE};
    chart_series_set_fill(series, &hidden);
    hide_line(series);
}

static void set_marker(lxw_chart_series *series, uint8_t type, uint8_t size, uint32_t ink)
{
    lxw_chart_line outline = {.color = ink, .width = 1};
    lxw_chart_fill fill = {.color = ink};
    hide_line(series);
    chart_series_set_marker_type(series, type);
    chart_series_set_marker_size(series, size);
    chart_series_set_marker_line(series, &outline);
    chart_series_set_marker_fill(series, &fill);
}

static void draw_points(lxw_chart_series *series, uint8_t size)
{
    lxw_chart_fill fill = {.none = LXW_TRUE};
    set_marker(series, LXW_CHART_MARKER_CIRCLE, size, INK_DARK);
    chart_series_set_marker_fill(series, &fill);
}

/* Either end of an interval; a spreadsheet that draws no line between them shows these. Not dashes:
   libxlsxwriter 1.1.4 calls them "long_dash", which is no marker. */
static void draw_limit(lxw_chart_series *series, enum series_kind kind)
{
    set_marker(series, kind == SERIES_LOW ? LXW_CHART_MARKER_TRIANGLE : LXW_CHART_MARKER_PLUS, 3,
               INK_LIMIT);
}

static void draw_line(lxw_chart_series *series, enum series_kind kind)
{
    const bool is_limit = kind != SERIES_LINE;
    lxw_chart_line line = {
        .color = is_limit ? INK_LIMIT : INK_LINE,
        .width = is_limit ? 1.5f : 2.25f,
        .dash_type = kind == SERIES_LOW    ? LXW_CHART_LINE_DASH_DASH
                     : kind == SERIES_HIGH ? LXW_CHART_LINE_DASH_LONG_DASH_DOT
                                           : LXW_CHART_LINE_DASH_SOLID,
    };
    chart_series_set_line(series, &line);
    chart_series_set_marker_type(series, LXW_CHART_MARKER_NONE);
}

static void draw_break(lxw_chart_series *series)
{
    lxw_chart_font font = {.bold = LXW_TRUE, .size = 9, .color = INK_LINE};
    set_marker(series, LXW_CHART_MARKER_DIAMOND, 10, INK_LINE);
    chart_series_set_labels(series);
    chart_series_set_labels_options(series, LXW_TRUE, LXW_FALSE, LXW_FALSE);
    chart_series_set_labels_position(series, LXW_CHART_LABEL_POSITION_RIGHT);
    chart_series_set_labels_font(series, &font);
}

/* The ground of a bar, striped where the shade is, with an outline. */
static void fill_bars(lxw_chart_series *series, enum shade shade)
{
    const struct ink *ink = &palette_inks[shade];
    lxw_chart_line outline = {.color = INK_OUTLINE, .width = 0.75f};
    lxw_chart_fill fill = {.color = ink->ground};
    lxw_chart_pattern stripes = {.fg_color = ink->stripe,
                                 .bg_color = ink->ground,
                                 .type = LXW_CHART_PATTERN_WIDE_UPWARD_DIAGONAL};
    if (ink->stripe == ink->ground)
        chart_series_set_fill(series, &fill);
    else
        chart_series_set_pattern(series, &stripes);
    chart_series_set_line(series, &outline);
}

static void draw_bars(lxw_chart_series *series, const struct series *from)
{
    fill_bars(series, from->shade);
    if (from->down.n == 0) /* which would run through the numbers */
        chart_series_set_labels(series);
}

static void draw_part(lxw_chart_series *series, enum shade shade)
{
    lxw_chart_font font = {.color = palette_inks[shade].text, .size = 9, .bold = LXW_FALSE};
    fill_bars(series, shade);
    chart_series_set_labels(series);
    chart_series_set_labels_position(series, LXW_CHART_LABEL_POSITION_CENTER);
    chart_series_set_labels_num_format(series, "[<0.055]\"\";0%");
    chart_series_set_labels_font(series, &font);
}

/* A square: an interval of nearly nothing whose ends are drawn thick, since bars have no markers.
   The library calls the error bars of bars x. */
static void draw_mark(lxw_chart_series *series)
{
    lxw_chart_line line = {.color = INK_DARK, .width = 6.5f};
    hide_bars(series);
    chart_series_set_error_bars(series->x_error_bars, LXW_CHART_ERROR_BAR_TYPE_FIXED, 1e-6);
    chart_series_set_error_bars_direction(series->x_error_bars, LXW_CHART_ERROR_BAR_DIR_BOTH);
    chart_series_set_error_bars_line(series->x_error_bars, &line);
}

bool chart_set_name(lxw_chart_title *title, const char *name)
{
    char *kept = strdup(name);
    if (kept == NULL)
        return false;
    free(title->name);
    title->name = kept;
    return true;
}

static lxw_chart_series *add_series(lxw_chart *chart, const struct series *series)
{
    const struct stretch x = series->x;
    const struct stretch y = series->y;
    lxw_chart_series *drawn = chart_add_series(chart, NULL, NULL);
    if (drawn == NULL)
        return NULL;
    chart_series_set_categories(
        drawn, x.sheet, (lxw_row_t)(TABLE_FIRST_ROW + x.first), (lxw_col_t)x.column,
        (lxw_row_t)(TABLE_FIRST_ROW + x.first + x.n - 1), (lxw_col_t)x.column);
    chart_series_set_values(drawn, y.sheet, (lxw_row_t)(TABLE_FIRST_ROW + y.first),
                            (lxw_col_t)y.column, (lxw_row_t)(TABLE_FIRST_ROW + y.first + y.n - 1),
                            (lxw_col_t)y.column);
    /* the entry of a space in the legend shows nothing */
    const char *name = series->kind == SERIES_SPACE ? "\u00a0" : series->name;
    return chart_set_name(&drawn->title, name) ? drawn : NULL;
}

static void draw_style(lxw_chart_series *drawn, const struct chart *chart,
                       const struct series *series)
{
    switch (series->kind) {
    case SERIES_POINTS:
        draw_points(drawn, chart->kind == CHART_RANKS ? 4 : 6);
        break;
    case SERIES_BARS:
        draw_bars(drawn, series);
        break;
    case SERIES_PART:
        draw_part(drawn, series->shade);
        break;
    case SERIES_SPACE:
        hide_bars(drawn);
        break;
    case SERIES_MARK:
        draw_mark(drawn);
        break;
    case SERIES_BREAK:
        draw_break(drawn);
        break;
    default:
        if (chart->kind == CHART_RANKS)
            draw_limit(drawn, series->kind);
        else
            draw_line(drawn, series->kind);
    }
}

/* What was named before has no second entry. Not used to take out a space: LibreOffice counts the
   entries of bars from the other end. */
static bool has_entry(const struct chart *chart, size_t i)
{
    bool has = true;
    for (size_t j = 0; j < i; j++)
        has &= strcmp(chart->series[j].name, chart->series[i].name) != 0;
    return has;
}

static bool draw_legend(lxw_chart *drawn, const struct chart *chart)
{
    int16_t without[CHART_SERIES + 1];
    size_t n = 0;
    chart_legend_set_position(drawn, chart->n_series == 1 ? LXW_CHART_LEGEND_NONE
                                                          : LXW_CHART_LEGEND_BOTTOM);
    for (size_t i = 0; i < chart->n_series; i++) {
        if (!has_entry(chart, i))
            without[n++] = (int16_t)i;
    }
    without[n] = -1;
    return n == 0 || chart_legend_delete_series(drawn, without) == LXW_NO_ERROR;
}

bool chart_draw_series(lxw_chart *drawn, const struct chart *chart)
{
    for (size_t i = 0; i < chart->n_series; i++) {
        const struct series *series = &chart->series[i];
        lxw_chart_series *one = add_series(drawn, series);
        if (one == NULL)
            return false;
        draw_style(one, chart, series);
        if (series->kind != SERIES_MARK || series->down.n == 0)
            continue;
        one = add_series(drawn, series);
        if (one == NULL)
            return false;
        hide_bars(one);
    }
    return draw_legend(drawn, chart);
}
