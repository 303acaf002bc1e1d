/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What citizens bring up, and what agencies answered on the index that has to do with it: side by
   side, and no more than that. */
#include "report/cell.h"
#include "report/columns.h"
#include "report/kept_rows.h"
#include "report/sheet.h"
#include "report/talk.h"

static void put(struct kept_rows *rows, struct draft *survey, const struct dialogue_need *need)
{
    struct draft *draft = rows->draft;
    const struct dialogue_code *code = &talks(draft)->codes[need->code];
    const struct indicator *index = form_indicator(survey->report->wave->form, need->index);
    const struct figure *sessions = talk_figure(draft, "dialogue/sessions", code->name, TALK_ALL);
    const struct figure *mean = draft_figure(survey, "index/mean", need->index, NULL, NULL);
    const struct figure *strong = draft_figure(survey, "share/strong", need->index, NULL, NULL);
    struct cell *cells = kept_rows_add(rows);
    cells[0] = cell_text(talk_code(draft, need->code));
    cells[1] = cell_text(talk_facet(draft, code->facet));
    cells[2] = cell_value(sessions);
    cells[3] = cell_n(sessions);
    cells[4] = talk_verdict(draft, need->code);
    cells[5] = cell_text(index == NULL ? draft_outside(draft, need->index)
                                       : draft_indicator(survey, index));
    cells_put_estimate(cells + 6, mean);
    struct cell share[4];
    cells_put_estimate(share, strong);
    for (size_t i = 0; i < 3; i++)
        cells[10 + i] = strong == NULL ? cell_missing(CELL_NOT_APPLICABLE) : share[i];
    cells[13] = cell_text(draft_label(draft, need->reason, ""));
    cells[14] = cell_id(sessions);
    cells[15] = cell_id(mean);
}

static enum status build(struct draft *draft, struct table *table, struct error *err)
{
    static const struct column_text columns[] = {
        {TEXT_COLUMN_THEME, false, 40},       {TEXT_COLUMN_FACET, false, 40},
        {TEXT_COLUMN_TALKS, true, 0},         {TEXT_COLUMN_OF_TALKS, true, 0},
        {TEXT_COLUMN_AGREEMENT, false, 0},    {TEXT_COLUMN_INDEX_BESIDE, false, 40},
        {TEXT_COLUMN_MEAN, true, 0},          {TEXT_COLUMN_LOW, true, 0},
        {TEXT_COLUMN_HIGH, true, 0},          {TEXT_COLUMN_N_AGENCIES, true, 0},
        {TEXT_COLUMN_STRONG, true, 0},        {TEXT_COLUMN_STRONG_LOW, true, 0},
        {TEXT_COLUMN_STRONG_HIGH, true, 0},   {TEXT_COLUMN_REASON, false, 60},
        {TEXT_COLUMN_FIGURE_THEME, false, 0}, {TEXT_COLUMN_FIGURE_INDEX, false, 0}};
    const struct dialogues *d = talks(draft);
    struct draft survey = {.report = draft->report->beside, .arena = draft->arena};
    table->is_plain = true;
    table->sentence = SAY(draft, TEXT_NEEDS_SENTENCE, draft_count(draft, (double)d->n_needs),
                          draft_year(draft), draft_year(&survey));
    table->note = draft_text(draft, TEXT_NEEDS_NOTE);
    draft_columns(draft, columns, COUNT(columns), table);
    struct kept_rows rows;
    TRY(kept_rows_open(draft, table, &rows, err));
    for (size_t i = 0; i < d->n_needs; i++)
        put(&rows, &survey, &d->needs[i]);
    kept_rows_close(&rows, table);
    draft->is_out_of_memory |= survey.is_out_of_memory;
    return OK;
}

static bool is_wanted(const struct report *report)
{
    return report->beside != NULL && report->wave->form->dialogues->n_needs > 0;
}

const struct sheet sheet_needs = {.name = TEXT_SHEET_NEEDS,
                                  .about = TEXT_ABOUT_NEEDS,
                                  .part = PART_TALKS,
                                  .of = SHEET_OF_DIALOGUES,
                                  .is_wanted = is_wanted,
                                  .build = build};
