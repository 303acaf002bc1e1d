/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every index at the top of the tree by every grouping: the groups' means on their intervals, below
   that of all. */
#include "report/cell.h"
#include "report/chart_parts.h"
#include "report/columns.h"
#include "report/group_means.h"
#include "report/kept_rows.h"
#include "report/sheet.h"

enum { INDEX, GROUPING, GROUP, MEAN, LOW, HIGH, N, DOWN, UP, COLUMN_COUNT };
enum { MOST_INDICES = 30, MOST_CHARTS = 90, NAME = 48 };

/* What one chart shows. */
struct forest {
    const struct indicator *index;
    const struct grouping *grouping;
    const struct figure *means[1 + GROUPS_MOST]; /* of all, then of the groups that have one */
    const char *names[1 + GROUPS_MOST];
    size_t n;
};

/* Nothing (n 0) where less than two groups have a mean. */
static void find(struct draft *draft, const struct indicator *index,
                 const struct grouping *grouping, struct forest *out)
{
    const char **levels = draft_levels(draft, grouping);
    const struct figure *all = draft_figure(draft, "index/mean", index->code, NULL, NULL);
    *out = (struct forest){.index = index, .grouping = grouping};
    if (!chart_takes(all) || levels == NULL)
        return;
    out->means[0] = all;
    out->names[0] = group_name(draft, draft_text(draft, TEXT_GROUP_ALL), all->n);
    size_t n = 1;
    for (size_t i = 0; i < grouping->n_levels; i++) {
        const struct figure *mean = group_mean(draft, index, grouping, i);
        if (!chart_takes(mean))
            continue;
        if (n > GROUPS_MOST)
            return;
        out->means[n] = mean;
        out->names[n++] = group_name(draft, levels[i], mean->n);
    }
    out->n = n < 3 ? 0 : n;
}

static void put_rows(struct kept_rows *rows, const struct forest *forest)
{
    struct draft *draft = rows->draft;
    for (size_t i = 0; i < forest->n; i++) {
        struct cell *cells = kept_rows_add(rows);
        cells[INDEX] = cell_text(draft_indicator(draft, forest->index));
        cells[GROUPING] = cell_text(draft_indicator(draft, forest->grouping->of));
        cells[GROUP] = cell_text(forest->names[i]);
        cells_put_estimate(cells + MEAN, forest->means[i]);
        cells_put_whisker(cells + DOWN, whisker_of(forest->means[i], forest->index));
    }
}

static const char *alt_of(struct draft *draft, const struct forest *forest)
{
    const char *list = "";
    for (size_t i = 0; i < forest->n; i++)
        list = alt_list(draft, list, alt_estimate(draft, forest->names[i], forest->means[i]));
    return SAY(draft, TEXT_GROUP_CHARTS_ALT, draft_confidence(draft),
               chart_name(draft, draft_indicator(draft, forest->index), NAME),
               chart_name(draft, draft_indicator(draft, forest->grouping->of), NAME), list);
}

/* The intervals of small groups may reach from end to end; they do not set what is shown. */
static struct axis axis_of(struct draft *draft, const struct forest *forest)
{
    struct view view = {0};
    for (size_t i = 0; i < forest->n; i++) {
        const struct figure *mean = forest->means[i];
        const struct whisker none = {0};
        view_take(&view, mean->value,
                  is_small_group(draft, mean->n) ? none : whisker_of(mean, forest->index));
    }
    return view_axis(&view, forest->index, draft_text(draft, TEXT_CHART_AXIS_MEAN));
}

static struct chart chart_of(struct draft *draft, const struct forest *forest,
                             const struct table *table, size_t first)
{
    const char *sheet = table->sheet;
    return (struct chart){
        .kind = CHART_DOTS,
        .title = SAY(draft, TEXT_CHART_VALUE,
                     chart_name(draft, draft_indicator(draft, forest->index), NAME),
                     chart_name(draft, draft_indicator(draft, forest->grouping->of), NAME)),
        .alt = alt_of(draft, forest),
        .x = axis_of(draft, forest),
        .y = {.title = draft_text(draft, TEXT_COLUMN_GROUP)},
        .series = {{.kind = SERIES_MARK,
                    .name = draft_text(draft, TEXT_COLUMN_MEAN),
                    .x = {sheet, GROUP, first, forest->n},
                    .y = {sheet, MEAN, first, forest->n},
                    .down = {sheet, DOWN, first, forest->n},
                    .up = {sheet, UP, first, forest->n}}},
        .n_series = 1,
    };
}

static enum status build(struct draft *draft, struct table *table, struct error *err)
{
    static const struct column_text columns[] = {
        [INDEX] = {TEXT_COLUMN_INDEX, false, 36}, [GROUPING] = {TEXT_COLUMN_GROUPING, false, 36},
        [GROUP] = {TEXT_COLUMN_GROUP, false, 44}, [MEAN] = {TEXT_COLUMN_MEAN, true, 0},
        [LOW] = {TEXT_COLUMN_LOW, true, 0},       [HIGH] = {TEXT_COLUMN_HIGH, true, 0},
        [N] = {TEXT_COLUMN_N, true, 0},           [DOWN] = {TEXT_COLUMN_DOWN, true, 0},
        [UP] = {TEXT_COLUMN_UP, true, 0},
    };
    _Static_assert(COUNT(columns) == COLUMN_COUNT, "every column needs a header");
    const struct wave *wave = draft->report->wave;
    const struct indicator *indices[MOST_INDICES];
    const size_t n = group_indices(draft->report, indices, MOST_INDICES);
    struct forest forest;
    struct kept_rows rows;
    draft_columns(draft, columns, COUNT(columns), table);
    TRY(kept_rows_open(draft, table, &rows, err));
    table->charts = draft_array(draft, MOST_CHARTS, struct chart);
    TRY(draft_status(draft, err));
    for (size_t i = 0; i < n * wave->n_groups && table->n_charts < MOST_CHARTS; i++) {
        const size_t first = rows.n;
        find(draft, indices[i / wave->n_groups], &wave->groups[i % wave->n_groups], &forest);
        if (forest.n == 0)
            continue;
        put_rows(&rows, &forest);
        table->charts[table->n_charts++] = chart_of(draft, &forest, table, first);
    }
    table->sentence = SAY(draft, TEXT_GROUP_CHARTS_SENTENCE, draft_count(draft, (double)n),
                          draft_count(draft, (double)table->n_charts), draft_confidence(draft));
    table->note =
        SAY(draft, TEXT_GROUP_CHARTS_NOTE, draft_count(draft, wave->form->settings.min_cell),
            draft_text(draft, TEXT_SHEET_DIFFERENCES));
    kept_rows_close(&rows, table);
    return OK;
}

static bool has_content(struct draft *draft)
{
    const struct wave *wave = draft->report->wave;
    const struct indicator *indices[MOST_INDICES];
    const size_t n = group_indices(draft->report, indices, MOST_INDICES);
    struct forest forest = {0};
    for (size_t i = 0; i < n * wave->n_groups && forest.n == 0; i++)
        find(draft, indices[i / wave->n_groups], &wave->groups[i % wave->n_groups], &forest);
    return forest.n > 0;
}

const struct sheet sheet_group_charts = {.name = TEXT_SHEET_GROUP_CHARTS,
                                         .about = TEXT_ABOUT_GROUP_CHARTS,
                                         .has_content = has_content,
                                         .build = build};
