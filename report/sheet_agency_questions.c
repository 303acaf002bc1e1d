/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/agency_part.h"
#include "report/cell.h"
#include "report/columns.h"
#include "report/kept_rows.h"
#include "report/reason_text.h"
#include "report/sheet.h"

#include <math.h>
#include <string.h>

enum { CODE, WORDING, PART_OF, ANSWER, POINTS, MEAN, LOWER, SAME, HIGHER, N, COLUMN_COUNT };

/* The questions, and what was found on the way. */
struct asked {
    struct kept_rows rows;
    size_t n, n_answered; /* that applied to the agency */
};

static void count(struct asked *asked, enum missing reason)
{
    asked->n += reason != MISSING_NOT_ASKED && reason != MISSING_NOT_APPLICABLE;
    asked->n_answered += reason == ANSWERED;
}

static const char *part_of(struct draft *draft, const struct question *question, size_t option)
{
    const struct form *form = draft->report->wave->form;
    for (size_t i = 0; i < form->n_indicators; i++) {
        const struct indicator *item = &form->indicators[i];
        if (item->type == INDICATOR_ITEM && item->question == question &&
            (item->option == option || item->option == NO_OPTION) && item->parent != NULL)
            return draft_indicator(draft, item->parent);
    }
    return "";
}

/* A row with no more than the question in it. */
static struct cell *begin(struct asked *asked, const struct question *question, const char *wording,
                          size_t option)
{
    struct draft *draft = asked->rows.draft;
    struct cell *cells = kept_rows_add(&asked->rows);
    for (size_t i = 0; i < COLUMN_COUNT; i++)
        cells[i] = cell_missing(CELL_NOT_APPLICABLE);
    cells[CODE] = cell_text(draft_outside(draft, question->name));
    cells[WORDING] = cell_text(wording);
    cells[PART_OF] = cell_text_or(part_of(draft, question, option), CELL_NOT_APPLICABLE);
    return cells;
}

static struct cell share_cell(double share)
{
    if (is_missing(share))
        return cell_missing(CELL_NOT_APPLICABLE);
    return (struct cell){.kind = CELL_SHARE, .decimals = 0, .number = share};
}

static void put_shares(const struct feedback_shares *shares, struct cell *cells)
{
    for (size_t i = LOWER; i <= HIGHER && shares->is_withheld; i++)
        cells[i] = cell_missing(CELL_WITHHELD);
    if (shares->n == 0)
        return;
    cells[LOWER] = share_cell(shares->lower);
    cells[SAME] = share_cell(shares->same);
    cells[HIGHER] = share_cell(shares->higher);
    cells[N] = cell_count((double)shares->n);
}

static const struct choice *choice_named(const struct choice_list *list, const char *name)
{
    for (size_t i = 0; name != NULL && i < list->n; i++)
        if (strcmp(list->choices[i].name, name) == 0)
            return &list->choices[i];
    return NULL;
}

/* As few decimals as the number has, two at most. */
static struct cell as_answered(double x)
{
    const int decimals = x == floor(x) ? 0 : 10 * x == floor(10 * x) ? 1 : 2;
    return cell_number(x, decimals, CELL_NOT_AVAILABLE);
}

/* What was answered, in words, and its points. */
static void put_answer(struct draft *draft, const struct question *question,
                       const struct feedback_answer *answer, struct cell *cells)
{
    const struct choice *choice =
        question->list == NULL ? NULL : choice_named(question->list, answer->text);
    if (answer->reason != ANSWERED)
        cells[ANSWER] = cell_text(draft_text(draft, reason_text(answer->reason)));
    else if (choice != NULL)
        cells[ANSWER] = cell_text(draft_label(draft, choice->labels, choice->name));
    else if (!is_missing(answer->number))
        cells[ANSWER] = as_answered(answer->number);
    else
        cells[ANSWER] = cell_text_or(draft_outside(draft, answer->text), CELL_NOT_AVAILABLE);
    if (choice != NULL && choice->reason == ANSWERED)
        cells[POINTS] = is_missing(choice->score) ? cell_missing(CELL_NOT_APPLICABLE)
                                                  : as_answered(choice->score);
    else if (!is_missing(answer->number))
        cells[POINTS] = as_answered(answer->number);
}

