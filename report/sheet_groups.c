/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/cell.h"
#include "report/columns.h"
#include "report/extreme.h"
#include "report/kept_rows.h"
#include "report/sheet.h"
#include "report/sheet_agencies.h"
#include "report/summary_formulas.h"

/* The widest difference between the groups of one grouping on one index; groups below the size
   that may be published are left out, since small groups differ most by chance. */
struct difference {
    const struct indicator *index, *grouping;
    const char *levels, *scores; /* where they stand in the workbook; NULL: nowhere */
    struct extreme low, high;
};

/* 0 where no group counts. */
static double width(const struct difference *d)
{
    return d->low.figure == NULL || d->high.figure == NULL
               ? 0
               : d->high.figure->value - d->low.figure->value;
}

static bool is_wider(const struct difference *d, const struct difference *than)
{
    return than->index == NULL || width(d) > width(than);
}

/* Takes a group's mean into a difference. */
static void widen(struct difference *d, const struct figure *mean, const char *level, int least)
{
    if (mean == NULL || is_missing(mean->value) || is_missing(mean->n) || mean->n < least)
        return;
    extreme_take(&d->low, mean, level, EXTREME_LOWEST);
    extreme_take(&d->high, mean, level, EXTREME_HIGHEST);
}

/* How a spreadsheet computes the mean and n. */
static void add_formulas(const struct kept_rows *rows, struct cell *cells,
                         const struct difference *d)
{
    enum { LEVEL = 1, MEAN = 3, N = 6 };
    struct draft *draft = rows->draft;
    const char *level = kept_rows_cell(rows, LEVEL), *n = kept_rows_cell(rows, N);
    if (cells[LEVEL].kind != CELL_TEXT)
        return;
    cells[N] = cell_with_formula(cells[N], formula_group_n(draft, d->levels, level, d->scores));
    if (cells[N].formula != NULL)
        cells[MEAN] = cell_with_formula(cells[MEAN],
                                        formula_group_mean(draft, d->levels, level, d->scores, n));
}

static void put_mean(struct kept_rows *rows, const struct difference *d, const struct figure *mean,
                     const char *level)
{
    struct draft *draft = rows->draft;
    struct cell *cells = kept_rows_add(rows);
    cells[0] = cell_text(draft_indicator(draft, d->grouping));
    cells[1] = cell_text_or(level, CELL_NOT_AVAILABLE);
    cells[2] = cell_text(draft_indicator(draft, d->index));
    cells_put_estimate(cells + 3, mean);
    add_formulas(rows, cells, d);
    cells[7] = cell_id(mean);
}

/* One index over the groups of one grouping. */
static void put_index(struct kept_rows *rows, const struct grouping *grouping, const char **levels,
                      const struct indicator *index, struct difference *widest)
{
    struct draft *draft = rows->draft;
    const char *levels_range = agencies_levels_range(draft, grouping);
    const int least = draft->report->wave->form->settings.min_cell;
    struct difference d = {.index = index,
                           .grouping = grouping->of,
                           .levels = levels_range,
                           .scores = agencies_range_of(draft, index)};
    for (size_t i = 0; i < grouping->n_levels; i++) {
        const char *group = figure_level(draft->arena, grouping->of->code, grouping->names[i]);
        const struct figure *mean = draft_figure(draft, "index/mean", index->code, NULL, group);
        draft->is_out_of_memory |= group == NULL;
        if (mean == NULL || mean->n == 0)
            continue; /* a level that no unit has */
        put_mean(rows, &d, mean, levels[i]);
        widen(&d, mean, levels[i], least);
    }
    if (!extreme_is_same(&d.low, &d.high) && index->is_percent_scale && is_wider(&d, widest))
        *widest = d;
}

static void put_grouping(struct kept_rows *rows, const struct grouping *grouping,
                         struct difference *widest)
{
    const struct wave *wave = rows->draft->report->wave;
    const char **levels = draft_levels(rows->draft, grouping);
    for (size_t i = 0; i < wave->n_scores && levels != NULL; i++) {
        if (wave->scores[i].index->parent == NULL)
            put_index(rows, grouping, levels, wave->scores[i].index, widest);
    }
}

/* Where no unit of any group has an index: a table wants a row. */
static void put_nobody(struct kept_rows *rows)
{
    struct cell *cells = kept_rows_add(rows);
    for (size_t i = 0; i < rows->n_columns; i++)
        cells[i] = cell_missing(CELL_NOT_AVAILABLE);
}

static const char *sentence(struct draft *draft, const struct difference *d, size_t n)
{
    if (d->index == NULL)
        return SAY(draft, TEXT_GROUPS_SENTENCE_NONE, draft_count(draft, (double)n));
    return SAY(draft, TEXT_GROUPS_SENTENCE, draft_indicator(draft, d->index),
               draft_indicator(draft, d->grouping), extreme_groups(draft, &d->low),
               extreme_groups(draft, &d->high));
}

static enum status build(struct draft *draft, struct table *table, struct error *err)
{
    static const struct column_text columns[] = {
        {TEXT_COLUMN_GROUPING, false, 40}, {TEXT_COLUMN_GROUP, false, 40},
        {TEXT_COLUMN_INDEX, false, 0},     {TEXT_COLUMN_MEAN, true, 0},
        {TEXT_COLUMN_LOW, true, 0},        {TEXT_COLUMN_HIGH, true, 0},
        {TEXT_COLUMN_N, true, 0},          {TEXT_COLUMN_FIGURE, false, 0}};
    const struct wave *wave = draft->report->wave;
    struct difference widest = {0};
    table->is_plain = true;
    draft_columns(draft, columns, COUNT(columns), table);
    struct kept_rows rows;
    TRY(kept_rows_open(draft, table, &rows, err));
    for (size_t i = 0; i < wave->n_groups; i++)
        put_grouping(&rows, &wave->groups[i], &widest);
    table->sentence = sentence(draft, &widest, rows.n);
    table->note = SAY(draft, TEXT_GROUPS_NOTE, draft_confidence(draft));
    if (rows.n == 0)
        put_nobody(&rows);
    kept_rows_close(&rows, table);
    return OK;
}

static bool is_wanted(const struct report *report)
{
    const struct wave *wave = report->wave;
    if (wave->scores == NULL || wave->n_scores == 0)
        return false;
    for (size_t i = 0; i < wave->n_groups; i++) {
        if (wave->groups[i].n_levels > 0)
            return true;
    }
    return false;
}

const struct sheet sheet_groups = {
    .name = TEXT_SHEET_GROUPS, .about = TEXT_ABOUT_GROUPS, .is_wanted = is_wanted, .build = build};
