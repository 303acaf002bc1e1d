/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/claim_rows.h"

#include "report/cell.h"
#include "report/claim_part.h"
#include "report/unit_name.h"

#include <string.h>

struct cell *association_row(struct kept_rows *rows, const char *of, const char *measure, double x,
                             const struct figure *figure)
{
    if (figure == NULL)
        return NULL;
    struct cell *cells = kept_rows_add(rows);
    cells[0] = cell_text(of);
    cells[1] = cell_text(measure);
    cells[ASSOCIATION_X] = cell_number(x, 0, CELL_NOT_APPLICABLE);
    cells_put_estimate(cells + ASSOCIATION_VALUE, figure);
    cells[ASSOCIATION_P] = cell_p(figure);
    if (figure->unit != NULL && strcmp(figure->unit, "p") == 0) {
        cells[ASSOCIATION_P] = cells[ASSOCIATION_VALUE];
        cells[ASSOCIATION_VALUE] = cell_missing(CELL_NOT_APPLICABLE);
    }
    cells[ASSOCIATION_ID] = cell_id(figure);
    return cells;
}

/* A hypothesis in the report's words. */
struct claim {
    const struct hypothesis *of;
    const char *text;
};

/* The measures that stand beside an estimate, in their order. */
static const struct {
    const char *measure;
    enum text name[2];   /* of one correlation, and of the difference of two */
    bool is_of_the_pair; /* the rows of the pair have it, of all agencies */
} beside[] = {
    {"hypothesis/weighted", {TEXT_CLAIM_WEIGHTED, TEXT_CLAIM_WEIGHTED_DIFFERENCE}, false},
    {"hypothesis/bootstrap", {TEXT_CLAIM_BOOTSTRAP, TEXT_CLAIM_BOOTSTRAP_DIFFERENCE}, false},
    {"hypothesis/spearman", {TEXT_BENEFIT_SPEARMAN, TEXT_BENEFIT_SPEARMAN}, true},
    {"hypothesis/kendall", {TEXT_BENEFIT_KENDALL, TEXT_BENEFIT_KENDALL}, true},
    {"hypothesis/steiger_z", {TEXT_CLAIM_STEIGER, TEXT_CLAIM_STEIGER}, false},
    {"hypothesis/permutation_p", {TEXT_CLAIM_PERMUTATION, TEXT_CLAIM_PERMUTATION}, false},
    {"hypothesis/attenuation_corrected", {TEXT_CLAIM_ATTENUATION, TEXT_CLAIM_ATTENUATION}, false},
};

static struct claim claim_of(struct draft *draft, const struct hypothesis *h)
{
    const char *id = draft_outside(draft, h->id), *x = draft_indicator(draft, h->x[0]);
    struct claim claim = {.of = h};
    if (h->test == TEST_CORRELATION)
        claim.text = SAY(draft, TEXT_CLAIM_OF, id, x, draft_indicator(draft, h->y[0]));
    else
        claim.text = SAY(draft, TEXT_CLAIM_OF_DIFFERENCE, id, x, draft_indicator(draft, h->y[0]),
                         draft_indicator(draft, h->y[1]));
    return claim;
}

/* Given all controls; given each alone where there are several. */
static void put_partial(struct kept_rows *rows, const struct claim *claim)
{
    struct draft *draft = rows->draft;
    const struct hypothesis *h = claim->of;
    if (h->n_controls == 0)
        return;
    association_row(
        rows, claim->text,
        SAY(draft, TEXT_CLAIM_PARTIAL, claim_names(draft, h->controls, h->n_controls, NULL, 0)),
        MISSING, draft_figure(draft, "hypothesis/partial", h->id, NULL, NULL));
    for (size_t i = 0; i < h->n_controls; i++) {
        const char *given = figure_level(draft->arena, "given", h->controls[i]->code);
        draft->is_out_of_memory |= given == NULL;
        const struct figure *figure =
            given == NULL ? NULL : draft_figure(draft, "hypothesis/partial", h->id, NULL, given);
        association_row(rows, claim->text,
                        SAY(draft, TEXT_CLAIM_PARTIAL, draft_indicator(draft, h->controls[i])),
                        MISSING, figure);
    }
}

static const struct figure *figure_of_unit(struct draft *draft, const char *measure,
                                           const struct hypothesis *h)
{
    const char *start = figure_id(draft->arena, "hypothesis", measure, h->id, NULL, NULL);
    size_t at = 0;
    draft->is_out_of_memory |= start == NULL;
    return start == NULL ? NULL : next_figure_of_unit(draft, start, &at);
}

static enum status put_without(struct kept_rows *rows, const struct claim *claim,
                               const char *measure, enum text name, struct error *err)
{
    struct draft *draft = rows->draft;
    const struct figure *figure = figure_of_unit(draft, measure, claim->of);
    const char *unit = NULL;
    if (figure == NULL)
        return OK;
    TRY(name_of_unit(draft, figure, &unit, err));
    association_row(rows, claim->text, SAY(draft, name, unit), MISSING, figure);
    return OK;
}

static enum status put_claim(struct kept_rows *rows, const struct claim *claim, struct error *err)
{
    struct draft *draft = rows->draft;
    const struct hypothesis *h = claim->of;
    const bool is_difference = h->test == TEST_CORRELATION_DIFFERENCE;
    association_row(rows, claim->text,
                    draft_text(draft, is_difference ? TEXT_CLAIM_DIFFERENCE : TEXT_CLAIM_PEARSON),
                    MISSING, draft_figure(draft, "hypothesis/estimate", h->id, NULL, NULL));
    put_partial(rows, claim);
    for (size_t i = 0; i < COUNT(beside); i++)
        if (!beside[i].is_of_the_pair || h->where != NULL)
            association_row(rows, claim->text, draft_text(draft, beside[i].name[is_difference]),
                            MISSING, draft_figure(draft, beside[i].measure, h->id, NULL, NULL));
    if (draft->report->profile == PROFILE_PUBLISH)
        return OK;
    TRY(put_without(rows, claim, "leave_one_out_low", TEXT_CLAIM_LOWEST, err));
    return put_without(rows, claim, "leave_one_out_high", TEXT_CLAIM_HIGHEST, err);
}

enum status claim_rows_put(struct kept_rows *rows, struct error *err)
{
    const struct form *form = rows->draft->report->wave->form;
    for (size_t i = 0; i < form->n_hypotheses; i++) {
        const struct hypothesis *h = &form->hypotheses[i];
        if (h->test != TEST_CORRELATION && h->test != TEST_CORRELATION_DIFFERENCE)
            continue;
        const struct claim claim = claim_of(rows->draft, h);
        TRY(put_claim(rows, &claim, err));
    }
    return OK;
}
