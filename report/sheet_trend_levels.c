/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/cell.h"
#include "report/chart_parts.h"
#include "report/columns.h"
#include "report/kept_rows.h"
#include "report/sheet.h"
#include "report/sheet_agencies.h"
#include "report/summary_formulas.h"
#include "report/trend_years.h"

#include <math.h>
#include <string.h>

enum { INDEX, YEAR, MEAN, LOW, HIGH, N, BREAK, CHAINED, DOWN, UP, ID, COLUMN_COUNT };
enum { MOST_CHARTS = 6 };

/* A year of an index. */
struct level {
    int year;
    const struct figure *mean, *chained;
    bool is_break; /* the questions are others than the year before */
};

struct levels {
    const struct indicator *index;
    struct level *list; /* n, in the order of the years */
    size_t n, first_row;
};

static const struct figure *figure_in(struct draft *draft, const char *measure,
                                      const struct indicator *index, int year)
{
    return draft_figure(draft, measure, index->code, NULL, trend_year_group(draft, "wave", year));
}

/* How many items differ between two years that follow each other; NULL: not told. */
static const struct figure *break_between(struct draft *draft, const struct indicator *index,
                                          int before, int year)
{
    const char *group = trend_year_group(draft, "since", before);
    if (year != draft->report->wave->form->settings.wave) {
        group = arena_print(draft->arena, "%s;wave=%d", group, year);
        draft->is_out_of_memory |= group == NULL;
    }
    return group == NULL ? NULL : draft_figure(draft, "trend/break", index->code, NULL, group);
}

static struct levels levels_of(struct draft *draft, const struct indicator *index)
{
    const struct trend_years years = trend_years_of(draft, "trend/mean", index, "wave");
    struct levels levels = {.index = index, .list = draft_array(draft, years.n, struct level)};
    for (size_t i = 0; levels.list != NULL && i < years.n; i++) {
        const struct figure *differing =
            i == 0 ? NULL : break_between(draft, index, years.list[i - 1], years.list[i]);
        levels.list[levels.n++] = (struct level){
            .year = years.list[i],
            .mean = figure_in(draft, "trend/mean", index, years.list[i]),
            .chained = figure_in(draft, "trend/chained", index, years.list[i]),
            .is_break = i > 0 && (differing == NULL || !(differing->value == 0)),
        };
    }
    return levels;
}

static struct cell break_cell(struct draft *draft, const struct levels *levels, size_t i)
{
    if (i == 0)
        return cell_text(draft_text(draft, TEXT_TREND_FIRST));
    if (!levels->list[i].is_break)
        return cell_text(draft_text(draft, TEXT_TREND_NO));
    const struct figure *differing =
        break_between(draft, levels->index, levels->list[i - 1].year, levels->list[i].year);
    return cell_text(
        SAY(draft, TEXT_TREND_YES, draft_count(draft, differing == NULL ? 0 : differing->value)));
}

static bool has_break(const struct levels *levels)
{
    for (size_t i = 0; i < levels->n; i++)
        if (levels->list[i].is_break)
            return true;
    return false;
}

static void put_rows(struct kept_rows *rows, struct levels *levels)
{
    struct draft *draft = rows->draft;
    levels->first_row = rows->n;
    for (size_t i = 0; i < levels->n; i++) {
        const struct level *level = &levels->list[i];
        struct cell *cells = kept_rows_add(rows);
        cells[INDEX] = cell_text(draft_indicator(draft, levels->index));
        cells[YEAR] = cell_number(level->year, 0, CELL_NOT_AVAILABLE);
        cells_put_estimate(cells + MEAN, level->mean);
        if (level->year == draft->report->wave->form->settings.wave) {
            const char *scores = agencies_range_of(draft, levels->index);
            cells[MEAN] = cell_with_formula(cells[MEAN], formula_mean(draft, scores));
            cells[N] = cell_with_formula(cells[N], formula_n(draft, scores));
        }
        cells[BREAK] = break_cell(draft, levels, i);
        cells[CHAINED] = cell_value(level->chained);
        cells_put_whisker(cells + DOWN, whisker_of(level->mean, levels->index));
        cells[ID] = cell_id(level->mean);
    }
}

/* --- the chart ---------------------------------------------------------------------------------
 */

/* The first row from which on all years have a chained level. */
static size_t first_chained(const struct levels *levels)
{
    size_t first = levels->n;
    while (first > 0 && chart_takes(levels->list[first - 1].chained))
        first--;
    return first;
}

