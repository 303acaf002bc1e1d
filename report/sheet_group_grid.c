/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The means of groups in a grid, shaded by how far they are from the mean of all. */
#include "report/cell.h"
#include "report/chart_parts.h"
#include "report/columns.h"
#include "report/group_means.h"
#include "report/kept_rows.h"
#include "report/sheet.h"

#include <math.h>

enum { GROUPING, GROUP, FIRST_INDEX };
enum { MOST_INDICES = 30 };

/* In points of 0-100. */
static const double steps[HEAT_STEPS] = {5, 10, 15};

static const struct figure *mean_of_all(struct draft *draft, const struct indicator *index)
{
    return draft_figure(draft, "index/mean", index->code, NULL, NULL);
}

static void add_index(struct draft *draft, const struct indicator *index, struct table *table)
{
    const struct figure *all = mean_of_all(draft, index);
    struct heat *heat = draft_array(draft, 1, struct heat);
    draft_number_column(draft, draft_indicator(draft, index), index->code, table);
    if (draft->is_out_of_memory || heat == NULL || !chart_takes(all))
        return;
    *heat = (struct heat){.middle = all->value, .from = {steps[0], steps[1], steps[2]}, .end = 100};
    table->columns[table->n_columns - 1].is_heat = true;
    table->columns[table->n_columns - 1].heat = heat;
}

/* Counts how many groups are far from all. */
struct grid {
    struct kept_rows rows;
    const struct indicator *indices[MOST_INDICES];
    size_t n_indices, n_far, n_means;
};

static void put_level(struct grid *grid, const struct grouping *grouping, size_t level,
                      const char *label)
{
    struct draft *draft = grid->rows.draft;
    const char *code = figure_level(draft->arena, grouping->of->code, grouping->names[level]);
    draft->is_out_of_memory |= code == NULL;
    const struct figure *answered =
        draft_figure(draft, "group/answered", grouping->of->code, NULL, code);
    if (answered != NULL && answered->value == 0)
        return;
    struct cell *cells = kept_rows_add(&grid->rows);
    cells[GROUPING] = cell_text(draft_indicator(draft, grouping->of));
    cells[GROUP] = cell_text(answered != NULL && chart_takes(answered)
                                 ? group_name(draft, label, answered->value)
                                 : label);
    for (size_t i = 0; i < grid->n_indices; i++) {
        const struct figure *mean = group_mean(draft, grid->indices[i], grouping, level);
        const struct figure *all = mean_of_all(draft, grid->indices[i]);
        cells[FIRST_INDEX + i] = cell_value(mean);
        if (!chart_takes(mean) || !chart_takes(all) || is_small_group(draft, mean->n))
            continue;
        grid->n_means++;
        grid->n_far += fabs(mean->value - all->value) >= steps[0];
    }
}

static void put_all(struct grid *grid)
{
    struct draft *draft = grid->rows.draft;
    struct cell *cells = kept_rows_add(&grid->rows);
    const double n = (double)draft->report->wave->n_rows;
    cells[GROUPING] = cell_text(draft_text(draft, TEXT_GROUP_ALL));
    cells[GROUP] = cell_text(group_name(draft, draft_text(draft, TEXT_GROUP_ALL), n));
    for (size_t i = 0; i < grid->n_indices; i++)
        cells[FIRST_INDEX + i] = cell_value(mean_of_all(draft, grid->indices[i]));
}

static enum status build(struct draft *draft, struct table *table, struct error *err)
{
    static const struct column_text columns[] = {
        [GROUPING] = {TEXT_COLUMN_GROUPING, false, 36}, [GROUP] = {TEXT_COLUMN_GROUP, false, 44}};
    const struct wave *wave = draft->report->wave;
    struct grid grid = {0};
    grid.n_indices = group_indices(draft->report, grid.indices, MOST_INDICES);
    table->is_plain = true;
    draft_columns(draft, columns, COUNT(columns), table);
    for (size_t i = 0; i < grid.n_indices; i++)
        add_index(draft, grid.indices[i], table);
    TRY(kept_rows_open(draft, table, &grid.rows, err));
    put_all(&grid);
    for (size_t i = 0; i < wave->n_groups; i++) {
        const char **levels = draft_levels(draft, &wave->groups[i]);
        for (size_t k = 0; levels != NULL && k < wave->groups[i].n_levels; k++)
            put_level(&grid, &wave->groups[i], k, levels[k]);
    }
    table->sentence = SAY(draft, TEXT_GROUP_GRID_SENTENCE, draft_count(draft, (double)grid.n_far),
                          draft_count(draft, (double)grid.n_means), draft_count(draft, steps[0]));
    table->note =
        SAY(draft, TEXT_GROUP_GRID_NOTE, draft_count(draft, steps[0]), draft_count(draft, steps[1]),
            draft_count(draft, steps[2]), draft_count(draft, wave->form->settings.min_cell));
    kept_rows_close(&grid.rows, table);
    return OK;
}

/* A grid of one index is a column. */
static bool is_wanted(const struct report *report)
{
    const struct wave *wave = report->wave;
    bool has_levels = false;
    for (size_t i = 0; i < wave->n_groups; i++)
        has_levels |= wave->groups[i].n_levels > 0;
    return has_levels && group_indices(report, NULL, MOST_INDICES) > 1;
}

const struct sheet sheet_group_grid = {.name = TEXT_SHEET_GROUP_GRID,
                                       .about = TEXT_ABOUT_GROUP_GRID,
                                       .is_wanted = is_wanted,
                                       .build = build};
