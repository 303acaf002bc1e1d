/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/cell.h"
#include "report/columns.h"
#include "report/indicator_pairs.h"
#include "report/kept_rows.h"
#include "report/sheet.h"
#include "report/sheet_agencies.h"
#include "report/strongest_pair.h"
#include "report/summary_formulas.h"

/* Pearson's r of two indices; on the diagonal there is nothing to tell. */
static struct cell r_cell(struct draft *draft, const struct indicator *a, const struct indicator *b)
{
    if (a == b)
        return cell_missing(CELL_NOT_APPLICABLE);
    return cell_with_formula(
        cell_value(correlation_of_pair(draft, "correlation/pearson", a, b)),
        formula_pearson(draft, agencies_range_of(draft, a), agencies_range_of(draft, b)));
}

static enum status build(struct draft *draft, struct table *table, struct error *err)
{
    static const struct column_text first[] = {{TEXT_COLUMN_INDEX, false, 0}};
    const struct wave *wave = draft->report->wave;
    const size_t k = wave->n_scores;
    table->sentence = strongest_pair_sentence(draft);
    table->note = draft_text(draft, TEXT_MATRIX_NOTE);
    table->is_plain = true;
    draft_columns(draft, first, COUNT(first), table);
    for (size_t i = 0; i < k; i++) {
        const struct indicator *index = wave->scores[i].index;
        draft_number_column(draft, draft_indicator(draft, index), index->code, table);
        if (!draft->is_out_of_memory)
            table->columns[table->n_columns - 1].is_heat = true;
    }
    struct kept_rows rows;
    TRY(kept_rows_open(draft, table, &rows, err));
    for (size_t i = 0; i < k; i++) {
        const struct indicator *index = wave->scores[i].index;
        struct cell *cells = kept_rows_add(&rows);
        cells[0] = cell_text(draft_indicator(draft, index));
        for (size_t j = 0; j < k; j++)
            cells[1 + j] = r_cell(draft, index, wave->scores[j].index);
    }
    kept_rows_close(&rows, table);
    return OK;
}

/* A matrix of one index is none, one of hundreds cannot be read. */
static bool is_wanted(const struct report *report)
{
    return report->wave->scores != NULL && report->wave->n_scores > 1 &&
           report->wave->n_scores <= 60;
}

const struct sheet sheet_matrix = {
    .name = TEXT_SHEET_MATRIX, .about = TEXT_ABOUT_MATRIX, .is_wanted = is_wanted, .build = build};
