/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/cell.h"
#include "report/columns.h"
#include "report/kept_rows.h"
#include "report/sheet.h"

/* A row about a question; nothing when there is no such figure. */
static void put(struct kept_rows *rows, const struct question *question, const char *answer,
                const struct figure *figure)
{
    if (figure == NULL)
        return;
    struct draft *draft = rows->draft;
    struct cell *cells = kept_rows_add(rows);
    cells[0] = cell_text(draft_outside(draft, question->name));
    cells[1] = cell_text(draft_label(draft, question->labels, question->name));
    cells[2] = cell_text_or(answer, CELL_NOT_AVAILABLE);
    cells_put_estimate(cells + 3, figure);
    cells[7] = cell_id(figure);
}

static void put_question(struct kept_rows *rows, const struct question *question)
{
    struct draft *draft = rows->draft;
    for (size_t i = 0; question->list != NULL && i < question->list->n; i++) {
        const struct choice *choice = &question->list->choices[i];
        const char *group = figure_level(draft->arena, "choice", choice->name);
        draft->is_out_of_memory |= group == NULL;
        put(rows, question, draft_label(draft, choice->labels, choice->name),
            draft_figure(draft, "item/share", question->name, NULL, group));
    }
    put(rows, question, draft_text(draft, TEXT_ITEMS_MEAN),
        draft_figure(draft, "item/mean", question->name, NULL, NULL));
}

static enum status build(struct draft *draft, struct table *table, struct error *err)
{
    static const struct column_text columns[] = {
        {TEXT_COLUMN_QUESTION, false, 0}, {TEXT_COLUMN_WORDING, false, 60},
        {TEXT_COLUMN_ANSWER, false, 40},  {TEXT_COLUMN_VALUE, true, 0},
        {TEXT_COLUMN_LOW, true, 0},       {TEXT_COLUMN_HIGH, true, 0},
        {TEXT_COLUMN_N, true, 0},         {TEXT_COLUMN_FIGURE, false, 0}};
    const struct form *form = draft->report->wave->form;
    size_t n = 0;
    table->is_plain = true;
    draft_columns(draft, columns, COUNT(columns), table);
    struct kept_rows rows;
    TRY(kept_rows_open(draft, table, &rows, err));
    for (size_t i = 0; i < form->n_questions; i++) {
        const size_t before = rows.n;
        put_question(&rows, &form->questions[i]);
        n += rows.n > before;
    }
    table->sentence = SAY(draft, TEXT_ITEMS_SENTENCE, draft_count(draft, (double)n));
    table->note = SAY(draft, TEXT_ITEMS_NOTE, draft_confidence(draft));
    kept_rows_close(&rows, table);
    return OK;
}

static bool is_wanted(const struct report *report)
{
    return report_has_figures(report, "item/");
}

const struct sheet sheet_items = {
    .name = TEXT_SHEET_ITEMS, .about = TEXT_ABOUT_ITEMS, .is_wanted = is_wanted, .build = build};
