/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/cell.h"
#include "report/columns.h"
#include "report/extreme.h"
#include "report/kept_rows.h"
#include "report/sheet.h"
#include "report/sheet_agencies.h"

/* Why there is no answer, in the columns' order. */
static const struct {
    enum missing reason;
    enum text header;
} reasons[] = {
    {MISSING_NO_ANSWER, TEXT_COLUMN_NO_ANSWER},
    {MISSING_UNKNOWN, TEXT_COLUMN_UNKNOWN},
    {MISSING_REFUSED, TEXT_COLUMN_REFUSED},
    {MISSING_INVALID, TEXT_COLUMN_INVALID},
    {MISSING_NOT_APPLICABLE, TEXT_COLUMN_DOES_NOT_APPLY},
    {MISSING_NOT_ASKED, TEXT_COLUMN_NOT_ASKED},
};
_Static_assert(COUNT(reasons) == MISSING_COUNT - 1, "every reason needs its column");

enum { ASKED = 2, ANSWERED_SHARE };

/* A reason that nobody gave has no figure. */
static struct cell reason_cell(struct draft *draft, const struct question *question,
                               enum missing reason)
{
    const char *group = figure_level(draft->arena, "reason", missing_name(reason));
    draft->is_out_of_memory |= group == NULL;
    const struct figure *figure = draft_figure(draft, "item/missing", question->name, NULL, group);
    return figure == NULL ? cell_count(0) : cell_value(figure);
}

/* The share that answered, from how many were asked and how many of these did not answer: for all
   reasons but the last two. */
static void add_formula(const struct kept_rows *rows, struct cell *cells)
{
    struct draft *draft = rows->draft;
    if (!agencies_have_formulas(draft->report))
        return;
    const char *asked = kept_rows_cell(rows, ASKED);
    cells[ANSWERED_SHARE] = cell_with_formula(
        cells[ANSWERED_SHARE],
        draft_formula(draft, "(%s-SUM(%s:%s))/%s", asked, kept_rows_cell(rows, ANSWERED_SHARE + 1),
                      kept_rows_cell(rows, ANSWERED_SHARE + COUNT(reasons) - 2), asked));
}

static void put(struct kept_rows *rows, const struct question *question, struct extreme *lowest)
{
    struct draft *draft = rows->draft;
    const struct figure *rate = draft_figure(draft, "response/item", question->name, NULL, NULL);
    if (rate == NULL)
        return;
    const char *name = draft_outside(draft, question->name);
    const char *label = draft_label(draft, question->labels, question->name);
    struct cell *cells = kept_rows_add(rows);
    *cells++ = cell_text(name);
    *cells++ = cell_text(label);
    *cells++ = cell_n(rate);
    *cells++ = cell_value(rate);
    for (size_t i = 0; i < COUNT(reasons); i++)
        *cells++ = reason_cell(draft, question, reasons[i].reason);
    *cells = cell_id(rate);
    add_formula(rows, cells - COUNT(reasons) - ANSWERED_SHARE - 1);
    if (!is_missing(rate->value))
        extreme_take(lowest, rate, SAY(draft, TEXT_UNANSWERED_QUESTION, label, name),
                     EXTREME_LOWEST);
}

static const char *sentence(struct draft *draft, const struct extreme *lowest)
{
    if (lowest->figure == NULL || lowest->figure->value >= 1)
        return draft_text(draft, TEXT_UNANSWERED_SENTENCE_ALL);
    const char *rate = draft_share(draft, lowest->figure->value, 1);
    return lowest->n == 1 ? SAY(draft, TEXT_UNANSWERED_SENTENCE, lowest->name, rate,
                                draft_count(draft, lowest->figure->n))
                          : SAY(draft, TEXT_UNANSWERED_SENTENCE_SEVERAL,
                                draft_count(draft, (double)lowest->n), rate);
}

static void make_columns(struct draft *draft, struct table *table)
{
    static const struct column_text first[] = {{TEXT_COLUMN_QUESTION, false, 0},
                                               {TEXT_COLUMN_WORDING, false, 60},
                                               {TEXT_COLUMN_ASKED, true, 0},
                                               {TEXT_COLUMN_ANSWERED_SHARE, true, 0}};
    static const struct column_text last[] = {{TEXT_COLUMN_FIGURE, false, 0}};
    draft_columns(draft, first, COUNT(first), table);
    for (size_t i = 0; i < COUNT(reasons); i++)
        draft_columns(draft, &(struct column_text){reasons[i].header, true, 0}, 1, table);
    draft_columns(draft, last, COUNT(last), table);
}

static enum status build(struct draft *draft, struct table *table, struct error *err)
{
    const struct form *form = draft->report->wave->form;
    struct extreme lowest = {0};
    table->is_plain = true;
    make_columns(draft, table);
    struct kept_rows rows;
    TRY(kept_rows_open(draft, table, &rows, err));
    for (size_t i = 0; i < form->n_questions; i++)
        put(&rows, &form->questions[i], &lowest);
    table->sentence = sentence(draft, &lowest);
    table->note = draft_text(draft, TEXT_UNANSWERED_NOTE);
    kept_rows_close(&rows, table);
    return OK;
}

static bool is_wanted(const struct report *report)
{
    return report_has_figures(report, "response/item/");
}

const struct sheet sheet_unanswered = {.name = TEXT_SHEET_UNANSWERED,
                                       .about = TEXT_ABOUT_UNANSWERED,
                                       .part = PART_RESPONSE,
                                       .is_wanted = is_wanted,
                                       .build = build};
