/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/cell.h"
#include "report/columns.h"
#include "report/indicator_pairs.h"
#include "report/kept_rows.h"
#include "report/sheet.h"
#include "report/sheet_agencies.h"
#include "report/strongest_pair.h"
#include "report/summary_formulas.h"

/* How a spreadsheet computes r, its interval, n and p. */
static void add_formulas(const struct kept_rows *rows, struct cell *cells,
                         const struct indicator *a, const struct indicator *b)
{
    enum { R = 2, N = 5, P };
    struct draft *draft = rows->draft;
    const char *x = agencies_range_of(draft, a), *y = agencies_range_of(draft, b);
    cells[R] = cell_with_formula(cells[R], formula_pearson(draft, x, y));
    cells[N] = cell_with_formula(cells[N], formula_n_both(draft, x, y));
    pearson_limits_put(rows, cells, R);
    if (cells[R].formula != NULL && fabs(cells[R].number) < 1)
        cells[P] = cell_with_formula(
            cells[P], formula_pearson_p(draft, kept_rows_cell(rows, R), kept_rows_cell(rows, N)));
}

static void put_pair(struct kept_rows *rows, const struct indicator *a, const struct indicator *b)
{
    struct draft *draft = rows->draft;
    const struct figure *r = correlation_of_pair(draft, "correlation/pearson", a, b);
    const struct figure *rho = correlation_of_pair(draft, "correlation/spearman", a, b);
    const struct figure *tau = correlation_of_pair(draft, "correlation/kendall", a, b);
    if (r == NULL && rho == NULL)
        return;
    const bool is_shared = indicators_overlap(a, b);
    struct cell *cells = kept_rows_add(rows);
    cells[0] = cell_text(draft_indicator(draft, a));
    cells[1] = cell_text(draft_indicator(draft, b));
    cells_put_estimate(cells + 2, r);
    cells[6] = cell_p(r);
    add_formulas(rows, cells, a, b);
    cells[7] = cell_value(correlation_of_pair(draft, "correlation/p_holm", a, b));
    cells[8] = cell_value(correlation_of_pair(draft, "correlation/p_bh", a, b));
    cells[9] = cell_value(rho);
    cells[10] = cell_p(rho);
    cells[11] = cell_value(tau);
    cells[12] = cell_p(tau);
    cells[13] = is_shared ? cell_text(draft_text(draft, TEXT_CORRELATIONS_SHARED))
                          : cell_missing(CELL_NOT_APPLICABLE);
    cells[14] = cell_id(r);
}

static enum status build(struct draft *draft, struct table *table, struct error *err)
{
    static const struct column_text columns[] = {
        {TEXT_COLUMN_INDEX_A, false, 0},   {TEXT_COLUMN_INDEX_B, false, 0},
        {TEXT_COLUMN_PEARSON, true, 0},    {TEXT_COLUMN_LOW, true, 0},
        {TEXT_COLUMN_HIGH, true, 0},       {TEXT_COLUMN_N, true, 0},
        {TEXT_COLUMN_P, true, 0},          {TEXT_COLUMN_P_HOLM, true, 0},
        {TEXT_COLUMN_P_BH, true, 0},       {TEXT_COLUMN_SPEARMAN, true, 0},
        {TEXT_COLUMN_SPEARMAN_P, true, 0}, {TEXT_COLUMN_KENDALL, true, 0},
        {TEXT_COLUMN_KENDALL_P, true, 0},  {TEXT_COLUMN_NOTE, false, 0},
        {TEXT_COLUMN_FIGURE, false, 0}};
    enum { PEARSON = 2, SPEARMAN = 9, KENDALL = 11 };
    const struct wave *wave = draft->report->wave;
    table->is_plain = true;
    draft_columns(draft, columns, COUNT(columns), table);
    struct kept_rows rows;
    TRY(kept_rows_open(draft, table, &rows, err));
    table->columns[PEARSON].is_heat = true;
    table->columns[SPEARMAN].is_heat = table->columns[KENDALL].is_heat = true;
    for (size_t i = 0; i < wave->n_scores; i++)
        for (size_t j = i + 1; j < wave->n_scores; j++)
            put_pair(&rows, wave->scores[i].index, wave->scores[j].index);
    table->sentence = strongest_pair_sentence(draft);
    table->note = draft_text(draft, TEXT_CORRELATIONS_NOTE);
    kept_rows_close(&rows, table);
    return OK;
}

/* Two indices have a correlation, be it a missing one. */
static bool is_wanted(const struct report *report)
{
    return report->wave->scores != NULL && report->wave->n_scores > 1;
}

const struct sheet sheet_correlations = {.name = TEXT_SHEET_CORRELATIONS,
                                         .about = TEXT_ABOUT_CORRELATIONS,
                                         .is_wanted = is_wanted,
                                         .build = build};
