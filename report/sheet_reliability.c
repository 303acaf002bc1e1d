/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/cell.h"
#include "report/columns.h"
#include "report/crossing.h"
#include "report/kept_rows.h"
#include "report/sheet.h"

static void put(struct kept_rows *rows, const struct indicator *index, const char *part,
                enum text measure, const struct figure *figure)
{
    if (figure == NULL)
        return;
    struct draft *draft = rows->draft;
    struct cell *cells = kept_rows_add(rows);
    cells[0] = cell_of_index(draft, draft_indicator(draft, index), index);
    cells[1] = cell_text(part);
    cells[2] = cell_text(draft_text(draft, measure));
    cells_put_estimate(cells + 3, figure);
    cells[7] = cell_p(figure);
    cells[8] = cell_id(figure);
}

/* What is said of an index as a whole. */
static const struct {
    const char *figure;
    enum text measure;
} of_whole[] = {
    {"alpha/complete", TEXT_RELIABILITY_ALPHA},    {"alpha/pairwise", TEXT_RELIABILITY_PAIRWISE},
    {"omega/total", TEXT_RELIABILITY_OMEGA},       {"inter_item/mean_r", TEXT_RELIABILITY_MEAN_R},
    {"eigen/first_share", TEXT_RELIABILITY_EIGEN}, {"kmo/overall", TEXT_RELIABILITY_KMO},
    {"bartlett/chi2", TEXT_RELIABILITY_BARTLETT},
};

static void put_index(struct kept_rows *rows, const struct indicator *index)
{
    struct draft *draft = rows->draft;
    const char *whole = draft_text(draft, TEXT_RELIABILITY_WHOLE);
    for (size_t i = 0; i < COUNT(of_whole); i++)
        put(rows, index, whole, of_whole[i].measure,
            draft_figure(draft, of_whole[i].figure, index->code, NULL, NULL));
    for (size_t i = 0; i < index->n_children; i++) {
        const struct indicator *part = index->children[i];
        const char *label = draft_indicator(draft, part);
        put(rows, index, label, TEXT_RELIABILITY_REST,
            draft_figure(draft, "item_rest/r", part->code, index->code, NULL));
        put(rows, index, label, TEXT_RELIABILITY_DROPPED,
            draft_figure(draft, "alpha/if_dropped", part->code, index->code, NULL));
    }
}

/* The indices with the highest and the lowest alpha, and how many are reliable. */
struct alphas {
    const struct indicator *high, *low;
    const struct figure *highest, *lowest;
    size_t n, n_reliable;
};

static struct alphas find_alphas(struct draft *draft)
{
    struct alphas a = {0};
    const struct wave *wave = draft->report->wave;
    const double reliable = wave->form->settings.coherence.alpha;
    for (size_t i = 0; i < wave->n_scores; i++) {
        const struct indicator *index = wave->scores[i].index;
        const struct figure *alpha = draft_figure(draft, "alpha/complete", index->code, NULL, NULL);
        if (alpha == NULL || is_missing(alpha->value))
            continue;
        a.n++;
        a.n_reliable += alpha->value >= reliable;
        if (a.highest == NULL || alpha->value > a.highest->value) {
            a.high = index;
            a.highest = alpha;
        }
        if (a.lowest == NULL || alpha->value < a.lowest->value) {
            a.low = index;
            a.lowest = alpha;
        }
    }
    return a;
}

static const char *sentence(struct draft *draft)
{
    const struct alphas a = find_alphas(draft);
    if (a.n == 0)
        return draft_text(draft, TEXT_RELIABILITY_SENTENCE_NONE);
    if (a.n == 1)
        return SAY(draft, TEXT_RELIABILITY_SENTENCE_ONE, draft_indicator(draft, a.high),
                   draft_estimate(draft, a.highest));
    return SAY(draft, TEXT_RELIABILITY_SENTENCE, draft_indicator(draft, a.high),
               draft_estimate(draft, a.highest), draft_indicator(draft, a.low),
               draft_estimate(draft, a.lowest), draft_count(draft, (double)a.n_reliable),
               draft_count(draft, (double)a.n),
               draft_number(draft, draft->report->wave->form->settings.coherence.alpha, 2));
}

static enum status build(struct draft *draft, struct table *table, struct error *err)
{
    static const struct column_text columns[] = {
        {TEXT_COLUMN_INDEX, false, 0},   {TEXT_COLUMN_PART, false, 0},
        {TEXT_COLUMN_MEASURE, false, 0}, {TEXT_COLUMN_VALUE, true, 0},
        {TEXT_COLUMN_LOW, true, 0},      {TEXT_COLUMN_HIGH, true, 0},
        {TEXT_COLUMN_N, true, 0},        {TEXT_COLUMN_P, true, 0},
        {TEXT_COLUMN_FIGURE, false, 0}};
    const struct wave *wave = draft->report->wave;
    table->sentence = sentence(draft);
    table->is_plain = true;
    draft_columns(draft, columns, COUNT(columns), table);
    struct kept_rows rows;
    TRY(kept_rows_open(draft, table, &rows, err));
    for (size_t i = 0; i < wave->n_scores; i++)
        put_index(&rows, wave->scores[i].index);
    kept_rows_close(&rows, table);
    return OK;
}

static bool is_wanted(const struct report *report)
{
    return report_has_figures(report, "alpha/");
}

const struct sheet sheet_reliability = {.name = TEXT_SHEET_RELIABILITY,
                                        .about = TEXT_ABOUT_RELIABILITY,
                                        .part = PART_FIRMNESS,
                                        .is_wanted = is_wanted,
                                        .build = build};