/* The last place is the points'. */
static void add_series(struct draft *draft, struct chart *chart, const struct levels *levels,
                       struct series series, size_t first)
{
    const char *sheet = draft_text(draft, TEXT_SHEET_TREND_LEVELS);
    const size_t row = levels->first_row + first, n = series.x.n;
    const size_t column = series.kind == SERIES_LOW ? CHAINED : MEAN;
    series.x = (struct stretch){sheet, YEAR, row, n};
    series.y = (struct stretch){sheet, column, row, n};
    if (series.kind == SERIES_POINTS) {
        series.down = (struct stretch){sheet, DOWN, row, n};
        series.up = (struct stretch){sheet, UP, row, n};
    }
    if (chart->n_series < CHART_SERIES - 1 || series.kind == SERIES_POINTS)
        chart->series[chart->n_series++] = series;
}

/* The first year on other questions than the year before, and its name. */
static void add_breaks(struct draft *draft, struct chart *chart, const struct levels *levels)
{
    for (size_t i = 1; i < levels->n; i++) {
        if (!levels->list[i].is_break)
            continue;
        const char *year = trend_year_text(draft, levels->list[i].year);
        add_series(draft, chart, levels,
                   (struct series){.kind = SERIES_BREAK,
                                   .name = SAY(draft, TEXT_TREND_SERIES_BREAK, year),
                                   .x.n = 1},
                   i);
    }
}

/* A full line joins years without a break; at a break there is a gap. */
static void add_unbroken(struct draft *draft, struct chart *chart, const struct levels *levels)
{
    for (size_t first = 0, end; first < levels->n; first = end) {
        for (end = first + 1; end < levels->n && !levels->list[end].is_break; end++)
            ;
        if (end - first > 1)
            add_series(draft, chart, levels,
                       (struct series){.kind = SERIES_LINE,
                                       .name = draft_text(draft, TEXT_TREND_SERIES_UNBROKEN),
                                       .x.n = end - first},
                       first);
    }
}

/* "2020: 51,1 (50,0–52,2), 2021: 53,3 (52,1–54,5)"; what is chained has no interval. */
static const char *listed(struct draft *draft, const struct levels *levels, bool is_chained,
                          size_t first)
{
    const char *text = "";
    for (size_t i = first; i < levels->n; i++) {
        const struct figure *figure = is_chained ? levels->list[i].chained : levels->list[i].mean;
        const char *year = trend_year_text(draft, levels->list[i].year);
        text = alt_list(draft, text, alt_estimate(draft, year, figure));
    }
    return text;
}

static const char *alt_text(struct draft *draft, const struct levels *levels, size_t chained)
{
    const char *alt = SAY(draft, TEXT_TREND_ALT, draft_indicator(draft, levels->index),
                          listed(draft, levels, false, 0));
    const char *breaks = "";
    for (size_t i = 1; i < levels->n; i++) {
        if (!levels->list[i].is_break)
            continue;
        const char *year = trend_year_text(draft, levels->list[i].year);
        breaks = breaks[0] == '\0' ? year : SAY(draft, TEXT_LIST, breaks, year);
    }
    alt = draft_join(draft, alt,
                     breaks[0] == '\0' ? draft_text(draft, TEXT_TREND_ALT_NO_BREAK)
                                       : SAY(draft, TEXT_TREND_ALT_BREAKS, breaks));
    if (chained + 1 >= levels->n)
        return alt;
    return draft_join(draft, alt,
                      SAY(draft, TEXT_TREND_ALT_CHAINED, listed(draft, levels, true, chained)));
}

/* The tens around what is drawn, within 0-100; an index on a scale of its own as it comes. */
static struct axis axis_of(struct draft *draft, const struct levels *levels, size_t chained)
{
    const char *label = draft_header(draft, draft_indicator(draft, levels->index));
    struct axis axis = {.title = label};
    double low = INFINITY, high = -INFINITY;
    if (!levels->index->is_percent_scale)
        return axis;
    for (size_t i = 0; i < levels->n; i++) {
        const double mean = levels->list[i].mean->value;
        const double level = i < chained ? mean : levels->list[i].chained->value;
        const struct whisker whisker = whisker_of(levels->list[i].mean, levels->index);
        low = fmin(low, fmin(mean - whisker.down, level));
        high = fmax(high, fmax(mean + whisker.up, level));
    }
    axis.title = SAY(draft, TEXT_TREND_AXIS, label);
    axis.has_range = true;
    axis.low = fmax(0, 10 * floor((low - 2) / 10));
    axis.high = fmin(100, 10 * ceil((high + 2) / 10));
    return axis;
}

