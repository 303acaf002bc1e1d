/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/book_sheet.h"

#include "report/book_check.h"

/* Against white at least 4.5:1, the grid apart. */
enum { INK_DARK = 0x1F4E79, INK_LINE = 0xB8450B, INK_LIMIT = 0x595959, INK_GRID = 0xD9D9D9 };

static void draw_points(lxw_chart_series *series, uint8_t size)
{
    lxw_chart_line outline = {.color = INK_DARK, .width = 1};
    lxw_chart_fill fill = {.none = LXW_TRUE};
    lxw_chart_line hidden = {.none = LXW_TRUE};
    chart_series_set_line(series, &hidden);
    chart_series_set_marker_type(series, LXW_CHART_MARKER_CIRCLE);
    chart_series_set_marker_size(series, size);
    chart_series_set_marker_line(series, &outline);
    chart_series_set_marker_fill(series, &fill);
}

/* Either end of an interval; a spreadsheet that draws no line between them shows these. Not dashes:
   libxlsxwriter 1.1.4 calls them "long_dash", which is no marker. */
static void draw_limit(lxw_chart_series *series, enum series_kind kind)
{
    lxw_chart_line outline = {.color = INK_LIMIT, .width = 1};
    lxw_chart_fill fill = {.color = INK_LIMIT};
    lxw_chart_line hidden = {.none = LXW_TRUE};
    chart_series_set_line(series, &hidden);
    chart_series_set_marker_type(series, kind == SERIES_LOW ? LXW_CHART_MARKER_TRIANGLE
                                                            : LXW_CHART_MARKER_PLUS);
    chart_series_set_marker_size(series, 3);
    chart_series_set_marker_line(series, &outline);
    chart_series_set_marker_fill(series, &fill);
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

static void draw_bars(lxw_chart_series *series)
{
    lxw_chart_fill fill = {.color = INK_DARK};
    chart_series_set_fill(series, &fill);
    chart_series_set_labels(series);
}

static bool draw_series(lxw_chart *chart, enum chart_kind kind, const struct series *series)
{
    const struct stretch x = series->x;
    const struct stretch y = series->y;
    lxw_chart_series *drawn = chart_add_series(chart, NULL, NULL);
    if (drawn == NULL)
        return false;
    chart_series_set_categories(
        drawn, x.sheet, (lxw_row_t)(TABLE_FIRST_ROW + x.first), (lxw_col_t)x.column,
        (lxw_row_t)(TABLE_FIRST_ROW + x.first + x.n - 1), (lxw_col_t)x.column);
    chart_series_set_values(drawn, y.sheet, (lxw_row_t)(TABLE_FIRST_ROW + y.first),
                            (lxw_col_t)y.column, (lxw_row_t)(TABLE_FIRST_ROW + y.first + y.n - 1),
                            (lxw_col_t)y.column);
    chart_series_set_name(drawn, series->name);
    if (series->kind == SERIES_POINTS)
        draw_points(drawn, kind == CHART_RANKS ? 4 : 6);
    else if (series->kind == SERIES_BARS)
        draw_bars(drawn);
    else if (kind == CHART_RANKS)
        draw_limit(drawn, series->kind);
    else
        draw_line(drawn, series->kind);
    return true;
}

static void draw_axis(lxw_chart_axis *drawn, const struct axis *axis)
{
    static const char *const formats[] = {"0", "0.0", "0.00", "0.000"};
    lxw_chart_line grid = {.color = INK_GRID, .width = 0.75f};
    lxw_chart_font font = {.bold = LXW_FALSE, .size = 10};
    const bool is_plain = axis->decimals < 0 || axis->decimals > 3;
    chart_axis_set_name(drawn, axis->title);
    chart_axis_set_name_font(drawn, &font);
    chart_axis_set_num_format(drawn,
                              axis->is_share ? "0%" : formats[is_plain ? 0 : axis->decimals]);
    chart_axis_major_gridlines_set_visible(drawn, LXW_TRUE);
    chart_axis_major_gridlines_set_line(drawn, &grid);
    if (axis->unit > 0)
        chart_axis_set_major_unit(drawn, axis->unit);
    if (axis->has_range) {
        chart_axis_set_min(drawn, axis->low);
        chart_axis_set_max(drawn, axis->high);
    }
}

/* The lines between the limits, and the axes of a league table. */
static void draw_ranks(lxw_chart *chart)
{
    lxw_chart_line line = {.color = INK_LIMIT, .width = 0.75f};
    lxw_chart_axis *rank = chart_axis_get(chart, LXW_CHART_AXIS_TYPE_Y);
    lxw_chart_axis *place = chart_axis_get(chart, LXW_CHART_AXIS_TYPE_X);
    chart_set_high_low_lines(chart, &line);
    chart_axis_set_reverse(rank);
    chart_axis_set_label_position(place, LXW_CHART_AXIS_LABEL_POSITION_HIGH);
    chart_axis_major_gridlines_set_visible(place, LXW_FALSE);
}

/* The first bar on top, as its row in the table, and the numbers below the last. */
static void draw_categories(lxw_chart *chart)
{
    lxw_chart_axis *category = chart_axis_get(chart, LXW_CHART_AXIS_TYPE_Y);
    chart_axis_set_reverse(category);
    chart_axis_set_crossing_max(category);
    chart_axis_set_label_position(category, LXW_CHART_AXIS_LABEL_POSITION_LOW); /* also of -1 */
    chart_axis_major_gridlines_set_visible(category, LXW_FALSE);
}

/* Bars want room for their labels; in parts of the default height. */
static double height_of(const struct chart *chart)
{
    enum { BAR_PIXELS = 22, AROUND_PIXELS = 120, DEFAULT_PIXELS = 288 };
    const double usual = 1.6;
    const size_t n = chart->kind == CHART_BARS ? chart->series[0].y.n : 0;
    const double wanted = (double)(n * BAR_PIXELS + AROUND_PIXELS) / DEFAULT_PIXELS;
    return wanted > usual ? wanted : usual;
}

enum status sheet_draw(lxw_workbook *workbook, lxw_worksheet *sheet, const struct chart *chart,
                       const size_t corner[2], struct error *err)
{
    const char *fault = book_chart_fault(chart);
    if (fault != NULL)
        return error_set(err, ERR_BOOK, _("the chart '%s' %s"),
                         chart->title == NULL ? "" : chart->title, fault);
    static const uint8_t types[] = {[CHART_SCATTER] = LXW_CHART_SCATTER,
                                    [CHART_BARS] = LXW_CHART_BAR,
                                    [CHART_RANKS] = LXW_CHART_LINE};
    lxw_chart *drawn = workbook_add_chart(workbook, types[chart->kind]);
    if (drawn == NULL)
        return error_memory(err);
    for (size_t i = 0; i < chart->n_series; i++) {
        if (!draw_series(drawn, chart->kind, &chart->series[i]))
            return error_memory(err);
    }
    lxw_chart_font title = {.bold = LXW_TRUE, .size = 12};
    chart_title_set_name(drawn, chart->title);
    chart_title_set_name_font(drawn, &title);
    draw_axis(chart_axis_get(drawn, LXW_CHART_AXIS_TYPE_X), &chart->x);
    draw_axis(chart_axis_get(drawn, LXW_CHART_AXIS_TYPE_Y), &chart->y);
    if (chart->kind == CHART_RANKS)
        draw_ranks(drawn);
    if (chart->kind == CHART_BARS)
        draw_categories(drawn);
    chart_legend_set_position(drawn, LXW_CHART_LEGEND_BOTTOM);
    if (chart->n_series == 1)
        chart_legend_set_position(drawn, LXW_CHART_LEGEND_NONE);

    char alt[CHART_ALT_LIMIT + 1];
    strcpy(alt, chart->alt); /* its length is checked above */
    lxw_chart_options options = {.x_scale = chart->kind == CHART_RANKS ? 2.2 : 1.5,
                                 .y_scale = height_of(chart),
                                 .description = alt};
    if (worksheet_insert_chart_opt(sheet, (lxw_row_t)corner[0], (lxw_col_t)corner[1], drawn,
                                   &options) != LXW_NO_ERROR)
        return error_set(err, ERR_BOOK, _("the chart '%s' cannot be put on its sheet"),
                         chart->title);
    return OK;
}
