/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table holds what the charts draw, a row per question and answer: the series of a chart stand
   one after the other, first the space in front of each bar that sets its middle on the line. */
#include "report/answer_bars.h"
#include "report/cell.h"
#include "report/chart_parts.h"
#include "report/columns.h"
#include "report/kept_rows.h"
#include "report/sheet.h"

#include <math.h>

enum { INDEX, QUESTION, ANSWER, SHARE, N, ID, COLUMN_COUNT };
enum { MOST_CHARTS = 60, NAME = 44, LABEL = 40 };

/* "Ledningen driver på (mog_ledning)" */
static const char *name_of(struct draft *draft, const struct indicator *item)
{
    const char *label = chart_name(draft, draft_indicator(draft, item), NAME);
    return SAY(draft, item->direction < 0 ? TEXT_ANSWER_CHARTS_TURNED : TEXT_ANSWER_CHARTS_NAME,
               label, draft_outside(draft, item->code));
}

static const char *answer_of(struct draft *draft, const struct choice *choice)
{
    return draft_label(draft, choice->labels, choice->name);
}

/* One series of a chart: the space (choice NULL), or an answer. */
static void put_series(struct kept_rows *rows, const struct answer_chart *chart,
                       const size_t *choice)
{
    struct draft *draft = rows->draft;
    for (size_t i = 0; i < chart->n; i++) {
        const struct answer_bar *bar = &chart->bars[i];
        const struct figure *share = choice == NULL ? NULL : bar->shares[*choice];
        struct cell *cells = kept_rows_add(rows);
        cells[INDEX] = cell_text(draft_indicator(draft, chart->index));
        cells[QUESTION] = cell_text(name_of(draft, bar->item));
        cells[N] = cell_n(bar->shares[0]);
        if (share == NULL) {
            cells[ANSWER] = cell_text(draft_text(draft, TEXT_ANSWER_CHARTS_SPACE));
            cells[SHARE] = (struct cell){
                .kind = CELL_SHARE, .number = fmax(0, chart->half - bar->left), .decimals = 1};
            cells[ID] = cell_missing(CELL_NOT_APPLICABLE);
            continue;
        }
        cells[ANSWER] = cell_text(answer_of(draft, chart->choices[*choice]));
        cells[SHARE] = cell_value(share);
        cells[ID] = cell_id(share);
    }
}

/* --- the charts --------------------------------------------------------------------------------
 */

static const char *alt_of(struct draft *draft, const struct answer_chart *chart)
{
    const char *list = "";
    for (size_t i = 0; i < chart->n; i++)
        list = alt_list(draft, list,
                        SAY(draft, TEXT_ANSWER_CHARTS_ALT_BAR, name_of(draft, chart->bars[i].item),
                            draft_share(draft, chart->bars[i].left, 0),
                            draft_share(draft, chart->bars[i].right, 0)));
    const char *alt = SAY(draft, TEXT_ANSWER_CHARTS_ALT, draft_count(draft, (double)chart->n),
                          chart_name(draft, draft_indicator(draft, chart->index), 2 * NAME), list);
    if (chart->n_choices % 2 == 1)
        alt = draft_join(draft, alt, draft_text(draft, TEXT_ANSWER_CHARTS_ALT_MIDDLE));
    if (chart->n_left_out > 0)
        alt = draft_join(draft, alt,
                         SAY(draft, TEXT_ANSWER_CHARTS_ALT_LEFT_OUT,
                             draft_count(draft, (double)chart->n_left_out)));
    return alt;
}

static struct series series_of(const struct table *table, size_t first, size_t n)
{
    return (struct series){.x = {table->sheet, QUESTION, first, n},
                           .y = {table->sheet, SHARE, first, n}};
}

static const char *title_of(struct draft *draft, const struct answer_chart *chart)
{
    const char *low = answer_of(draft, chart->choices[0]);
    const char *high = answer_of(draft, chart->choices[chart->n_choices - 1]);
    return SAY(draft, TEXT_ANSWER_CHARTS_TITLE,
               chart_name(draft, draft_indicator(draft, chart->index), NAME),
               chart_name(draft, low, LABEL), chart_name(draft, high, LABEL));
}

