/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/cell.h"
#include "report/claim_part.h"
#include "report/claim_text.h"
#include "report/columns.h"
#include "report/crossing.h"
#include "report/kept_rows.h"
#include "report/sheet.h"
#include "report/shown_figures.h"

static const char family[] = "hypothesis/";

/* What stands on the sheet of findings, or is said there in words. */
static bool is_elsewhere(const char *measure)
{
    return strcmp(measure, "p_holm") == 0 || strcmp(measure, "verdict") == 0;
}

/* "spearman" of hypothesis/spearman/H1|group. */
static const char *measure_of(struct draft *draft, const struct figure *figure)
{
    const char *from = figure->id + sizeof family - 1;
    const char *measure = arena_text_n(draft->arena, from, strcspn(from, "/"));
    draft->is_out_of_memory |= measure == NULL;
    return measure == NULL ? "" : measure;
}

/* Whether the figure is about the hypothesis: its id follows the second slash. */
static bool is_about(const struct figure *figure, const char *id)
{
    const char *rest = strchr(figure->id + sizeof family - 1, '/');
    const size_t n = strlen(id);
    return rest != NULL && strncmp(rest + 1, id, n) == 0 &&
           (rest[n + 1] == '\0' || rest[n + 1] == '|');
}

/* A figure that is a p stands under p. */
static void put_numbers(struct cell *cells, const struct figure *figure)
{
    const bool is_p = figure->unit != NULL && strcmp(figure->unit, "p") == 0;
    cells_put_estimate(cells, figure);
    cells[4] = is_p ? cell_value(figure) : cell_p(figure);
    if (is_p)
        cells[0] = cell_missing(CELL_NOT_APPLICABLE);
}

static enum status put(struct kept_rows *rows, const struct hypothesis *h,
                       const struct figure *figure, struct error *err)
{
    struct draft *draft = rows->draft;
    const char *measure = measure_of(draft, figure), *part = NULL;
    if (is_elsewhere(measure) || !figure_is_shown(draft->report, figure))
        return OK;
    TRY(claim_part(draft, h, figure, &part, err));
    struct cell *cells = kept_rows_add(rows);
    cells[0] = cell_of_check(draft, h);
    cells[1] = cell_text(claim_label(draft, h));
    cells[2] = cell_text(strcmp(measure, "estimate") == 0
                             ? SAY(draft, TEXT_CLAIM_MAIN, claim_effect(draft, h))
                             : claim_measure(draft, measure));
    cells[3] = cell_text_or(part, CELL_NOT_APPLICABLE);
    put_numbers(cells + 4, figure);
    cells[9] = cell_of_evidence(draft, h, true);
    cells[10] = cell_id(figure);
    return OK;
}

/* The estimate, then whatever its test has put beside it. */
static enum status put_hypothesis(struct kept_rows *rows, const struct hypothesis *h,
                                  struct error *err)
{
    const struct figures *figures = rows->draft->report->figures;
    const struct figure *estimate = claim_figure(rows->draft, "estimate", h);
    const char *id = figure_id(rows->draft->arena, "x", "x", h->id, NULL, NULL);
    rows->draft->is_out_of_memory |= id == NULL;
    if (estimate != NULL)
        TRY(put(rows, h, estimate, err));
    for (size_t i = 0; id != NULL && i < figures->n; i++) {
        const struct figure *figure = &figures->list[i];
        if (figure != estimate && strncmp(figure->id, family, sizeof family - 1) == 0 &&
            is_about(figure, id + sizeof "x/x/" - 1))
            TRY(put(rows, h, figure, err));
    }
    return OK;
}

static enum status build(struct draft *draft, struct table *table, struct error *err)
{
    static const struct column_text columns[] = {{TEXT_COLUMN_CLAIM_ID, false, 0},
                                                 {TEXT_COLUMN_CLAIM, false, 50},
                                                 {TEXT_COLUMN_CLAIM_CHECK, false, 0},
                                                 {TEXT_COLUMN_CHECK_PART, false, 0},
                                                 {TEXT_COLUMN_VALUE, true, 0},
                                                 {TEXT_COLUMN_LOW, true, 0},
                                                 {TEXT_COLUMN_HIGH, true, 0},
                                                 {TEXT_COLUMN_N, true, 0},
                                                 {TEXT_COLUMN_P, true, 0},
                                                 {TEXT_COLUMN_EVIDENCE, false, 0},
                                                 {TEXT_COLUMN_FIGURE, false, 0}};
    const struct form *form = draft->report->wave->form;
    draft_columns(draft, columns, COUNT(columns), table);
    struct kept_rows rows;
    TRY(kept_rows_open(draft, table, &rows, err));
    for (size_t i = 0; i < form->n_hypotheses; i++)
        TRY(put_hypothesis(&rows, &form->hypotheses[i], err));
    table->sentence = SAY(draft, TEXT_ROBUSTNESS_SENTENCE, draft_count(draft, (double)rows.n),
                          draft_count(draft, (double)form->n_hypotheses));
    table->note = SAY(draft, TEXT_ROBUSTNESS_NOTE, draft_text(draft, TEXT_SHEET_FIGURES));
    kept_rows_close(&rows, table);
    return OK;
}

static bool is_wanted(const struct report *report)
{
    return report_has_figures(report, family);
}

const struct sheet sheet_robustness = {.name = TEXT_SHEET_ROBUSTNESS,
                                       .about = TEXT_ABOUT_ROBUSTNESS,
                                       .is_wanted = is_wanted,
                                       .build = build};
