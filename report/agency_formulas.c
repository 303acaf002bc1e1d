/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/agency_formulas.h"

#include "report/score_formula.h"
#include "report/sheet_agencies.h"
#include "report/sheet_item_scores.h"
#include "report/sheet_weights.h"

enum { MOST_RUNS = 4 }; /* places side by side; with more, nobody could read the formula */

/* Neighbours among the columns of one sheet. */
struct stretch_of_parts {
    bool are_items;
    size_t column, first, n; /* first: of the index's parts */
};

/* Where a part's scores stand; false when nowhere. */
static bool find_part(const struct wave *wave, const struct indicator *part,
                      struct stretch_of_parts *out)
{
    out->are_items = part->type == INDICATOR_ITEM;
    const size_t at = out->are_items ? item_scores_find(wave, part) : agencies_find(wave, part);
    if (at == SIZE_MAX)
        return false;
    out->column = out->are_items ? item_scores_column(wave, at) : agencies_column(wave, at);
    return true;
}

/* Takes the next part into the list; false when it has no place or the list is full. */
static bool add_part(struct stretch_of_parts *list, size_t *n, struct stretch_of_parts part)
{
    struct stretch_of_parts *last = *n == 0 ? NULL : &list[*n - 1];
    if (last != NULL && last->are_items == part.are_items &&
        last->column + last->n == part.column) {
        last->n++;
        return true;
    }
    if (*n == MOST_RUNS)
        return false;
    part.n = 1;
    list[(*n)++] = part;
    return true;
}

static const char *scores_of(struct draft *draft, const struct stretch_of_parts *parts)
{
    const char *sheet = parts->are_items ? draft_text(draft, TEXT_SHEET_ITEM_SCORES) : NULL;
    return row_range(draft, sheet, parts->column, parts->n);
}

struct row_formula formula_of_score(struct draft *draft, size_t score)
{
    const struct wave *wave = draft->report->wave;
    const struct indicator *index = wave->scores[score].index;
    struct stretch_of_parts parts[MOST_RUNS];
    struct score_run runs[MOST_RUNS];
    size_t n = 0;
    if (!item_scores_are_shown(draft->report))
        return (struct row_formula){0};
    for (size_t i = 0; i < index->n_children; i++) {
        struct stretch_of_parts part = {.first = i};
        if (!find_part(wave, index->children[i], &part) || !add_part(parts, &n, part))
            return (struct row_formula){0};
    }
    for (size_t i = 0; i < n; i++)
        runs[i] =
            (struct score_run){.scores = scores_of(draft, &parts[i]),
                               .weights = weights_range(draft, score, parts[i].first, parts[i].n),
                               .may_not_apply = parts[i].are_items};
    const struct score_recipe recipe = {.mean = index->aggregate,
                                        .missing = index->policy,
                                        .share = weights_share(draft, score),
                                        .runs = runs,
                                        .n_runs = n,
                                        .is_rounded = index->is_percent_scale};
    return row_formula_of(draft, n == 0 ? NULL : score_formula(draft, &recipe));
}

bool formula_of_score_is_array(const struct indicator *index)
{
    return index->aggregate != AGGREGATE_AMEAN;
}

struct row_formula formula_of_rank(struct draft *draft, size_t score)
{
    if (!draft->report->wave->scores[score].index->is_percent_scale)
        return (struct row_formula){0}; /* equal scores may differ in their last digits */
    const char *own = row_cell(draft, agencies_column(draft->report->wave, score));
    return row_formula_of(draft, draft_formula(draft, "IF(ISNUMBER(%s),RANK(%s,%s),\"[x]\")", own,
                                               own, agencies_own_range(draft, score)));
}

/* Marks the items below an index. */
static void mark_items(const struct wave *wave, const struct indicator *index, bool *is_below)
{
    for (size_t i = 0; i < index->n_children; i++) {
        if (index->children[i]->type == INDICATOR_AGGREGATE) {
            mark_items(wave, index->children[i], is_below);
            continue;
        }
        const size_t at = item_scores_find(wave, index->children[i]);
        if (at != SIZE_MAX)
            is_below[at] = true;
    }
}

/* Whether as many items have scores as were answered: none is imputed, none is without a scale. */
static bool are_answers(const struct wave *wave, const struct score *score, const bool *is_below)
{
    for (size_t row = 0; row < wave->n_rows; row++) {
        size_t n = 0;
        for (size_t i = 0; i < wave->n_items; i++)
            n += is_below[i] && !is_missing(wave->items[i].value[row]);
        if (n != score->answered[row])
            return false;
    }
    return true;
}

struct row_formula formula_of_answered(struct draft *draft, size_t score)
{
    const struct wave *wave = draft->report->wave;
    struct stretch_of_parts parts[MOST_RUNS];
    size_t n = 0;
    if (!item_scores_are_shown(draft->report))
        return (struct row_formula){0};
    bool *is_below = draft_array(draft, wave->n_items, bool);
    if (is_below == NULL)
        return (struct row_formula){0};
    mark_items(wave, wave->scores[score].index, is_below);
    if (!are_answers(wave, &wave->scores[score], is_below))
        return (struct row_formula){0};
    for (size_t i = 0; i < wave->n_items; i++) {
        const struct stretch_of_parts part = {.are_items = true,
                                              .column = item_scores_column(wave, i)};
        if (is_below[i] && !add_part(parts, &n, part))
            return (struct row_formula){0};
    }
    const char *ranges = NULL;
    for (size_t i = 0; i < n; i++) {
        const char *one = scores_of(draft, &parts[i]);
        ranges = ranges == NULL ? one : draft_formula(draft, "%s,%s", ranges, one);
    }
    return row_formula_of(draft, n == 0 ? NULL : draft_formula(draft, "COUNT(%s)", ranges));
}
