/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/cell.h"
#include "report/columns.h"
#include "report/extreme.h"
#include "report/indicator_pairs.h"
#include "report/kept_rows.h"
#include "report/sheet.h"

/* A figure under a name; nothing when there is no such figure. */
static void put(struct kept_rows *rows, const char *name, const struct figure *figure)
{
    if (figure == NULL)
        return;
    struct cell *cells = kept_rows_add(rows);
    cells[0] = cell_text(name);
    cells_put_estimate(cells + 1, figure);
    cells[5] = cell_id(figure);
}

static void put_response(struct kept_rows *rows)
{
    static const struct {
        enum text name;
        const char *measure;
    } list[] = {{TEXT_KEY_RATE, "response/rate"},
                {TEXT_KEY_N, "response/n"},
                {TEXT_KEY_FRAME, "response/frame"}};
    for (size_t i = 0; i < COUNT(list); i++)
        put(rows, draft_text(rows->draft, list[i].name),
            draft_figure(rows->draft, list[i].measure, NULL, NULL, NULL));
}

/* The indices at the top of the tree: their means, then their shares of strong agencies. */
static void put_indices(struct kept_rows *rows, const char *measure, enum text name)
{
    struct draft *draft = rows->draft;
    const struct wave *wave = draft->report->wave;
    for (size_t i = 0; i < wave->n_scores; i++) {
        const struct indicator *index = wave->scores[i].index;
        if (index->parent == NULL)
            put(rows, SAY(draft, name, draft_indicator(draft, index)),
                draft_figure(draft, measure, index->code, NULL, NULL));
    }
}

static void put_correlations(struct kept_rows *rows)
{
    struct draft *draft = rows->draft;
    const struct indicator_pairs pairs = indicator_pairs_of(draft);
    for (size_t i = 0; i < pairs.n; i++)
        put(rows,
            SAY(draft, TEXT_KEY_CORRELATION, draft_indicator(draft, pairs.list[i].x),
                draft_indicator(draft, pairs.list[i].y)),
            pairs.list[i].pearson);
}

/* The highest and the lowest mean of the indices at the top that run 0-100. */
struct extremes {
    struct extreme high, low;
    size_t n;
};

static struct extremes find_extremes(struct draft *draft)
{
    struct extremes e = {0};
    const struct wave *wave = draft->report->wave;
    for (size_t i = 0; i < wave->n_scores; i++) {
        const struct indicator *index = wave->scores[i].index;
        if (index->parent != NULL || !index->is_percent_scale)
            continue;
        const struct figure *mean = draft_figure(draft, "index/mean", index->code, NULL, NULL);
        if (mean == NULL || is_missing(mean->value))
            continue;
        e.n++;
        extreme_take(&e.high, mean, draft_indicator(draft, index), EXTREME_HIGHEST);
        extreme_take(&e.low, mean, draft_indicator(draft, index), EXTREME_LOWEST);
    }
    return e;
}

static const char *sentence(struct draft *draft)
{
    const struct extremes e = find_extremes(draft);
    if (e.n == 0)
        return draft_text(draft, TEXT_KEY_SENTENCE_NONE);
    if (e.n == 1)
        return SAY(draft, TEXT_KEY_SENTENCE_ONE, e.high.name, draft_estimate(draft, e.high.figure));
    const char *n = draft_count(draft, (double)e.n);
    if (extreme_is_same(&e.low, &e.high))
        return SAY(draft, TEXT_KEY_SENTENCE_SAME, n);
    return SAY(draft, TEXT_KEY_SENTENCE, n, extreme_indices(draft, &e.high),
               extreme_indices(draft, &e.low));
}

static enum status build(struct draft *draft, struct table *table, struct error *err)
{
    static const struct column_text columns[] = {
        {TEXT_COLUMN_KEY_FIGURE, false, 0}, {TEXT_COLUMN_VALUE, true, 0},
        {TEXT_COLUMN_LOW, true, 0},         {TEXT_COLUMN_HIGH, true, 0},
        {TEXT_COLUMN_N, true, 0},           {TEXT_COLUMN_FIGURE, false, 0}};
    table->sentence = sentence(draft);
    draft_columns(draft, columns, COUNT(columns), table);
    struct kept_rows rows;
    TRY(kept_rows_open(draft, table, &rows, err));
    put_response(&rows);
    put_indices(&rows, "index/mean", TEXT_KEY_MEAN);
    put_indices(&rows, "share/strong", TEXT_KEY_STRONG);
    put_correlations(&rows);
    kept_rows_close(&rows, table);
    return OK;
}

static bool is_wanted(const struct report *report)
{
    return report->figures->n > 0;
}

const struct sheet sheet_key_figures = {.name = TEXT_SHEET_KEY_FIGURES,
                                        .about = TEXT_ABOUT_KEY_FIGURES,
                                        .is_wanted = is_wanted,
                                        .build = build};