static struct chart chart_of(struct draft *draft, const struct levels *levels)
{
    const size_t chained = first_chained(levels);
    const int from = levels->list[0].year, to = levels->list[levels->n - 1].year;
    const char *label = draft_header(draft, draft_indicator(draft, levels->index));
    struct chart chart = {
        .kind = CHART_SCATTER,
        .title = draft_header(draft, SAY(draft, TEXT_TREND_CHART_TITLE, label,
                                         trend_year_text(draft, from), trend_year_text(draft, to))),
        .alt = alt_text(draft, levels, chained),
        .x = {.title = draft_text(draft, TEXT_COLUMN_YEAR),
              .has_range = true,
              .low = from - 1,
              .high = to + 1,
              .unit = 1},
        .y = axis_of(draft, levels, chained),
    };
    if (chained + 1 < levels->n)
        add_series(draft, &chart, levels,
                   (struct series){.kind = SERIES_LOW,
                                   .name = draft_text(draft, TEXT_COLUMN_CHAINED),
                                   .x.n = levels->n - chained},
                   chained);
    add_unbroken(draft, &chart, levels);
    add_breaks(draft, &chart, levels);
    add_series(draft, &chart, levels,
               (struct series){.kind = SERIES_POINTS,
                               .name = draft_text(draft, TEXT_TREND_SERIES_ALL),
                               .x.n = levels->n},
               0);
    return chart;
}

static bool may_be_drawn(const struct levels *levels)
{
    bool has_all = levels->index->parent == NULL && levels->n > 1;
    for (size_t i = 0; has_all && i < levels->n; i++)
        has_all = chart_takes(levels->list[i].mean);
    return has_all;
}

/* --- the sheet ---------------------------------------------------------------------------------
 */

static enum status build(struct draft *draft, struct table *table, struct error *err)
{
    static const struct column_text columns[] = {
        [INDEX] = {TEXT_COLUMN_INDEX, false, 40}, [YEAR] = {TEXT_COLUMN_YEAR, true, 0},
        [MEAN] = {TEXT_COLUMN_MEAN, true, 0},     [LOW] = {TEXT_COLUMN_LOW, true, 0},
        [HIGH] = {TEXT_COLUMN_HIGH, true, 0},     [N] = {TEXT_COLUMN_N, true, 0},
        [BREAK] = {TEXT_COLUMN_BREAK, false, 0},  [CHAINED] = {TEXT_COLUMN_CHAINED, true, 0},
        [DOWN] = {TEXT_COLUMN_DOWN, true, 0},     [UP] = {TEXT_COLUMN_UP, true, 0},
        [ID] = {TEXT_COLUMN_FIGURE, false, 0},
    };
    _Static_assert(COUNT(columns) == COLUMN_COUNT, "every column needs a header");
    const struct form *form = draft->report->wave->form;
    int from = form->settings.wave;
    size_t n_indices = 0, n_broken = 0;
    draft_columns(draft, columns, COUNT(columns), table);
    struct kept_rows rows;
    TRY(kept_rows_open(draft, table, &rows, err));
    table->charts = draft_array(draft, MOST_CHARTS, struct chart);
    for (size_t i = 0; i < form->n_indicators && table->charts != NULL; i++) {
        if (form->indicators[i].type != INDICATOR_AGGREGATE)
            continue;
        struct levels levels = levels_of(draft, &form->indicators[i]);
        put_rows(&rows, &levels);
        n_indices += levels.n > 0;
        n_broken += has_break(&levels);
        if (levels.n > 0 && levels.list[0].year < from)
            from = levels.list[0].year;
        if (may_be_drawn(&levels) && table->n_charts < MOST_CHARTS)
            table->charts[table->n_charts++] = chart_of(draft, &levels);
    }
    table->sentence =
        SAY(draft, TEXT_TREND_LEVELS_SENTENCE, trend_year_text(draft, from),
            trend_year_text(draft, form->settings.wave), draft_count(draft, (double)n_indices),
            draft_count(draft, (double)n_broken));
    table->note = draft_text(draft, TEXT_TREND_LEVELS_NOTE);
    kept_rows_close(&rows, table);
    return OK;
}

static bool is_wanted(const struct report *report)
{
    return report_has_figures(report, "trend/mean/");
}

const struct sheet sheet_trend_levels = {.name = TEXT_SHEET_TREND_LEVELS,
                                         .about = TEXT_ABOUT_TREND_LEVELS,
                                         .is_wanted = is_wanted,
                                         .build = build};
