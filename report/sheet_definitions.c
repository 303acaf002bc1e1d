/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/cell.h"
#include "report/columns.h"
#include "report/crossing.h"
#include "report/item_scale.h"
#include "report/kept_rows.h"
#include "report/rule_names.h"
#include "report/sheet.h"

#include <assert.h>

static const enum text type_names[] = {
    [INDICATOR_ITEM] = TEXT_TYPE_ITEM,   [INDICATOR_AGGREGATE] = TEXT_TYPE_INDEX,
    [INDICATOR_GROUP] = TEXT_TYPE_GROUP, [INDICATOR_DENOMINATOR] = TEXT_TYPE_DENOMINATOR,
    [INDICATOR_OTHER] = TEXT_TYPE_OTHER,
};

static_assert(COUNT(type_names) == INDICATOR_OTHER + 1, "every type has a name");

static const char *policy_text(struct draft *draft, const struct indicator *index)
{
    switch (index->policy) {
    case POLICY_COMPLETE:
        return draft_text(draft, TEXT_RULE_COMPLETE);
    case POLICY_ZERO:
        return draft_text(draft, TEXT_RULE_ZERO);
    default:
        return SAY(draft, TEXT_RULE_AVAILABLE, draft_share(draft, index->min_share, 0));
    }
}

/* What makes a number of an answer; the same for neither indices nor groupings. */
static void put_item(struct draft *draft, const struct indicator *item, struct cell *cells)
{
    const enum text direction = item->direction < 0 ? TEXT_DIRECTION_DOWN : TEXT_DIRECTION_UP;
    cells[0] = cell_text(draft_text(draft, direction));
    cells[1] = cell_text(draft_text(draft, rule_name_of_normalise(item->normalise)));
    cells[2] = cell_number(item_low(item), 2, CELL_NOT_APPLICABLE);
    cells[3] = cell_number(item_high(item), 2, CELL_NOT_APPLICABLE);
}

/* What makes a score of the parts. */
static void put_index(struct draft *draft, const struct indicator *index, struct cell *cells)
{
    cells[0] = cell_text(draft_text(draft, rule_name_of_aggregate(index->aggregate)));
    cells[1] = cell_text(policy_text(draft, index));
    cells[2] = cell_number(index->strong, 1, CELL_NOT_APPLICABLE);
}

static void put_not_applicable(struct cell *cells, size_t n)
{
    for (size_t i = 0; i < n; i++)
        cells[i] = cell_missing(CELL_NOT_APPLICABLE);
}

/* The weight that a part has in the index at its top. */
static struct cell effective_weight(struct draft *draft, const struct indicator *indicator)
{
    const struct indicator *root = indicator;
    while (root->parent != NULL)
        root = root->parent;
    if (root == indicator)
        return cell_missing(CELL_NOT_APPLICABLE);
    return cell_value(draft_figure(draft, "weight/effective", indicator->code, root->code, NULL));
}

static void put(struct kept_rows *rows, const struct indicator *indicator)
{
    struct draft *draft = rows->draft;
    const bool is_item = indicator->type == INDICATOR_ITEM;
    const bool is_index = indicator->type == INDICATOR_AGGREGATE;
    struct cell *cells = kept_rows_add(rows);
    cells[0] = cell_of_definition(draft, indicator);
    cells[1] = cell_text(draft_indicator(draft, indicator));
    cells[2] = cell_text(draft_text(draft, type_names[indicator->type]));
    put_not_applicable(cells + 3, 11);
    if (indicator->parent != NULL) {
        cells[3] =
            cell_of_index(draft, draft_outside(draft, indicator->parent->code), indicator->parent);
        cells[4] = cell_number(indicator->weight, 2, CELL_NOT_AVAILABLE);
        cells[5] = effective_weight(draft, indicator);
    }
    if (is_item)
        put_item(draft, indicator, cells + 6);
    if (is_index)
        put_index(draft, indicator, cells + 10);
    else
        cells[13] = cell_text_or(draft_outside(draft, indicator->source), CELL_NOT_APPLICABLE);
}

static enum status build(struct draft *draft, struct table *table, struct error *err)
{
    static const struct column_text columns[] = {
        {TEXT_COLUMN_CODE, false, 0},      {TEXT_COLUMN_LABEL, false, 0},
        {TEXT_COLUMN_TYPE, false, 0},      {TEXT_COLUMN_PART_OF, false, 0},
        {TEXT_COLUMN_WEIGHT, true, 0},     {TEXT_COLUMN_EFFECTIVE, true, 0},
        {TEXT_COLUMN_DIRECTION, false, 0}, {TEXT_COLUMN_NORMALISE, false, 0},
        {TEXT_COLUMN_GOAL_LOW, true, 0},   {TEXT_COLUMN_GOAL_HIGH, true, 0},
        {TEXT_COLUMN_AGGREGATE, false, 0}, {TEXT_COLUMN_POLICY, false, 66},
        {TEXT_COLUMN_STRONG_CUT, true, 0}, {TEXT_COLUMN_SOURCE, false, 0}};
    const struct form *form = draft->report->wave->form;
    size_t n_items = 0, n_indices = 0;
    table->is_plain = true;
    draft_columns(draft, columns, COUNT(columns), table);
    struct kept_rows rows;
    TRY(kept_rows_open(draft, table, &rows, err));
    for (size_t i = 0; i < form->n_indicators; i++) {
        put(&rows, &form->indicators[i]);
        n_items += form->indicators[i].type == INDICATOR_ITEM;
        n_indices += form->indicators[i].type == INDICATOR_AGGREGATE;
    }
    table->sentence = SAY(draft, TEXT_DEFINITIONS_SENTENCE, draft_count(draft, (double)n_indices),
                          draft_count(draft, (double)n_items));
    kept_rows_close(&rows, table);
    return OK;
}

static bool is_wanted(const struct report *report)
{
    return report->wave->form->n_indicators > 0;
}

const struct sheet sheet_definitions = {.name = TEXT_SHEET_DEFINITIONS,
                                        .about = TEXT_ABOUT_DEFINITIONS,
                                        .part = PART_REFERENCE,
                                        .is_wanted = is_wanted,
                                        .build = build};
