/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/crossing.h"

#include "report/cell.h"
#include "report/claim_text.h"
#include "report/sheet.h"
#include "report/trace.h"

/* The place on the sheet, if the report has it. */
static struct target on_sheet(struct draft *draft, const struct sheet *sheet, size_t row)
{
    if (draft->trace == NULL || row == 0 || !sheet_is_wanted(sheet, draft))
        return (struct target){0};
    return (struct target){.sheet = draft_text(draft, sheet->name), .row = row};
}

/* The row of that sheet which shows the figure. */
static struct target row_with(struct draft *draft, const struct sheet *sheet,
                              const struct figure *figure)
{
    struct target target = on_sheet(draft, sheet, figure == NULL ? 0 : 1);
    target.shows = target.sheet == NULL ? NULL : figure;
    return target;
}

/* The indicator's row among the definitions, which are those of the form in its order. */
static struct target definition_of(struct draft *draft, const struct indicator *indicator)
{
    const struct form *form = draft->report->wave->form;
    for (size_t i = 0; i < form->n_indicators; i++)
        if (&form->indicators[i] == indicator)
            return on_sheet(draft, &sheet_definitions, i + 1);
    return (struct target){0};
}

struct cell cell_of_index(struct draft *draft, const char *text, const struct indicator *indicator)
{
    return cell_link(text, definition_of(draft, indicator));
}

struct cell cell_of_definition(struct draft *draft, const struct indicator *indicator)
{
    const struct wave *wave = draft->report->wave;
    const char *code = draft_outside(draft, indicator->code);
    for (size_t i = 0; i < wave->n_scores; i++)
        if (wave->scores[i].index == indicator)
            return cell_link(code, on_sheet(draft, &sheet_indices, i + 1));
    return cell_link(code, trace_anchor(draft->trace, indicator->question));
}

struct cell cell_of_question(struct draft *draft, const struct question *question)
{
    const struct form *form = draft->report->wave->form;
    const char *name = draft_outside(draft, question->name);
    for (size_t i = 0; i < form->n_indicators; i++)
        if (form->indicators[i].question == question)
            return cell_link(name, definition_of(draft, &form->indicators[i]));
    return cell_text(name);
}

void note_question(struct draft *draft, const struct question *question, size_t row)
{
    const struct target target = {.sheet = draft_text(draft, TEXT_SHEET_ITEMS), .row = row};
    if (draft->trace != NULL && !trace_put_anchor(draft->trace, question, target))
        draft->is_out_of_memory = true;
}

struct cell cell_of_claim(struct draft *draft, const struct hypothesis *h)
{
    return cell_link(draft_outside(draft, h->id),
                     row_with(draft, &sheet_robustness, claim_figure(draft, "estimate", h)));
}

struct cell cell_of_check(struct draft *draft, const struct hypothesis *h)
{
    const size_t row = (size_t)(h - draft->report->wave->form->hypotheses) + 1;
    return cell_link(draft_outside(draft, h->id), on_sheet(draft, &sheet_findings, row));
}

/* The mean of the first group that the claim compares. */
static const struct figure *mean_of_group(struct draft *draft, const struct hypothesis *h)
{
    if (h->where != NULL || h->group == NULL || h->group->type != INDICATOR_GROUP ||
        h->n_levels == 0 || h->y[0]->parent != NULL)
        return NULL;
    const char *level = figure_level(draft->arena, h->group->code, h->levels[0]);
    draft->is_out_of_memory |= level == NULL;
    return level == NULL ? NULL : draft_figure(draft, "index/mean", h->y[0]->code, NULL, level);
}

/* Where the claim's own numbers stand among others of their kind; sheet NULL: nowhere. */
static struct target evidence_of(struct draft *draft, const struct hypothesis *h)
{
    switch (h->test) {
    case TEST_CORRELATION:
    case TEST_CORRELATION_DIFFERENCE:
        return row_with(draft, &sheet_benefit, claim_figure(draft, "estimate", h));
    case TEST_MEAN_DIFFERENCE:
        return row_with(draft, &sheet_groups, mean_of_group(draft, h));
    case TEST_PROPORTION:
        return row_with(draft, &sheet_indices,
                        draft_figure(draft, "share/strong", h->y[0]->code, NULL, NULL));
    default:
        return (struct target){0};
    }
}

struct cell cell_of_evidence(struct draft *draft, const struct hypothesis *h, bool is_check)
{
    const struct figure *estimate = claim_figure(draft, "estimate", h);
    struct target target = evidence_of(draft, h);
    if (estimate == NULL)
        return cell_missing(CELL_NOT_AVAILABLE);
    if (target.sheet == NULL && is_check)
        return cell_missing(CELL_NOT_APPLICABLE);
    if (target.sheet == NULL)
        target = row_with(draft, &sheet_robustness, estimate);
    return target.sheet == NULL ? cell_missing(CELL_NOT_APPLICABLE)
                                : cell_link(target.sheet, target);
}
