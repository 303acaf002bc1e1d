/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/cell.h"
#include "report/columns.h"
#include "report/crossing.h"
#include "report/kept_rows.h"
#include "report/sheet.h"
#include "report/sheet_agencies.h"
#include "report/summary_formulas.h"

/* The statistics of an index, and how a spreadsheet computes them over the scores {range}. */
static const struct {
    const char *measure;
    const char *before, *after; /* of the range in the formula; NULL: none */
} measures[] = {
    {"index/sd", "STDEV(", ")"},      {"index/min", "MIN(", ")"},
    {"index/q1", "QUARTILE(", ",1)"}, {"index/median", "MEDIAN(", ")"},
    {"index/q3", "QUARTILE(", ",3)"}, {"index/max", "MAX(", ")"},
    {"index/skewness", "SKEW(", ")"}, {"index/kurtosis", "KURT(", ")"},
};

static const char *formula(struct draft *draft, const char *before, const char *range,
                           const char *after)
{
    if (range == NULL)
        return NULL;
    const char *text = arena_print(draft->arena, "%s%s%s", before, range, after);
    draft->is_out_of_memory |= text == NULL;
    return text;
}

static void put_mean(struct draft *draft, const char *code, const char *range, struct cell *cells)
{
    const struct figure *mean = draft_figure(draft, "index/mean", code, NULL, NULL);
    cells_put_estimate(cells, mean);
    cells[0] = cell_with_formula(cells[0], formula_mean(draft, range));
    cells[3] = cell_with_formula(cells[3], formula_n(draft, range));
}

/* The columns of weighted figures are there when the settings name strata. */
static bool has_weights(const struct report *report)
{
    return report->wave->form->settings.n_strata > 0;
}

static void put_weighted(struct draft *draft, const struct indicator *index, struct cell *cells)
{
    const struct figure *mean = draft_figure(draft, "index/weighted_mean", index->code, NULL, NULL);
    cells[0] = cell_value(mean);
    cells[1] = cell_beside(mean, mean == NULL ? MISSING : mean->low);
    cells[2] = cell_beside(mean, mean == NULL ? MISSING : mean->high);
    cells[3] =
        is_missing(index->strong)
            ? cell_missing(CELL_NOT_APPLICABLE)
            : cell_value(draft_figure(draft, "share/weighted_strong", index->code, NULL, NULL));
}

static void put_strong(struct draft *draft, const struct indicator *index, const char *range,
                       struct cell *cells)
{
    if (is_missing(index->strong)) {
        for (size_t i = 0; i < 3; i++)
            cells[i] = cell_missing(CELL_NOT_APPLICABLE);
        return;
    }
    const struct figure *strong = draft_figure(draft, "share/strong", index->code, NULL, NULL);
    cells[0] =
        cell_with_formula(cell_value(strong), formula_share(draft, range, index->strong, MISSING));
    cells[1] = cell_beside(strong, strong == NULL ? MISSING : strong->low);
    cells[2] = cell_beside(strong, strong == NULL ? MISSING : strong->high);
}

static void put_bands(struct draft *draft, const struct indicator *index, const char *range,
                      struct cell *cells)
{
    const struct settings *settings = &draft->report->wave->form->settings;
    for (size_t b = 0; b < settings->n_bands; b++) {
        if (!index->is_percent_scale) {
            cells[b] = cell_missing(CELL_NOT_APPLICABLE);
            continue;
        }
        const char *group = figure_level(draft->arena, "band", settings->bands[b].name);
        const double below = b + 1 < settings->n_bands ? settings->bands[b + 1].from : MISSING;
        draft->is_out_of_memory |= group == NULL;
        cells[b] = cell_with_formula(
            cell_value(draft_figure(draft, "share/band", index->code, NULL, group)),
            formula_share(draft, range, settings->bands[b].from, below));
    }
}

/* The limits of the mean from its own cell and those of spread and n; where all have answered there
   is nothing to compute. */
static void add_limits(const struct kept_rows *rows, struct cell *cells)
{
    enum { MEAN = 2, LOW, HIGH, N, SD };
    struct draft *draft = rows->draft;
    const struct report *report = draft->report;
    const size_t sd = SD + (has_weights(report) ? 4 : 0);
    const char *const of[] = {kept_rows_cell(rows, MEAN), kept_rows_cell(rows, sd),
                              kept_rows_cell(rows, N)};
    if (!agencies_have_formulas(report) || !cell_is_number(cells[sd].kind) ||
        cells[LOW].number >= cells[HIGH].number)
        return;
    const size_t population = report->wave->n_frame;
    cells[LOW] = cell_with_formula(cells[LOW], formula_mean_limit(draft, '-', of, population));
    cells[HIGH] = cell_with_formula(cells[HIGH], formula_mean_limit(draft, '+', of, population));
}