static void put_one(struct asked *asked, const struct question *question)
{
    struct draft *draft = asked->rows.draft;
    const struct feedback *feedback = draft->report->feedback;
    const struct feedback_answer *answer =
        &feedback->answers[question - draft->report->wave->form->questions];
    const struct figure *mean = draft_figure(draft, "item/mean", question->name, NULL, NULL);
    struct cell *cells =
        begin(asked, question, draft_label(draft, question->labels, question->name), NO_OPTION);
    put_answer(draft, question, answer, cells);
    if (mean != NULL) {
        cells[MEAN] = agency_figure(draft, mean);
        cells[N] = agency_is_few(draft, mean) ? cell_missing(CELL_WITHHELD) : cell_n(mean);
    }
    put_shares(&feedback->shares[question->column], cells);
    count(asked, feedback_reason(question, answer));
}

/* A row for every option of several. */
static void put_options(struct asked *asked, const struct question *question)
{
    struct draft *draft = asked->rows.draft;
    const struct feedback *feedback = draft->report->feedback;
    const struct feedback_answer *answer =
        &feedback->answers[question - draft->report->wave->form->questions];
    const char *label = draft_label(draft, question->labels, question->name);
    for (size_t i = 0; i < question->list->n; i++) {
        const struct choice *choice = &question->list->choices[i];
        const struct feedback_shares *shares = &feedback->shares[question->column + i];
        if (choice->reason != ANSWERED)
            continue;
        const char *option = draft_label(draft, choice->labels, choice->name);
        struct cell *cells =
            begin(asked, question, SAY(draft, TEXT_AGENCY_OPTION, label, option), i);
        if (answer->reason != ANSWERED)
            cells[ANSWER] = cell_text(draft_text(draft, reason_text(answer->reason)));
        else
            cells[ANSWER] = cell_text(draft_text(
                draft, answer->text != NULL && feedback_is_chosen(answer->text, choice->name)
                           ? TEXT_YES
                           : TEXT_NO));
        put_shares(shares, cells);
    }
    count(asked, feedback_reason(question, answer));
}

static enum status build(struct draft *draft, struct table *table, struct error *err)
{
    static const struct column_text columns[] = {
        [CODE] = {TEXT_COLUMN_QUESTION, false, 0},
        [WORDING] = {TEXT_COLUMN_WORDING, false, 60},
        [PART_OF] = {TEXT_COLUMN_PART_OF, false, 30},
        [ANSWER] = {TEXT_COLUMN_OWN_ANSWER, false, 36},
        [POINTS] = {TEXT_COLUMN_OWN_POINTS, true, 0},
        [MEAN] = {TEXT_COLUMN_MEAN_ALL, true, 0},
        [LOWER] = {TEXT_COLUMN_SHARE_LOWER, true, 0},
        [SAME] = {TEXT_COLUMN_SHARE_SAME, true, 0},
        [HIGHER] = {TEXT_COLUMN_SHARE_HIGHER, true, 0},
        [N] = {TEXT_COLUMN_N, true, 0},
    };
    _Static_assert(COUNT(columns) == COLUMN_COUNT, "every column needs a header");
    const struct form *form = draft->report->wave->form;
    struct asked asked = {0};
    table->is_plain = true;
    draft_columns(draft, columns, COUNT(columns), table);
    TRY(kept_rows_open(draft, table, &asked.rows, err));
    for (size_t i = 0; i < form->n_questions; i++) {
        const struct question *question = &form->questions[i];
        if (!feedback_tells(form, question))
            continue;
        if (question->type == QUESTION_SELECT_MULTIPLE)
            put_options(&asked, question);
        else
            put_one(&asked, question);
    }
    table->sentence =
        SAY(draft, TEXT_AGENCY_QUESTIONS_SENTENCE, draft_count(draft, (double)asked.n_answered),
            draft_count(draft, (double)asked.n));
    kept_rows_close(&asked.rows, table);
    return OK;
}

static bool is_wanted(const struct report *report)
{
    const struct form *form = report->wave->form;
    for (size_t i = 0; i < form->n_questions; i++)
        if (feedback_tells(form, &form->questions[i]))
            return true;
    return false;
}

const struct sheet sheet_agency_questions = {.name = TEXT_SHEET_AGENCY_QUESTIONS,
                                             .about = TEXT_ABOUT_AGENCY_QUESTIONS,
                                             .part = PART_RESULTS,
                                             .is_wanted = is_wanted,
                                             .build = build};
