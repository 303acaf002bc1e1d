/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/book_sheet.h"

#include "report/book_check.h"
#include "report/book_series.h"

#include <string.h>

static bool draw_axis(lxw_chart_axis *drawn, const struct axis *axis)
{
    static const char *const formats[] = {"0", "0.0", "0.00", "0.000"};
    lxw_chart_line grid = {.color = INK_GRID, .width = 0.75f};
    lxw_chart_font font = {.bold = LXW_FALSE, .size = 10};
    const bool is_plain = axis->decimals < 0 || axis->decimals > 3;
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
    return chart_set_name(&drawn->title, axis->title);
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

/* The line at which the parts of bars divide, and no numbers on either side of it. */
static void draw_bare(lxw_chart_axis *axis)
{
    lxw_chart_line middle = {.color = INK_LIMIT, .width = 1};
    chart_axis_set_label_position(axis, LXW_CHART_AXIS_LABEL_POSITION_NONE);
    chart_axis_set_major_tick_mark(axis, LXW_CHART_AXIS_TICK_MARK_NONE);
    chart_axis_major_gridlines_set_line(axis, &middle);
}

/* How each kind of chart is drawn; heights in pixels. */
static const struct {
    uint8_t type;
    double wide;    /* in parts of the library's width */
    bool has_names; /* of its rows, beside them */
    int least, bar, around;
} kinds[CHART_KIND_COUNT] = {
    [CHART_SCATTER] = {LXW_CHART_SCATTER, 1.5, false, 460, 0, 0},
    [CHART_BARS] = {LXW_CHART_BAR, 1.5, true, 460, 22, 120},
    [CHART_RANKS] = {LXW_CHART_LINE, 2.2, false, 460, 0, 0},
    [CHART_DOTS] = {LXW_CHART_BAR, 1.5, true, 180, 22, 120},
    [CHART_STACK] = {LXW_CHART_BAR_STACKED, 1.7, true, 190, 26, 150},
};
enum { ROW_PIXELS = 20, CHART_PIXELS = 288 /* the library's height */ };

static size_t height_of(const struct chart *chart)
{
    const size_t n = chart->series[0].y.n * (chart->kind == CHART_BARS ? chart->n_series : 1);
    const size_t wanted = n * (size_t)kinds[chart->kind].bar + (size_t)kinds[chart->kind].around;
    const size_t least = (size_t)kinds[chart->kind].least;
    return wanted > least ? wanted : least;
}

size_t sheet_chart_rows(const struct chart *chart)
{
    return height_of(chart) / ROW_PIXELS + 2;
}

static void draw_kind(lxw_chart *drawn, const struct chart *chart)
{
    if (chart->kind == CHART_RANKS)
        draw_ranks(drawn);
    if (kinds[chart->kind].has_names)
        draw_categories(drawn);
    if (chart->kind == CHART_DOTS || chart->kind == CHART_STACK)
        chart_set_series_overlap(drawn, 100);
    if (chart->kind == CHART_STACK)
        chart_set_series_gap(drawn, 35);
    if (chart->x.is_bare)
        draw_bare(chart_axis_get(drawn, LXW_CHART_AXIS_TYPE_X));
}

enum status sheet_draw(lxw_workbook *workbook, lxw_worksheet *sheet, const struct chart *chart,
                       const size_t corner[2], struct error *err)
{
    const char *fault = book_chart_fault(chart);
    if (fault != NULL)
        return error_set(err, ERR_BOOK, _("the chart '%s' %s"),
                         chart->title == NULL ? "" : chart->title, fault);
    lxw_chart *drawn = workbook_add_chart(workbook, kinds[chart->kind].type);
    if (drawn == NULL || !chart_draw_series(drawn, chart))
        return error_memory(err);
    lxw_chart_font title = {.bold = LXW_TRUE, .size = 12};
    chart_title_set_name_font(drawn, &title);
    if (!chart_set_name(&drawn->title, chart->title) ||
        !draw_axis(chart_axis_get(drawn, LXW_CHART_AXIS_TYPE_X), &chart->x) ||
        !draw_axis(chart_axis_get(drawn, LXW_CHART_AXIS_TYPE_Y), &chart->y))
        return error_memory(err);
    draw_kind(drawn, chart);

    char alt[CHART_ALT_LIMIT + 1];
    strcpy(alt, chart->alt); /* its length is checked above */
    lxw_chart_options options = {.x_scale = kinds[chart->kind].wide,
                                 .y_scale = (double)height_of(chart) / CHART_PIXELS,
                                 .description = alt};
    if (worksheet_insert_chart_opt(sheet, (lxw_row_t)corner[0], (lxw_col_t)corner[1], drawn,
                                   &options) != LXW_NO_ERROR)
        return error_set(err, ERR_BOOK, _("the chart '%s' cannot be put on its sheet"),
                         chart->title);
    return OK;
}