static void put_index(struct kept_rows *rows, size_t score)
{
    struct draft *draft = rows->draft;
    const struct report *report = draft->report;
    const struct indicator *index = report->wave->scores[score].index;
    const char *range = agencies_range_of(draft, index);
    struct cell *row = kept_rows_add(rows), *cells = row;
    *cells++ = cell_of_index(draft, draft_indicator(draft, index), index);
    *cells++ = index->parent == NULL
                   ? cell_missing(CELL_NOT_APPLICABLE)
                   : cell_of_index(draft, draft_indicator(draft, index->parent), index->parent);
    put_mean(draft, index->code, range, cells);
    cells += 4;
    if (has_weights(report)) {
        put_weighted(draft, index, cells);
        cells += 4;
    }
    for (size_t i = 0; i < COUNT(measures); i++) {
        const struct figure *figure =
            draft_figure(draft, measures[i].measure, index->code, NULL, NULL);
        *cells++ = cell_with_formula(cell_value(figure),
                                     formula(draft, measures[i].before, range, measures[i].after));
    }
    put_strong(draft, index, range, cells);
    cells += 3;
    put_bands(draft, index, range, cells);
    cells += report->wave->form->settings.n_bands;
    *cells = cell_id(draft_figure(draft, "index/mean", index->code, NULL, NULL));
    add_limits(rows, row);
}

/* The indices whose units differ most and least. */
static const char *sentence(struct draft *draft)
{
    const struct wave *wave = draft->report->wave;
    const struct indicator *wide = NULL, *narrow = NULL;
    const struct figure *widest = NULL, *narrowest = NULL;
    for (size_t i = 0; i < wave->n_scores; i++) {
        const struct indicator *index = wave->scores[i].index;
        const struct figure *sd = draft_figure(draft, "index/sd", index->code, NULL, NULL);
        if (!index->is_percent_scale || sd == NULL || is_missing(sd->value))
            continue;
        if (widest == NULL || sd->value > widest->value) {
            widest = sd;
            wide = index;
        }
        if (narrowest == NULL || sd->value < narrowest->value) {
            narrowest = sd;
            narrow = index;
        }
    }
    if (widest == narrowest)
        return SAY(draft, TEXT_INDICES_SENTENCE_NONE, draft_count(draft, (double)wave->n_scores));
    return SAY(draft, TEXT_INDICES_SENTENCE, draft_indicator(draft, wide),
               draft_estimate(draft, widest), draft_indicator(draft, narrow),
               draft_estimate(draft, narrowest));
}

static void make_columns(struct draft *draft, struct table *table)
{
    static const struct column_text first[] = {
        {TEXT_COLUMN_INDEX, false, 0}, {TEXT_COLUMN_PART_OF, false, 0}, {TEXT_COLUMN_MEAN, true, 0},
        {TEXT_COLUMN_LOW, true, 0},    {TEXT_COLUMN_HIGH, true, 0},     {TEXT_COLUMN_N, true, 0}};
    static const struct column_text weighted[] = {{TEXT_COLUMN_WEIGHTED_MEAN, true, 0},
                                                  {TEXT_COLUMN_WEIGHTED_LOW, true, 0},
                                                  {TEXT_COLUMN_WEIGHTED_HIGH, true, 0},
                                                  {TEXT_COLUMN_WEIGHTED_STRONG, true, 0}};
    static const struct column_text shape[] = {
        {TEXT_COLUMN_SD, true, 0},         {TEXT_COLUMN_MIN, true, 0},
        {TEXT_COLUMN_Q1, true, 0},         {TEXT_COLUMN_MEDIAN, true, 0},
        {TEXT_COLUMN_Q3, true, 0},         {TEXT_COLUMN_MAX, true, 0},
        {TEXT_COLUMN_SKEWNESS, true, 0},   {TEXT_COLUMN_KURTOSIS, true, 0},
        {TEXT_COLUMN_STRONG, true, 0},     {TEXT_COLUMN_STRONG_LOW, true, 0},
        {TEXT_COLUMN_STRONG_HIGH, true, 0}};
    static const struct column_text last[] = {{TEXT_COLUMN_FIGURE, false, 0}};
    const struct settings *settings = &draft->report->wave->form->settings;
    draft_columns(draft, first, COUNT(first), table);
    if (has_weights(draft->report))
        draft_columns(draft, weighted, COUNT(weighted), table);
    draft_columns(draft, shape, COUNT(shape), table);
    for (size_t b = 0; b < settings->n_bands; b++) {
        const char *name = draft_band(draft, &settings->bands[b]);
        draft_number_column(draft, SAY(draft, TEXT_COLUMN_BAND_SHARE, name), "band", table);
    }
    draft_columns(draft, last, COUNT(last), table);
}

static enum status build(struct draft *draft, struct table *table, struct error *err)
{
    table->sentence = sentence(draft);
    make_columns(draft, table);
    struct kept_rows rows;
    TRY(kept_rows_open(draft, table, &rows, err));
    for (size_t i = 0; i < draft->report->wave->n_scores; i++)
        put_index(&rows, i);
    kept_rows_close(&rows, table);
    return OK;
}

static bool is_wanted(const struct report *report)
{
    return report->wave->n_scores > 0 && report->wave->scores != NULL;
}

const struct sheet sheet_indices = {.name = TEXT_SHEET_INDICES,
                                    .about = TEXT_ABOUT_INDICES,
                                    .is_wanted = is_wanted,
                                    .build = build};
