/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/cell.h"
#include "report/columns.h"
#include "report/crossing.h"
#include "report/extreme.h"
#include "report/indicator_pairs.h"
#include "report/kept_rows.h"
#include "report/sheet.h"
#include "report/sheet_agencies.h"
#include "report/summary_formulas.h"

/* A figure under a name; NULL when there is no such figure. */
static struct cell *put(struct kept_rows *rows, const char *name, const struct figure *figure)
{
    if (figure == NULL)
        return NULL;
    struct cell *cells = kept_rows_add(rows);
    cells[0] = cell_text(name);
    cells_put_estimate(cells + 1, figure);
    cells[5] = cell_id(figure);
    return cells;
}

/* How a spreadsheet computes the figure and its n. */
static void add_formulas(struct cell *cells, const char *value, const char *n)
{
    if (cells == NULL)
        return;
    cells[1] = cell_with_formula(cells[1], value);
    cells[4] = cell_with_formula(cells[4], n);
}

/* A cell of the sheet itself: "$B$7". */
static const char *fixed_cell(struct draft *draft, size_t row, size_t column)
{
    char name[CELL_NAME_SIZE];
    return draft_formula(draft, "%s", cell_fixed(TABLE_FIRST_ROW + row, column, name));
}

static void put_response(struct kept_rows *rows)
{
    static const struct {
        enum text name;
        const char *measure;
    } list[] = {{TEXT_KEY_RATE, "response/rate"},
                {TEXT_KEY_N, "response/n"},
                {TEXT_KEY_FRAME, "response/frame"}};
    enum { RATE, N, FRAME };
    struct draft *draft = rows->draft;
    struct cell *cells[COUNT(list)];
    const size_t first = rows->n;
    for (size_t i = 0; i < COUNT(list); i++)
        cells[i] = put(rows, draft_text(draft, list[i].name),
                       draft_figure(draft, list[i].measure, NULL, NULL, NULL));
    if (!agencies_have_formulas(draft->report) || rows->n != first + COUNT(list))
        return;
    add_formulas(cells[N], draft_formula(draft, "COUNTA(%s)", agencies_keys_range(draft)), NULL);
    const char *frame = fixed_cell(draft, first + FRAME, 1);
    add_formulas(cells[RATE], draft_formula(draft, "%s/%s", fixed_cell(draft, first + N, 1), frame),
                 frame);
}

/* The indices at the top of the tree: their means, then their shares of strong agencies. */
static void put_indices(struct kept_rows *rows, const char *measure, enum text name)
{
    struct draft *draft = rows->draft;
    const struct wave *wave = draft->report->wave;
    for (size_t i = 0; i < wave->n_scores; i++) {
        const struct indicator *index = wave->scores[i].index;
        if (index->parent != NULL)
            continue;
        const char *range = agencies_range_of(draft, index);
        const char *text = SAY(draft, name, draft_indicator(draft, index));
        struct cell *cells = put(rows, text, draft_figure(draft, measure, index->code, NULL, NULL));
        if (cells != NULL)
            cells[0] = cell_of_index(draft, text, index);
        add_formulas(cells,
                     name == TEXT_KEY_MEAN ? formula_mean(draft, range)
                                           : formula_share(draft, range, index->strong, MISSING),
                     formula_n(draft, range));
    }
}

static void put_correlations(struct kept_rows *rows)
{
    struct draft *draft = rows->draft;
    const struct indicator_pairs pairs = indicator_pairs_of(draft);
    for (size_t i = 0; i < pairs.n; i++) {
        const struct indicator_pair *pair = &pairs.list[i];
        const char *x = agencies_range_of(draft, pair->x), *y = agencies_range_of(draft, pair->y);
        struct cell *cells = put(rows,
                                 SAY(draft, TEXT_KEY_CORRELATION, draft_indicator(draft, pair->x),
                                     draft_indicator(draft, pair->y)),
                                 pair->pearson);
        add_formulas(cells, formula_pearson(draft, x, y), formula_n_both(draft, x, y));
        pearson_limits_put(rows, cells, 1);
    }
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