/* Puts the chart's rows, and draws from them. */
static void put_chart(struct kept_rows *rows, const struct answer_chart *from, struct table *table)
{
    struct draft *draft = rows->draft;
    size_t first = rows->n;
    struct chart chart = {
        .kind = CHART_STACK,
        .title = title_of(draft, from),
        .alt = alt_of(draft, from),
        .x = {.title = draft_text(draft, TEXT_ANSWER_CHARTS_AXIS),
              .has_range = true,
              .low = 0,
              .high = 1.999 * from->half, /* no line at the end */
              .unit = from->half,
              .is_share = true,
              .is_bare = true},
        .y = {.title = draft_text(draft, TEXT_COLUMN_QUESTION)},
        .series = {series_of(table, first, from->n)},
        .n_series = 1 + from->n_choices,
    };
    chart.series[0].kind = SERIES_SPACE;
    chart.series[0].name = draft_text(draft, TEXT_ANSWER_CHARTS_SPACE);
    put_series(rows, from, NULL);
    for (size_t i = 0; i < from->n_choices; i++) {
        first = rows->n;
        put_series(rows, from, &i);
        struct series *series = &chart.series[1 + i];
        *series = series_of(table, first, from->n);
        series->kind = SERIES_PART;
        series->shade = palette_divided(i, from->n_choices);
        series->name = chart_name(draft, answer_of(draft, from->choices[i]), LABEL);
    }
    if (table->n_charts < MOST_CHARTS)
        table->charts[table->n_charts++] = chart;
}

/* --- the sheet ---------------------------------------------------------------------------------
 */

/* The question with the largest share of high answers, and the one with the smallest. */
static const char *sentence(struct draft *draft, const struct answer_charts *charts)
{
    const struct answer_bar *high = &charts->list[0].bars[0], *low = high;
    size_t n = 0;
    for (size_t i = 0; i < charts->n; i++) {
        for (size_t k = 0; k < charts->list[i].n; k++) {
            const struct answer_bar *bar = &charts->list[i].bars[k];
            high = bar->right > high->right ? bar : high;
            low = bar->right < low->right ? bar : low;
            n++;
        }
    }
    return SAY(draft, TEXT_ANSWER_CHARTS_SENTENCE, draft_count(draft, (double)n),
               name_of(draft, high->item), draft_share(draft, high->right, 0),
               name_of(draft, low->item), draft_share(draft, low->right, 0));
}

static enum status build(struct draft *draft, struct table *table, struct error *err)
{
    static const struct column_text columns[] = {
        [INDEX] = {TEXT_COLUMN_INDEX, false, 0},
        [QUESTION] = {TEXT_COLUMN_QUESTION, false, 44},
        [ANSWER] = {TEXT_COLUMN_ANSWER_ALONE, false, 36},
        [SHARE] = {TEXT_COLUMN_ANSWER_SHARE, true, 0},
        [N] = {TEXT_COLUMN_N, true, 0},
        [ID] = {TEXT_COLUMN_FIGURE, false, 0},
    };
    _Static_assert(COUNT(columns) == COLUMN_COUNT, "every column needs a header");
    const struct answer_charts charts = answer_charts_of(draft);
    draft_columns(draft, columns, COUNT(columns), table);
    struct kept_rows rows;
    TRY(kept_rows_open(draft, table, &rows, err));
    table->charts = draft_array(draft, MOST_CHARTS, struct chart);
    TRY(draft_status(draft, err));
    for (size_t i = 0; i < charts.n; i++)
        put_chart(&rows, &charts.list[i], table);
    table->sentence = sentence(draft, &charts);
    table->note = draft_text(draft, TEXT_ANSWER_CHARTS_NOTE);
    kept_rows_close(&rows, table);
    return OK;
}

static bool has_content(struct draft *draft)
{
    return answer_charts_of(draft).n > 0;
}

const struct sheet sheet_answer_charts = {.name = TEXT_SHEET_ANSWER_CHARTS,
                                          .about = TEXT_ABOUT_ANSWER_CHARTS,
                                          .has_content = has_content,
                                          .build = build};
