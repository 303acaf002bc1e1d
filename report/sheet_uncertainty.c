/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/cell.h"
#include "report/columns.h"
#include "report/kept_rows.h"
#include "report/sheet.h"

#include <string.h>

/* What an index may hang on, as the figures' ids call it: sources, then single choices. */
static const struct varied {
    const char *code;
    enum text name;
} sources[] = {
    {"all", TEXT_VARIED_ALL},
    {"method", TEXT_VARIED_METHOD},
    {"units", TEXT_VARIED_SAMPLING},
    {"answers", TEXT_VARIED_NONRESPONSE},
    {"weight", TEXT_VARIED_WEIGHT},
    {"normalise", TEXT_VARIED_NORMALISE},
    {"aggregate", TEXT_VARIED_AGGREGATE},
    {"treat", TEXT_VARIED_TREAT},
    {"impute", TEXT_VARIED_IMPUTE},
    {"missing", TEXT_VARIED_MISSING},
    {"item_out", TEXT_VARIED_ITEM_OUT},
    {"block_out", TEXT_VARIED_BLOCK_OUT},
};

/* What there is to say of one source and one index. */
struct effect {
    const struct figure *shift, *moved, *first, *total;
};

static struct effect find_effect(struct draft *draft, const struct indicator *index,
                                 const char *source)
{
    return (struct effect){
        .shift = draft_figure(draft, "uncertainty/shift", index->code, source, NULL),
        .moved = draft_figure(draft, "uncertainty/moved", index->code, source, NULL),
        .first = draft_figure(draft, "uncertainty/first", index->code, source, NULL),
        .total = draft_figure(draft, "uncertainty/total", index->code, source, NULL),
    };
}

static bool has_value(const struct figure *figure)
{
    return figure != NULL && !is_missing(figure->value);
}

static struct cell value_or_none(const struct figure *figure)
{
    return figure == NULL ? cell_missing(CELL_NOT_APPLICABLE) : cell_value(figure);
}

/* Value, lower and upper limit. */
static void put_share(struct cell *cells, const struct figure *figure)
{
    cells[0] = value_or_none(figure);
    cells[1] =
        figure == NULL ? cell_missing(CELL_NOT_APPLICABLE) : cell_beside(figure, figure->low);
    cells[2] =
        figure == NULL ? cell_missing(CELL_NOT_APPLICABLE) : cell_beside(figure, figure->high);
}

static void put(struct kept_rows *rows, const struct indicator *index, const struct varied *source)
{
    struct draft *draft = rows->draft;
    const struct effect e = find_effect(draft, index, source->code);
    const struct figure *id = e.shift != NULL ? e.shift : e.total;
    if (id == NULL)
        return;
    struct cell *cells = kept_rows_add(rows);
    cells[0] = cell_text(draft_indicator(draft, index));
    cells[1] = cell_text(draft_text(draft, source->name));
    cells[2] = value_or_none(e.shift);
    cells[3] = value_or_none(e.moved);
    put_share(cells + 4, e.first);
    put_share(cells + 7, e.total);
    cells[10] = cell_n(id);
    cells[11] = cell_plain_id(id);
}

/* The first index at the top that has been varied; NULL when there is none. */
static const struct indicator *main_index(struct draft *draft)
{
    const struct wave *wave = draft->report->wave;
    for (size_t i = 0; i < wave->n_scores; i++) {
        const struct indicator *index = wave->scores[i].index;
        if (index->parent == NULL && has_value(find_effect(draft, index, sources[0].code).shift))
            return index;
    }
    return NULL;
}

/* The single choice on which the ranks of that index hang most; NULL when none is known. */
static const struct varied *find_strongest(struct draft *draft, const struct indicator *index,
                                           const struct figure **total)
{
    const struct varied *strongest = NULL;
    for (size_t i = 0; i < COUNT(sources); i++) {
        const struct figure *one = find_effect(draft, index, sources[i].code).total;
        if (!has_value(one) || (strongest != NULL && one->value <= (*total)->value))
            continue;
        strongest = &sources[i];
        *total = one;
    }
    return strongest;
}

static const char *sentence(struct draft *draft)
{
    const struct indicator *index = main_index(draft);
    const struct figure *shift =
        index == NULL ? NULL : find_effect(draft, index, sources[0].code).shift;
    if (!has_value(shift))
        return draft_text(draft, TEXT_UNCERTAINTY_SENTENCE_NONE);
    const struct figure *total = NULL;
    const struct varied *strongest = find_strongest(draft, index, &total);
    const char *label = draft_indicator(draft, index);
    const char *said = SAY(draft, TEXT_UNCERTAINTY_SENTENCE, label,
                           draft_number(draft, shift->value, shift->decimals));
    if (strongest == NULL)
        return said;
    return draft_join(draft, said,
                      SAY(draft, TEXT_UNCERTAINTY_SENTENCE_CHOICE,
                          draft_text(draft, strongest->name), draft_estimate(draft, total)));
}

static enum status build(struct draft *draft, struct table *table, struct error *err)
{
    static const struct column_text columns[] = {
        {TEXT_COLUMN_INDEX, false, 0},     {TEXT_COLUMN_VARIED, false, 0},
        {TEXT_COLUMN_SHIFT, true, 0},      {TEXT_COLUMN_MOVED, true, 0},
        {TEXT_COLUMN_FIRST, true, 0},      {TEXT_COLUMN_FIRST_LOW, true, 0},
        {TEXT_COLUMN_FIRST_HIGH, true, 0}, {TEXT_COLUMN_TOTAL, true, 0},
        {TEXT_COLUMN_TOTAL_LOW, true, 0},  {TEXT_COLUMN_TOTAL_HIGH, true, 0},
        {TEXT_COLUMN_DRAWS, true, 0},      {TEXT_COLUMN_FIGURE, false, 0}};
    const struct wave *wave = draft->report->wave;
    table->sentence = sentence(draft);
    table->is_plain = true;
    draft_columns(draft, columns, COUNT(columns), table);
    struct kept_rows rows;
    TRY(kept_rows_open(draft, table, &rows, err));
    for (size_t i = 0; i < wave->n_scores; i++)
        for (size_t k = 0; k < COUNT(sources); k++)
            put(&rows, wave->scores[i].index, &sources[k]);
    kept_rows_close(&rows, table);
    return OK;
}

static bool is_wanted(const struct report *report)
{
    return report_has_figures(report, "uncertainty/");
}

const struct sheet sheet_uncertainty = {.name = TEXT_SHEET_UNCERTAINTY,
                                        .about = TEXT_ABOUT_UNCERTAINTY,
                                        .is_wanted = is_wanted,
                                        .build = build};
