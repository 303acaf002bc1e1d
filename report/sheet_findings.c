/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/cell.h"
#include "report/claim_text.h"
#include "report/columns.h"
#include "report/crossing.h"
#include "report/kept_rows.h"
#include "report/sheet.h"

static void put(struct kept_rows *rows, const struct hypothesis *h)
{
    struct draft *draft = rows->draft;
    const struct figure *estimate = claim_figure(draft, "estimate", h);
    const char *verdict = claim_verdict_text(draft, claim_verdict(draft, h));
    struct cell *cells = kept_rows_add(rows);
    cells[0] = cell_of_claim(draft, h);
    cells[1] = cell_text(claim_label(draft, h));
    cells[2] = cell_text(verdict);
    cells[3] = cell_text(claim_sentence(draft, h));
    cells[4] = cell_text(claim_effect(draft, h));
    cells_put_estimate(cells + 5, estimate);
    cells[9] = cell_p(estimate);
    cells[10] = cell_value(claim_figure(draft, "p_holm", h));
    cells[11] = cell_text_or(draft_outside(draft, h->source), CELL_NOT_AVAILABLE);
    cells[12] = cell_of_evidence(draft, h, false);
    cells[13] = cell_id(estimate);
}

/* How many claims have each verdict. */
static const char *sentence(struct draft *draft)
{
    const struct form *form = draft->report->wave->form;
    size_t n[VERDICT_COUNT] = {0};
    for (size_t i = 0; i < form->n_hypotheses; i++)
        n[claim_verdict(draft, &form->hypotheses[i])]++;
    const bool is_all = n[VERDICT_SUPPORTED] == form->n_hypotheses && form->n_hypotheses > 1;
    const char *text =
        is_all
            ? SAY(draft, TEXT_FINDINGS_SENTENCE_ALL, draft_count(draft, (double)form->n_hypotheses))
            : SAY(draft, TEXT_FINDINGS_SENTENCE, draft_count(draft, (double)form->n_hypotheses),
                  draft_count(draft, (double)n[VERDICT_SUPPORTED]),
                  draft_count(draft, (double)n[VERDICT_CONTRADICTED]),
                  draft_count(draft, (double)n[VERDICT_INCONCLUSIVE]));
    if (n[VERDICT_UNTESTED] > 0)
        text = draft_join(draft, text,
                          SAY(draft, TEXT_FINDINGS_SENTENCE_UNTESTED,
                              draft_count(draft, (double)n[VERDICT_UNTESTED])));
    return text;
}

static enum status build(struct draft *draft, struct table *table, struct error *err)
{
    static const struct column_text columns[] = {
        {TEXT_COLUMN_CLAIM_ID, false, 0}, {TEXT_COLUMN_CLAIM, false, 50},
        {TEXT_COLUMN_VERDICT, false, 0},  {TEXT_COLUMN_IN_WORDS, false, 60},
        {TEXT_COLUMN_EFFECT, false, 0},   {TEXT_COLUMN_VALUE, true, 0},
        {TEXT_COLUMN_LOW, true, 0},       {TEXT_COLUMN_HIGH, true, 0},
        {TEXT_COLUMN_N, true, 0},         {TEXT_COLUMN_P, true, 0},
        {TEXT_COLUMN_P_HOLM, true, 0},    {TEXT_COLUMN_CLAIM_SOURCE, false, 40},
        {TEXT_COLUMN_EVIDENCE, false, 0}, {TEXT_COLUMN_FIGURE, false, 0}};
    const struct form *form = draft->report->wave->form;
    draft_columns(draft, columns, COUNT(columns), table);
    struct kept_rows rows;
    TRY(kept_rows_open(draft, table, &rows, err));
    for (size_t i = 0; i < form->n_hypotheses; i++)
        put(&rows, &form->hypotheses[i]);
    table->sentence = sentence(draft);
    table->note = SAY(draft, TEXT_FINDINGS_NOTE, draft_confidence(draft));
    kept_rows_close(&rows, table);
    return OK;
}

static bool is_wanted(const struct report *report)
{
    return report->wave->form->n_hypotheses > 0;
}

const struct sheet sheet_findings = {.name = TEXT_SHEET_FINDINGS,
                                     .about = TEXT_ABOUT_FINDINGS,
                                     .is_wanted = is_wanted,
                                     .build = build};
