/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/sheet_weights.h"

#include "report/cell.h"
#include "report/columns.h"
#include "report/kept_rows.h"
#include "report/rule_names.h"
#include "report/sheet.h"
#include "report/sheet_item_scores.h"

enum { INDEX, AGGREGATE, SHARE, FIRST_WEIGHT };

const char *weights_range(struct draft *draft, size_t score, size_t first, size_t n)
{
    char from[CELL_NAME_SIZE], to[CELL_NAME_SIZE];
    return draft_formula(draft, "'%s'!%s:%s", draft_text(draft, TEXT_SHEET_WEIGHTS),
                         cell_fixed(TABLE_FIRST_ROW + score, FIRST_WEIGHT + first, from),
                         cell_fixed(TABLE_FIRST_ROW + score, FIRST_WEIGHT + first + n - 1, to));
}

const char *weights_share(struct draft *draft, size_t score)
{
    char name[CELL_NAME_SIZE];
    return draft_formula(draft, "'%s'!%s", draft_text(draft, TEXT_SHEET_WEIGHTS),
                         cell_fixed(TABLE_FIRST_ROW + score, SHARE, name));
}

static size_t most_parts(const struct wave *wave)
{
    size_t most = 0;
    for (size_t i = 0; i < wave->n_scores; i++)
        if (wave->scores[i].index->n_children > most)
            most = wave->scores[i].index->n_children;
    return most;
}

/* Where every part counts, the share that must be there is not asked for. */
static struct cell share_cell(const struct indicator *index)
{
    if (index->policy == POLICY_ZERO)
        return cell_missing(CELL_NOT_APPLICABLE);
    const double share = index->policy == POLICY_COMPLETE ? 1 : index->min_share;
    return (struct cell){.kind = CELL_SHARE, .number = share};
}

static void put(struct kept_rows *rows, const struct indicator *index, size_t n_parts)
{
    struct draft *draft = rows->draft;
    struct cell *cells = kept_rows_add(rows);
    cells[INDEX] = cell_text(draft_indicator(draft, index));
    cells[AGGREGATE] = cell_text(draft_text(draft, rule_name_of_aggregate(index->aggregate)));
    cells[SHARE] = share_cell(index);
    struct cell *weights = cells + FIRST_WEIGHT, *names = weights + n_parts;
    for (size_t i = 0; i < n_parts; i++) {
        const bool is_part = i < index->n_children;
        weights[i] = is_part ? cell_number(index->children[i]->weight, 2, CELL_NOT_AVAILABLE)
                             : cell_missing(CELL_NOT_APPLICABLE);
        names[i] = is_part ? cell_text(draft_indicator(draft, index->children[i]))
                           : cell_missing(CELL_NOT_APPLICABLE);
    }
}

static void make_columns(struct draft *draft, size_t n_parts, struct table *table)
{
    static const struct column_text first[] = {{TEXT_COLUMN_INDEX, false, 40},
                                               {TEXT_COLUMN_AGGREGATE, false, 0},
                                               {TEXT_COLUMN_NEEDED_SHARE, true, 0}};
    draft_columns(draft, first, COUNT(first), table);
    for (size_t i = 0; i < n_parts; i++)
        draft_number_column(draft,
                            SAY(draft, TEXT_COLUMN_PART_WEIGHT, draft_count(draft, (double)i + 1)),
                            "weight", table);
    for (size_t i = 0; i < n_parts; i++)
        draft_header_column(draft,
                            SAY(draft, TEXT_COLUMN_PART_NAME, draft_count(draft, (double)i + 1)),
                            "part", table);
}

static enum status build(struct draft *draft, struct table *table, struct error *err)
{
    const struct wave *wave = draft->report->wave;
    const size_t n_parts = most_parts(wave);
    table->sentence = SAY(draft, TEXT_WEIGHTS_SENTENCE, draft_text(draft, TEXT_SHEET_AGENCIES));
    table->is_plain = table->is_in_order = true;
    make_columns(draft, n_parts, table);
    struct kept_rows rows;
    TRY(kept_rows_open(draft, table, &rows, err));
    for (size_t i = 0; i < wave->n_scores; i++)
        put(&rows, wave->scores[i].index, n_parts);
    kept_rows_close(&rows, table);
    return OK;
}

const struct sheet sheet_weights = {.name = TEXT_SHEET_WEIGHTS,
                                    .about = TEXT_ABOUT_WEIGHTS,
                                    .is_review_only = true,
                                    .is_wanted = item_scores_are_shown,
                                    .build = build};
