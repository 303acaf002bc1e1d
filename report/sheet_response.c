/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/cell.h"
#include "report/columns.h"
#include "report/extreme.h"
#include "report/kept_rows.h"
#include "report/sheet.h"

static void put(struct kept_rows *rows, const char *grouping, const char *group,
                const struct figure *const figures[3])
{
    struct cell *cells = kept_rows_add(rows);
    cells[0] = cell_text(grouping);
    cells[1] = cell_text_or(group, CELL_NOT_AVAILABLE);
    for (size_t i = 0; i < 3; i++)
        cells[2 + i] = cell_value(figures[i]);
    cells[5] = cell_id(rows->draft, figures[2]);
}

static void put_all(struct kept_rows *rows)
{
    struct draft *draft = rows->draft;
    const struct figure *figures[] = {draft_figure(draft, "response/frame", NULL, NULL, NULL),
                                      draft_figure(draft, "response/n", NULL, NULL, NULL),
                                      draft_figure(draft, "response/rate", NULL, NULL, NULL)};
    const char *all = draft_text(draft, TEXT_RESPONSE_ALL);
    put(rows, all, all, figures);
}

static void put_level(struct kept_rows *rows, const struct grouping *grouping, size_t level,
                      const char *name, struct extreme *lowest)
{
    struct draft *draft = rows->draft;
    const char *code = grouping->of->code;
    const char *group = figure_level(draft->arena, code, grouping->names[level]);
    draft->is_out_of_memory |= group == NULL;
    const struct figure *figures[] = {draft_figure(draft, "group/frame", code, NULL, group),
                                      draft_figure(draft, "group/answered", code, NULL, group),
                                      draft_figure(draft, "response/rate", NULL, NULL, group)};
    if (figures[0] != NULL && figures[0]->value == 0 &&
        (figures[1] == NULL || figures[1]->value == 0))
        return; /* a level that no unit has */
    put(rows, draft_indicator(draft, grouping->of), name, figures);
    const struct figure *rate = figures[2];
    const int least = draft->report->wave->form->settings.min_cell;
    if (rate == NULL || is_missing(rate->value) || rate->n < least)
        return;
    extreme_take(lowest, rate, name, EXTREME_LOWEST);
}

static const char *lowest_groups(struct draft *draft, const struct extreme *lowest)
{
    const char *rate = draft_share(draft, lowest->figure->value, 1);
    if (lowest->n == 1)
        return SAY(draft, TEXT_RESPONSE_SENTENCE_GROUP, lowest->name, rate,
                   draft_count(draft, lowest->figure->n));
    if (lowest->n == 2)
        return SAY(draft, TEXT_RESPONSE_SENTENCE_TWO_GROUPS, lowest->name, lowest->another_name,
                   rate);
    return SAY(draft, TEXT_RESPONSE_SENTENCE_GROUPS, draft_count(draft, (double)lowest->n), rate);
}

static const char *sentence(struct draft *draft, const struct extreme *lowest)
{
    const struct wave *wave = draft->report->wave;
    const struct figure *rate = draft_figure(draft, "response/rate", NULL, NULL, NULL);
    const char *n = draft_count(draft, (double)wave->n_rows);
    if (rate == NULL || is_missing(rate->value))
        return SAY(draft, TEXT_RESPONSE_SENTENCE_NONE, n);
    const char *all = SAY(draft, TEXT_RESPONSE_SENTENCE, draft_share(draft, rate->value, 1), n,
                          draft_count(draft, (double)wave->n_frame));
    if (lowest->figure == NULL || lowest->figure->value >= rate->value)
        return all; /* all groups answered alike */
    return draft_join(draft, all, lowest_groups(draft, lowest));
}

static enum status build(struct draft *draft, struct table *table, struct error *err)
{
    static const struct column_text columns[] = {
        {TEXT_COLUMN_GROUPING, false, 0}, {TEXT_COLUMN_GROUP, false, 0},
        {TEXT_COLUMN_FRAME, true, 0},     {TEXT_COLUMN_ANSWERED_N, true, 0},
        {TEXT_COLUMN_RATE, true, 0},      {TEXT_COLUMN_FIGURE, false, 0}};
    const struct wave *wave = draft->report->wave;
    struct extreme lowest = {0};
    draft_columns(draft, columns, COUNT(columns), table);
    struct kept_rows rows;
    TRY(kept_rows_open(draft, table, &rows, err));
    put_all(&rows);
    for (size_t i = 0; i < wave->n_groups; i++) {
        const char **levels = draft_levels(draft, &wave->groups[i]);
        for (size_t j = 0; j < wave->groups[i].n_levels && levels != NULL; j++)
            put_level(&rows, &wave->groups[i], j, levels[j], &lowest);
    }
    table->sentence = sentence(draft, &lowest);
    kept_rows_close(&rows, table);
    return OK;
}

const struct sheet sheet_response = {
    .name = TEXT_SHEET_RESPONSE, .about = TEXT_ABOUT_RESPONSE, .build = build};
