/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the indices stand, and how the agencies are spread over their bands. The indices with all
   bands come first, so that both charts draw from cells that stand together. */
#include "report/cell.h"
#include "report/chart_parts.h"
#include "report/columns.h"
#include "report/extreme.h"
#include "report/kept_rows.h"
#include "report/sheet.h"

#include <string.h>

enum { INDEX, MEAN, LOW, HIGH, N, DOWN, UP, FIRST_BAND };
enum { MOST_ROWS = 40, NAME = 48 };

struct shown {
    const struct indicator *list[MOST_ROWS];
    const struct figure *means[MOST_ROWS];
    size_t n, n_banded; /* the first ones have all bands */
};

static const struct figure *mean_of(struct draft *draft, const struct indicator *index)
{
    return draft_figure(draft, "index/mean", index->code, NULL, NULL);
}

static const struct figure *band_of(struct draft *draft, const struct indicator *index, size_t band)
{
    const struct settings *settings = &draft->report->wave->form->settings;
    const char *group = figure_level(draft->arena, "band", settings->bands[band].name);
    draft->is_out_of_memory |= group == NULL;
    return draft_figure(draft, "share/band", index->code, NULL, group);
}

static bool has_bands(struct draft *draft, const struct indicator *index)
{
    const size_t n = draft->report->wave->form->settings.n_bands;
    bool has = n > 1 && n <= PALETTE_STEPS_MOST;
    for (size_t i = 0; has && i < n; i++)
        has = chart_takes(band_of(draft, index, i));
    return has;
}

static void take(struct draft *draft, struct shown *shown, bool are_banded)
{
    const struct wave *wave = draft->report->wave;
    for (size_t i = 0; wave->scores != NULL && i < wave->n_scores && shown->n < MOST_ROWS; i++) {
        const struct indicator *index = wave->scores[i].index;
        const struct figure *mean = mean_of(draft, index);
        if (!index->is_percent_scale || !chart_takes(mean) || has_bands(draft, index) != are_banded)
            continue;
        shown->means[shown->n] = mean;
        shown->list[shown->n++] = index;
    }
}

static struct shown shown_of(struct draft *draft)
{
    struct shown shown = {0};
    take(draft, &shown, true);
    shown.n_banded = shown.n;
    take(draft, &shown, false);
    return shown;
}

/* A part of an index is told from a whole one. */
static const char *name_of(struct draft *draft, const struct indicator *index)
{
    const char *name = chart_name(draft, draft_indicator(draft, index), NAME);
    return index->parent == NULL ? name : SAY(draft, TEXT_CHART_PART, name);
}

static void put_row(struct kept_rows *rows, const struct shown *shown, size_t i)
{
    struct draft *draft = rows->draft;
    const size_t n_bands = draft->report->wave->form->settings.n_bands;
    struct cell *cells = kept_rows_add(rows);
    cells[INDEX] = cell_text(name_of(draft, shown->list[i]));
    cells_put_estimate(cells + MEAN, shown->means[i]);
    cells_put_whisker(cells + DOWN, whisker_of(shown->means[i], shown->list[i]));
    for (size_t b = 0; b < n_bands; b++)
        cells[FIRST_BAND + b] = cell_value(band_of(draft, shown->list[i], b));
    cells[FIRST_BAND + n_bands] = cell_id(shown->means[i]);
}

/* --- the charts --------------------------------------------------------------------------------
 */

static struct stretch stretch_of(const struct table *table, size_t column, size_t n)
{
    return (struct stretch){table->sheet, column, 0, n};
}

static const char *means_alt(struct draft *draft, const struct shown *shown)
{
    const char *list = "";
    for (size_t i = 0; i < shown->n; i++)
        list = alt_list(draft, list,
                        alt_estimate(draft, name_of(draft, shown->list[i]), shown->means[i]));
    return SAY(draft, TEXT_INDEX_CHARTS_MEANS_ALT, draft_count(draft, (double)shown->n),
               draft_confidence(draft), list);
}

static struct chart means_chart(struct draft *draft, const struct table *table,
                                const struct shown *shown)
{
    struct view view = {0};
    for (size_t i = 0; i < shown->n; i++)
        view_take(&view, shown->means[i]->value, whisker_of(shown->means[i], shown->list[i]));
    return (struct chart){
        .kind = CHART_DOTS,
        .title = SAY(draft, TEXT_INDEX_CHARTS_MEANS, draft_confidence(draft), draft_year(draft)),
        .alt = means_alt(draft, shown),
        .x = view_axis(&view, shown->list[0], draft_text(draft, TEXT_CHART_AXIS_MEAN)),
        .y = {.title = draft_text(draft, TEXT_COLUMN_INDEX)},
        .series = {{.kind = SERIES_MARK,
                    .name = draft_text(draft, TEXT_COLUMN_MEAN),
                    .x = stretch_of(table, INDEX, shown->n),
                    .y = stretch_of(table, MEAN, shown->n),
                    .down = stretch_of(table, DOWN, shown->n),
                    .up = stretch_of(table, UP, shown->n)}},
        .n_series = 1,
    };
}

