/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/cell.h"
#include "report/columns.h"
#include "report/kept_rows.h"
#include "report/sheet.h"

#include <string.h>

/* What an index may hang on: a source of uncertainty, or one row of uncertainty.csv. */
struct varied {
    const char *code; /* in the ids of figures */
    const char *name;
    const char *values; /* NULL: not said */
};

struct all_varied {
    struct varied *list; /* sources, then choices */
    size_t n, n_sources;
};

static const struct {
    const char *code;
    enum text name;
} sources[] = {
    {"all", TEXT_VARIED_ALL},
    {"method", TEXT_VARIED_METHOD},
    {"units", TEXT_VARIED_UNITS},
    {"answers", TEXT_VARIED_ANSWERS},
};

static const enum text names[] = {
    [UNCERTAINTY_WEIGHT] = TEXT_VARIED_WEIGHT,
    [UNCERTAINTY_NORMALISE] = TEXT_VARIED_NORMALISE,
    [UNCERTAINTY_AGGREGATE] = TEXT_VARIED_AGGREGATE,
    [UNCERTAINTY_TREAT] = TEXT_VARIED_TREAT,
    [UNCERTAINTY_IMPUTE] = TEXT_VARIED_IMPUTE,
    [UNCERTAINTY_MISSING] = TEXT_VARIED_MISSING,
    [UNCERTAINTY_ITEM_OUT] = TEXT_VARIED_ITEM_OUT,
    [UNCERTAINTY_BLOCK_OUT] = TEXT_VARIED_BLOCK_OUT,
    [UNCERTAINTY_UNITS] = TEXT_VARIED_UNITS,
    [UNCERTAINTY_ANSWERS] = TEXT_VARIED_ANSWERS,
};
_Static_assert(COUNT(names) == UNCERTAINTY_COUNT, "every parameter needs its words");

/* "own; minmax", or by how much weights differ; NULL where there is nothing to say. */
static const char *say_values(struct draft *draft, const struct uncertainty_choice *choice)
{
    const char *all = NULL;
    if (choice->parameter == UNCERTAINTY_WEIGHT)
        return SAY(draft, TEXT_VARIED_RANGE, draft_share(draft, choice->high, 0));
    for (size_t i = 0; i < choice->n_values; i++) {
        const char *one = uncertainty_value_name(choice->parameter, choice->values[i]);
        all = all == NULL ? one : SAY(draft, TEXT_LIST, all, one);
    }
    return all;
}

/* As ids call it: "weight", or "weight.2" for the second row of that parameter. */
static const char *choice_code(struct draft *draft, size_t choice)
{
    const struct uncertainty_choice *all = draft->report->wave->form->uncertainty;
    const char *name = uncertainty_name(all[choice].parameter);
    size_t nth = 1;
    for (size_t i = 0; i < choice; i++)
        nth += all[i].parameter == all[choice].parameter;
    const char *code = nth == 1 ? name : arena_print(draft->arena, "%s.%zu", name, nth);
    draft->is_out_of_memory |= code == NULL;
    return code == NULL ? "" : code;
}

static struct all_varied find_varied(struct draft *draft)
{
    const struct form *form = draft->report->wave->form;
    const size_t most = COUNT(sources) + form->n_uncertainty;
    struct all_varied all = {.list = draft_array(draft, most, struct varied)};
    for (; all.list != NULL && all.n < COUNT(sources); all.n++)
        all.list[all.n] = (struct varied){.code = sources[all.n].code,
                                          .name = draft_text(draft, sources[all.n].name)};
    all.n_sources = all.n;
    for (size_t i = 0; all.list != NULL && i < form->n_uncertainty; i++) {
        const struct uncertainty_choice *choice = &form->uncertainty[i];
        const char *name = draft_text(draft, names[choice->parameter]);
        if (choice->levels != NULL)
            name = SAY(draft, TEXT_VARIED_CHOICE, name, draft_outside(draft, choice->levels));
        all.list[all.n++] = (struct varied){
            .code = choice_code(draft, i), .name = name, .values = say_values(draft, choice)};
    }
    return all;
}

/* What there is to say of one thing that is varied and one index. */
struct effect {
    const struct figure *shift, *moved, *first, *total;
};

