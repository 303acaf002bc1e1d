/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/cell.h"
#include "report/columns.h"
#include "report/kept_rows.h"
#include "report/reason_text.h"
#include "report/severity.h"
#include "report/sheet.h"

struct noted {
    struct kept_rows rows;
    size_t n_asked, n_without;
};

static void put(struct noted *noted, const char *kind, const struct question *question,
                const char *text)
{
    struct draft *draft = noted->rows.draft;
    struct cell *cells = kept_rows_add(&noted->rows);
    for (size_t i = 1; i < noted->rows.n_columns; i++)
        cells[i] = cell_missing(CELL_NOT_APPLICABLE);
    cells[0] = cell_text(kind);
    if (question != NULL) {
        cells[1] = cell_text(draft_outside(draft, question->name));
        cells[2] = cell_text(draft_label(draft, question->labels, question->name));
    }
    cells[3] = cell_text_or(draft_outside(draft, text), CELL_NOT_APPLICABLE);
}

/* The words of the choice that counts as no answer; "" where there is none. */
static const char *chosen(struct draft *draft, const struct question *question,
                          const struct feedback_answer *answer)
{
    const struct choice_list *list = question->list;
    for (size_t i = 0; list != NULL && answer->text != NULL && i < list->n; i++)
        if (list->choices[i].reason != ANSWERED &&
            feedback_is_chosen(answer->text, list->choices[i].name))
            return draft_label(draft, list->choices[i].labels, list->choices[i].name);
    return "";
}

static void put_unanswered(struct noted *noted, const struct question *question,
                           const struct feedback_answer *answer)
{
    struct draft *draft = noted->rows.draft;
    const enum missing reason = feedback_reason(question, answer);
    if (reason == MISSING_NOT_ASKED || reason == MISSING_NOT_APPLICABLE)
        return;
    noted->n_asked++;
    if (reason == ANSWERED)
        return;
    noted->n_without++;
    put(noted, draft_text(draft, reason_text(reason)), question, chosen(draft, question, answer));
}

static const char *sentence(struct draft *draft, const struct noted *noted)
{
    return SAY(draft, TEXT_AGENCY_REMARKS_SENTENCE, draft_count(draft, (double)noted->n_without),
               draft_count(draft, (double)noted->n_asked),
               draft_count(draft, (double)draft->report->feedback->n_findings));
}

static enum status build(struct draft *draft, struct table *table, struct error *err)
{
    static const struct column_text columns[] = {{TEXT_COLUMN_SEVERITY, false, 0},
                                                 {TEXT_COLUMN_QUESTION, false, 0},
                                                 {TEXT_COLUMN_WORDING, false, 60},
                                                 {TEXT_COLUMN_OWN_REMARK, false, 60}};
    const struct feedback *feedback = draft->report->feedback;
    const struct form *form = draft->report->wave->form;
    struct noted noted = {0};
    table->is_plain = true;
    draft_columns(draft, columns, COUNT(columns), table);
    TRY(kept_rows_open(draft, table, &noted.rows, err));
    for (size_t i = 0; i < form->n_questions; i++)
        if (feedback_tells(form, &form->questions[i]))
            put_unanswered(&noted, &form->questions[i], &feedback->answers[i]);
    for (size_t i = 0; i < feedback->n_findings; i++) {
        const struct finding *finding = &feedback->findings[i];
        const struct question *question =
            finding->question == NULL ? NULL : form_question(form, finding->question);
        put(&noted, severity_text(draft, finding->severity), question, finding->text);
    }
    table->sentence = sentence(draft, &noted);
    if (noted.rows.n == 0)
        put(&noted, draft_text(draft, TEXT_QUALITY_NONE), NULL, NULL);
    kept_rows_close(&noted.rows, table);
    return OK;
}

const struct sheet sheet_agency_remarks = {.name = TEXT_SHEET_AGENCY_REMARKS,
                                           .about = TEXT_ABOUT_AGENCY_REMARKS,
                                           .part = PART_RESPONSE,
                                           .build = build};
