/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/cell.h"
#include "report/columns.h"
#include "report/crossing.h"
#include "report/item_scale.h"
#include "report/kept_rows.h"
#include "report/sheet.h"
#include "report/sheet_item_scores.h"
#include "report/summary_formulas.h"

/* The item whose scores tell what was answered to the question, by its number in the wave; SIZE_MAX
   when none does, or the workbook does not compute with them. */
static size_t telling_item(const struct draft *draft, const struct question *question)
{
    const struct wave *wave = draft->report->wave;
    for (size_t i = 0; item_scores_are_shown(draft->report) && i < wave->n_items; i++) {
        const struct indicator *item = wave->items[i].index;
        if (item->question == question && item_is_list(item) && item_tells_choices(item))
            return i;
    }
    return SIZE_MAX;
}

/* The share of agencies at the place of the choice. */
static const char *share_formula(struct draft *draft, size_t item, size_t choice)
{
    if (item == SIZE_MAX ||
        is_missing(item_place_of_choice(draft->report->wave->items[item].index, choice)))
        return NULL;
    const char *scores = item_scores_range(draft, item);
    const double place = item_place_of_choice(draft->report->wave->items[item].index, choice);
    return draft_formula(draft, "COUNTIFS(%s,\">\"&%.3f,%s,\"<\"&%.3f)/COUNT(%s)", scores,
                         place - ITEM_PLACE_WIDTH, scores, place + ITEM_PLACE_WIDTH, scores);
}

/* The mean on the scale of the list. */
static const char *mean_formula(struct draft *draft, size_t item)
{
    if (item == SIZE_MAX)
        return NULL;
    const struct indicator *of = draft->report->wave->items[item].index;
    const bool is_down = of->direction < 0;
    return draft_formula(draft, "%.10g%c%.10g*AVERAGE(%s)/100",
                         is_down ? item_high(of) : item_low(of), is_down ? '-' : '+',
                         item_high(of) - item_low(of), item_scores_range(draft, item));
}

/* How a spreadsheet computes the value and n of the row. */
static void add_formulas(struct draft *draft, struct cell *cells, size_t item, const char *value)
{
    enum { VALUE = 3, N = 6 };
    if (cells == NULL || item == SIZE_MAX)
        return;
    cells[VALUE] = cell_with_formula(cells[VALUE], value);
    cells[N] = cell_with_formula(cells[N], formula_n(draft, item_scores_range(draft, item)));
}

/* A row about a question; NULL when there is no such figure. */
static struct cell *put(struct kept_rows *rows, const struct question *question, const char *answer,
                        const struct figure *figure)
{
    if (figure == NULL)
        return NULL;
    struct draft *draft = rows->draft;
    struct cell *cells = kept_rows_add(rows);
    cells[0] = cell_of_question(draft, question);
    cells[1] = cell_text(draft_label(draft, question->labels, question->name));
    cells[2] = cell_text_or(answer, CELL_NOT_AVAILABLE);
    cells_put_estimate(cells + 3, figure);
    cells[7] = cell_id(figure);
    return cells;
}

static void put_question(struct kept_rows *rows, const struct question *question)
{
    struct draft *draft = rows->draft;
    const size_t item = telling_item(draft, question);
    for (size_t i = 0; question->list != NULL && i < question->list->n; i++) {
        const struct choice *choice = &question->list->choices[i];
        const char *group = figure_level(draft->arena, "choice", choice->name);
        draft->is_out_of_memory |= group == NULL;
        struct cell *cells = put(rows, question, draft_label(draft, choice->labels, choice->name),
                                 draft_figure(draft, "item/share", question->name, NULL, group));
        add_formulas(draft, cells, item, share_formula(draft, item, i));
    }
    struct cell *cells = put(rows, question, draft_text(draft, TEXT_ITEMS_MEAN),
                             draft_figure(draft, "item/mean", question->name, NULL, NULL));
    add_formulas(draft, cells, item, mean_formula(draft, item));
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
        if (rows.n > before)
            note_question(draft, &form->questions[i], before + 1);
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