/* "Mognad: Låg 12 %, Medel 60 %, Hög 28 %" */
static const char *bands_of(struct draft *draft, const struct indicator *index)
{
    const struct settings *settings = &draft->report->wave->form->settings;
    const char *list = "";
    for (size_t b = 0; b < settings->n_bands; b++) {
        const struct figure *share = band_of(draft, index, b);
        if (share == NULL) /* only for want of memory */
            break;
        list = alt_list(draft, list,
                        SAY(draft, TEXT_CHART_SHARE, draft_band(draft, &settings->bands[b]),
                            draft_share(draft, share->value, 0)));
    }
    return SAY(draft, TEXT_CHART_VALUE, name_of(draft, index), list);
}

static const char *bands_alt(struct draft *draft, const struct shown *shown)
{
    const char *text =
        SAY(draft, TEXT_INDEX_CHARTS_BANDS_ALT, draft_count(draft, (double)shown->n_banded));
    for (size_t i = 0; i < shown->n_banded && strlen(text) < 1500; i++)
        text =
            draft_join(draft, text, SAY(draft, TEXT_CHART_STOP, bands_of(draft, shown->list[i])));
    return text;
}

static struct chart bands_chart(struct draft *draft, const struct table *table,
                                const struct shown *shown)
{
    const struct settings *settings = &draft->report->wave->form->settings;
    struct chart chart = {
        .kind = CHART_STACK,
        .title = SAY(draft, TEXT_INDEX_CHARTS_BANDS, draft_year(draft)),
        .alt = bands_alt(draft, shown),
        .x = {.title = draft_text(draft, TEXT_CHART_AXIS_AGENCIES),
              .has_range = true,
              .low = 0,
              .high = 1,
              .is_share = true},
        .y = {.title = draft_text(draft, TEXT_COLUMN_INDEX)},
        .n_series = settings->n_bands,
    };
    for (size_t b = 0; b < settings->n_bands; b++)
        chart.series[b] =
            (struct series){.kind = SERIES_PART,
                            .shade = palette_step(b, settings->n_bands),
                            .name = draft_header(draft, draft_band(draft, &settings->bands[b])),
                            .x = stretch_of(table, INDEX, shown->n_banded),
                            .y = stretch_of(table, FIRST_BAND + b, shown->n_banded)};
    return chart;
}

static void add_charts(struct draft *draft, struct table *table, const struct shown *shown)
{
    table->charts = draft_array(draft, 2, struct chart);
    if (table->charts == NULL)
        return;
    table->charts[table->n_charts++] = means_chart(draft, table, shown);
    if (shown->n_banded > 0)
        table->charts[table->n_charts++] = bands_chart(draft, table, shown);
}

/* --- the sheet ---------------------------------------------------------------------------------
 */

static const char *sentence(struct draft *draft, const struct shown *shown)
{
    struct extreme low = {0}, high = {0};
    bool has_parts = false;
    for (size_t i = 0; i < shown->n; i++) {
        has_parts |= shown->list[i]->parent != NULL;
        const char *name = draft_indicator(draft, shown->list[i]);
        extreme_take(&low, shown->means[i], name, EXTREME_LOWEST);
        extreme_take(&high, shown->means[i], name, EXTREME_HIGHEST);
    }
    const char *n = draft_count(draft, (double)shown->n);
    const char *text = extreme_is_same(&low, &high)
                           ? SAY(draft, TEXT_INDEX_CHARTS_SENTENCE_SAME, n)
                           : SAY(draft, TEXT_INDEX_CHARTS_SENTENCE, n,
                                 extreme_indices(draft, &high), extreme_indices(draft, &low));
    return has_parts ? draft_join(draft, text, draft_text(draft, TEXT_INDEX_CHARTS_PARTS)) : text;
}

static enum status build(struct draft *draft, struct table *table, struct error *err)
{
    static const struct column_text first[] = {
        [INDEX] = {TEXT_COLUMN_INDEX, false, 0}, [MEAN] = {TEXT_COLUMN_MEAN, true, 0},
        [LOW] = {TEXT_COLUMN_LOW, true, 0},      [HIGH] = {TEXT_COLUMN_HIGH, true, 0},
        [N] = {TEXT_COLUMN_N, true, 0},          [DOWN] = {TEXT_COLUMN_DOWN, true, 0},
        [UP] = {TEXT_COLUMN_UP, true, 0},
    };
    static const struct column_text last[] = {{TEXT_COLUMN_FIGURE, false, 0}};
    const struct settings *settings = &draft->report->wave->form->settings;
    const struct shown shown = shown_of(draft);
    draft_columns(draft, first, COUNT(first), table);
    for (size_t b = 0; b < settings->n_bands; b++)
        draft_number_column(
            draft, SAY(draft, TEXT_COLUMN_BAND_SHARE, draft_band(draft, &settings->bands[b])),
            "band", table);
    draft_columns(draft, last, COUNT(last), table);
    struct kept_rows rows;
    TRY(kept_rows_open(draft, table, &rows, err));
    for (size_t i = 0; i < shown.n; i++)
        put_row(&rows, &shown, i);
    kept_rows_close(&rows, table);
    TRY(draft_status(draft, err));
    table->sentence = sentence(draft, &shown);
    add_charts(draft, table, &shown);
    return OK;
}

/* A chart of one index tells less than its number. */
static bool has_content(struct draft *draft)
{
    return shown_of(draft).n > 1;
}

const struct sheet sheet_index_charts = {.name = TEXT_SHEET_INDEX_CHARTS,
                                         .about = TEXT_ABOUT_INDEX_CHARTS,
                                         .has_content = has_content,
                                         .build = build};
