/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/cell.h"
#include "report/claim_text.h"
#include "report/columns.h"
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

/* "level=strong" of an id that ends in |level=strong, else nothing. */
static const char *part_of(const struct figure *figure)
{
    const char *bar = strchr(figure->id, '|');
    return bar == NULL ? NULL : bar + 1;
}

static void put(struct kept_rows *rows, const struct hypothesis *h, const struct figure *figure)
{
    struct draft *draft = rows->draft;
    const char *measure = measure_of(draft, figure);
    if (is_elsewhere(measure) || !figure_is_shown(draft->report, figure))
        return;
    struct cell *cells = kept_rows_add(rows);
    cells[0] = cell_text(draft_outside(draft, h->id));
    cells[1] = cell_text(strcmp(measure, "estimate") == 0 ? claim_effect(draft, h)
                                                          : claim_measure(draft, measure));
    cells[2] = cell_text_or(draft_outside(draft, part_of(figure)), CELL_NOT_APPLICABLE);
    cells_put_estimate(cells + 3, figure);
    cells[7] = cell_p(figure);
    cells[8] = cell_text_or(draft_outside(draft, figure->method), CELL_NOT_APPLICABLE);
    cells[9] = cell_plain_id(figure);
}

/* The estimate, then whatever its test has put beside it. */
static void put_hypothesis(struct kept_rows *rows, const struct hypothesis *h)
{
    const struct figures *figures = rows->draft->report->figures;
    const struct figure *estimate = claim_figure(rows->draft, "estimate", h);
    const char *id = figure_id(rows->draft->arena, "x", "x", h->id, NULL, NULL);
    rows->draft->is_out_of_memory |= id == NULL;
    if (estimate != NULL)
        put(rows, h, estimate);
    for (size_t i = 0; id != NULL && i < figures->n; i++) {
        const struct figure *figure = &figures->list[i];
        if (figure != estimate && strncmp(figure->id, family, sizeof family - 1) == 0 &&
            is_about(figure, id + sizeof "x/x/" - 1))
            put(rows, h, figure);
    }
}

static enum status build(struct draft *draft, struct table *table, struct error *err)
{
    static const struct column_text columns[] = {
        {TEXT_COLUMN_CLAIM_ID, false, 0},   {TEXT_COLUMN_CLAIM_CHECK, false, 0},
        {TEXT_COLUMN_CHECK_PART, false, 0}, {TEXT_COLUMN_VALUE, true, 0},
        {TEXT_COLUMN_LOW, true, 0},         {TEXT_COLUMN_HIGH, true, 0},
        {TEXT_COLUMN_N, true, 0},           {TEXT_COLUMN_P, true, 0},
        {TEXT_COLUMN_METHOD, false, 80},    {TEXT_COLUMN_FIGURE, false, 0}};
    const struct form *form = draft->report->wave->form;
    table->is_plain = true;
    draft_columns(draft, columns, COUNT(columns), table);
    struct kept_rows rows;
    TRY(kept_rows_open(draft, table, &rows, err));
    for (size_t i = 0; i < form->n_hypotheses; i++)
        put_hypothesis(&rows, &form->hypotheses[i]);
    table->sentence = SAY(draft, TEXT_ROBUSTNESS_SENTENCE, draft_count(draft, (double)rows.n),
                          draft_count(draft, (double)form->n_hypotheses));
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
