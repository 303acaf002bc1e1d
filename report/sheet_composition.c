/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/cell.h"
#include "report/columns.h"
#include "report/kept_rows.h"
#include "report/sheet.h"

/* The grouping by which those who answered differ most surely from the frame. */
struct surest {
    const struct indicator *grouping;
    const struct figure *chi2;
};

static void put(struct kept_rows *rows, const struct grouping *grouping, struct surest *surest)
{
    struct draft *draft = rows->draft;
    const char *code = grouping->of->code;
    const struct figure *chi2 = draft_figure(draft, "composition/chi2", code, NULL, NULL);
    if (chi2 == NULL)
        return; /* a grouping that only answers tell */
    struct cell *cells = kept_rows_add(rows);
    cells[0] = cell_text(draft_indicator(draft, grouping->of));
    cells[1] = cell_value(draft_figure(draft, "composition/largest", code, NULL, NULL));
    cells[2] = cell_value(chi2);
    cells[3] = cell_p(chi2);
    cells[4] = cell_value(draft_figure(draft, "composition/r_indicator", code, NULL, NULL));
    cells[5] = cell_n(chi2);
    cells[6] = cell_id(chi2);
    if (!is_missing(chi2->p) && (surest->chi2 == NULL || chi2->p < surest->chi2->p))
        *surest = (struct surest){grouping->of, chi2};
}

static const char *sentence(struct draft *draft, const struct surest *surest)
{
    const double level = 1 - draft->report->wave->form->settings.confidence;
    if (surest->chi2 == NULL)
        return draft_text(draft, TEXT_COMPOSITION_SENTENCE_NONE);
    if (surest->chi2->p >= level)
        return draft_text(draft, TEXT_COMPOSITION_SENTENCE_ALIKE);
    const char *p = surest->chi2->p < 0.001 ? draft_text(draft, TEXT_COMPOSITION_P_TINY)
                                            : draft_number(draft, surest->chi2->p, 3);
    return SAY(draft, TEXT_COMPOSITION_SENTENCE, draft_indicator(draft, surest->grouping), p);
}

static enum status build(struct draft *draft, struct table *table, struct error *err)
{
    static const struct column_text columns[] = {
        {TEXT_COLUMN_GROUPING, false, 0}, {TEXT_COLUMN_LARGEST, true, 0},
        {TEXT_COLUMN_CHI2, true, 0},      {TEXT_COLUMN_P, true, 0},
        {TEXT_COLUMN_R, true, 0},         {TEXT_COLUMN_N, true, 0},
        {TEXT_COLUMN_FIGURE, false, 0}};
    const struct wave *wave = draft->report->wave;
    struct surest surest = {0};
    draft_columns(draft, columns, COUNT(columns), table);
    struct kept_rows rows;
    TRY(kept_rows_open(draft, table, &rows, err));
    for (size_t i = 0; i < wave->n_groups; i++)
        put(&rows, &wave->groups[i], &surest);
    table->sentence = sentence(draft, &surest);
    table->note = draft_text(draft, TEXT_COMPOSITION_NOTE);
    kept_rows_close(&rows, table);
    return OK;
}

static bool is_wanted(const struct report *report)
{
    return report_has_figures(report, "composition/chi2/");
}

const struct sheet sheet_composition = {.name = TEXT_SHEET_COMPOSITION,
                                        .about = TEXT_ABOUT_COMPOSITION,
                                        .part = PART_RESPONSE,
                                        .is_wanted = is_wanted,
                                        .build = build};