static struct effect find_effect(struct draft *draft, const struct indicator *index,
                                 const char *code)
{
    return (struct effect){
        .shift = draft_figure(draft, "uncertainty/shift", index->code, code, NULL),
        .moved = draft_figure(draft, "uncertainty/moved", index->code, code, NULL),
        .first = draft_figure(draft, "uncertainty/first", index->code, code, NULL),
        .total = draft_figure(draft, "uncertainty/total", index->code, code, NULL),
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

/* Sources have shifts, choices have shares: a source that is one choice too gets a row as either.
 */
static void put(struct kept_rows *rows, const struct indicator *index, const struct varied *varied,
                bool is_source)
{
    struct draft *draft = rows->draft;
    struct effect e = find_effect(draft, index, varied->code);
    if (is_source)
        e.first = e.total = NULL;
    else
        e.shift = e.moved = NULL;
    const struct figure *id = is_source ? e.shift : e.total;
    if (id == NULL)
        return;
    struct cell *cells = kept_rows_add(rows);
    cells[0] = cell_text(draft_indicator(draft, index));
    cells[1] = cell_text(varied->name);
    cells[2] = cell_text_or(varied->values, CELL_NOT_APPLICABLE);
    cells[3] = value_or_none(e.shift);
    cells[4] = has_value(e.moved) ? cell_number(e.moved->value, 1, CELL_NOT_AVAILABLE)
                                  : value_or_none(e.moved);
    put_share(cells + 5, e.first);
    put_share(cells + 8, e.total);
    cells[11] = cell_n(id);
    cells[12] = cell_id(id);
}

/* The first index at the top that has been varied; NULL when there is none. */
static const struct indicator *main_index(struct draft *draft)
{
    const struct wave *wave = draft->report->wave;
    for (size_t i = 0; i < wave->n_scores; i++) {
        const struct indicator *index = wave->scores[i].index;
        if (index->parent == NULL && has_value(find_effect(draft, index, "all").shift))
            return index;
    }
    return NULL;
}

/* The choice on which the ranks of that index hang most; NULL when none is known. */
static const struct varied *find_strongest(struct draft *draft, const struct indicator *index,
                                           const struct all_varied *all,
                                           const struct figure **total)
{
    const struct varied *strongest = NULL;
    for (size_t i = all->n_sources; i < all->n; i++) {
        const struct figure *one = find_effect(draft, index, all->list[i].code).total;
        if (!has_value(one) || (strongest != NULL && one->value <= (*total)->value))
            continue;
        strongest = &all->list[i];
        *total = one;
    }
    return strongest;
}

static const char *sentence(struct draft *draft, const struct all_varied *all)
{
    const struct indicator *index = main_index(draft);
    const struct figure *shift = index == NULL ? NULL : find_effect(draft, index, "all").shift;
    if (!has_value(shift))
        return draft_text(draft, TEXT_UNCERTAINTY_SENTENCE_NONE);
    const struct figure *total = NULL;
    const struct varied *strongest = find_strongest(draft, index, all, &total);
    const char *said = SAY(draft, TEXT_UNCERTAINTY_SENTENCE, draft_indicator(draft, index),
                           draft_number(draft, shift->value, shift->decimals));
    if (strongest == NULL)
        return said;
    return draft_join(draft, said,
                      SAY(draft, TEXT_UNCERTAINTY_SENTENCE_CHOICE, strongest->name,
                          draft_estimate(draft, total)));
}

static enum status build(struct draft *draft, struct table *table, struct error *err)
{
    static const struct column_text columns[] = {
        {TEXT_COLUMN_INDEX, false, 0},     {TEXT_COLUMN_VARIED, false, 0},
        {TEXT_COLUMN_VALUES, false, 0},    {TEXT_COLUMN_SHIFT, true, 0},
        {TEXT_COLUMN_MOVED, true, 0},      {TEXT_COLUMN_FIRST, true, 0},
        {TEXT_COLUMN_FIRST_LOW, true, 0},  {TEXT_COLUMN_FIRST_HIGH, true, 0},
        {TEXT_COLUMN_TOTAL, true, 0},      {TEXT_COLUMN_TOTAL_LOW, true, 0},
        {TEXT_COLUMN_TOTAL_HIGH, true, 0}, {TEXT_COLUMN_DRAWS, true, 0},
        {TEXT_COLUMN_FIGURE, false, 0}};
    const struct wave *wave = draft->report->wave;
    const struct all_varied all = find_varied(draft);
    table->sentence = sentence(draft, &all);
    table->note = draft_text(draft, TEXT_UNCERTAINTY_NOTE);
    table->is_plain = true;
    draft_columns(draft, columns, COUNT(columns), table);
    struct kept_rows rows;
    TRY(kept_rows_open(draft, table, &rows, err));
    for (size_t i = 0; i < wave->n_scores; i++)
        for (size_t k = 0; k < all.n; k++)
            put(&rows, wave->scores[i].index, &all.list[k], k < all.n_sources);
    kept_rows_close(&rows, table);
    return OK;
}

static bool is_wanted(const struct report *report)
{
    return report_has_figures(report, "uncertainty/");
}

const struct sheet sheet_uncertainty = {.name = TEXT_SHEET_UNCERTAINTY,
                                        .about = TEXT_ABOUT_UNCERTAINTY,
                                        .part = PART_FIRMNESS,
                                        .is_wanted = is_wanted,
                                        .build = build};
