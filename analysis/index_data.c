/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/index_data.h"

#include "analysis/goalposts.h"
#include "analysis/item.h"

static const struct grouping *grouping_of(const struct wave *wave, const struct indicator *group)
{
    for (size_t i = 0; group != NULL && i < wave->n_groups; i++)
        if (wave->groups[i].of == group)
            return &wave->groups[i];
    return NULL;
}

static enum status get_groups(const struct wave *wave, const struct indicator *item,
                              struct arena *arena, struct item_source *out, struct error *err)
{
    const struct grouping *groups = grouping_of(wave, item->impute_group);
    if (groups == NULL)
        return OK;
    uint32_t *group = arena_array(arena, wave->n_rows, uint32_t);
    if (group == NULL)
        return error_memory(err);
    for (size_t row = 0; row < wave->n_rows; row++)
        group[row] = groups->level[row];
    out->group = group;
    out->n_groups = groups->n_levels;
    return OK;
}

static enum status get_source(const struct wave *wave, const struct indicator *item,
                              struct arena *arena, struct item_source *out, struct error *err)
{
    double *x = arena_array(arena, wave->n_rows, double);
    if (x == NULL)
        return error_memory(err);
    TRY(item_stage(wave, item, STAGE_DENOMINATED, x, err));
    *out = (struct item_source){.x = x,
                                .n = wave->n_rows,
                                .impute = item->impute,
                                .treat = item->treat,
                                .normalise = {.method = item->normalise,
                                              .direction = item->direction < 0 ? -1 : 1,
                                              .low = item->low,
                                              .high = item->high}};
    goalposts_of(item, &out->goal_low, &out->goal_high);
    if (item->normalise == NORMALISE_GOALPOSTS) {
        out->normalise.low = out->goal_low;
        out->normalise.high = out->goal_high;
    }
    return get_groups(wave, item, arena, out, err);
}

/* --- who could lend whom an answer -------------------------------------------------------------
 */

static bool might_have_answered(double x)
{
    const enum missing reason = missing_reason(x);
    return reason != ANSWERED && reason != MISSING_NOT_ASKED && reason != MISSING_NOT_APPLICABLE;
}

/* The group of a unit; n_groups when it has none. */
static size_t group_of(const struct item_source *source, size_t unit)
{
    if (source->group == NULL)
        return 0;
    return source->group[unit] < source->n_groups ? source->group[unit] : source->n_groups;
}

/* Donors by group, one group after the other; end[g] is where group g ends. */
static void deal_donors(const struct item_source *source, size_t n_groups, size_t *end,
                        uint32_t *donor)
{
    size_t n = 0;
    for (size_t g = 0; g < n_groups; g++) {
        for (size_t unit = 0; unit < source->n; unit++)
            if (!is_missing(source->x[unit]) && group_of(source, unit) == g)
                donor[n++] = (uint32_t)unit;
        end[g] = n;
    }
}

static enum status get_gaps(const struct item_source *source, struct arena *arena,
                            struct answer_gaps *out, struct error *err)
{
    const size_t n_groups = source->group == NULL ? 1 : source->n_groups;
    size_t n = 0;
    for (size_t unit = 0; unit < source->n; unit++)
        n += might_have_answered(source->x[unit]);
    uint32_t *gap = arena_array(arena, n, uint32_t), *first = arena_array(arena, n, uint32_t),
             *n_donors = arena_array(arena, n, uint32_t);
    uint32_t *donor = arena_array(arena, source->n, uint32_t);
    size_t *end = arena_array(arena, n_groups + 1, size_t);
    if (gap == NULL || first == NULL || n_donors == NULL || donor == NULL || end == NULL)
        return error_memory(err);
    *out = (struct answer_gaps){0, gap, first, n_donors, donor};
    deal_donors(source, n_groups, end, donor);
    for (size_t unit = 0; unit < source->n; unit++) {
        if (!might_have_answered(source->x[unit]))
            continue;
        const size_t g = group_of(source, unit);
        const size_t start = g == 0 || g >= n_groups ? 0 : end[g - 1];
        gap[out->n] = (uint32_t)unit;
        first[out->n] = (uint32_t)start;
        n_donors[out->n++] = g < n_groups ? (uint32_t)(end[g] - start) : 0;
    }
    return OK;
}

/* --- the model ---------------------------------------------------------------------------------
 */

static bool draws_answers(const struct index_plan *plan)
{
    for (size_t i = 0; i < plan->n_vary; i++)
        if (plan->vary[i].kind == VARY_ANSWERS)
            return true;
    return false;
}

static enum status get_sources(const struct wave *wave, const struct index_plan *plan,
                               struct arena *arena, struct index_model *out, struct error *err)
{
    const size_t n = plan->tree.n_items;
    struct item_source *source = arena_array(arena, n, struct item_source);
    struct answer_gaps *gaps = arena_array(arena, n, struct answer_gaps);
    if (source == NULL || gaps == NULL)
        return error_memory(err);
    for (size_t i = 0; i < n; i++) {
        TRY(get_source(wave, plan->node[i], arena, &source[i], err));
        if (draws_answers(plan))
            TRY(get_gaps(&source[i], arena, &gaps[i], err));
    }
    out->source = source;
    out->gaps = draws_answers(plan) ? gaps : NULL;
    return OK;
}

enum status index_data_get(const struct wave *wave, const struct index_plan *plan, uint64_t seed,
                           struct arena *arena, struct index_model *out, struct error *err)
{
    *out = (struct index_model){.tree = plan->tree,
                                .weight = plan->weight,
                                .mean = plan->mean,
                                .missing = plan->missing,
                                .vary = plan->vary,
                                .n_vary = plan->n_vary,
                                .n_slots = plan->n_slots,
                                .seed = seed,
                                .population = wave->n_frame};
    out->tree.n_units = wave->n_rows;
    TRY(get_sources(wave, plan, arena, out, err));
    struct item_columns *options = arena_array(arena, plan->tree.n_items, struct item_columns);
    if (options == NULL)
        return error_memory(err);
    out->options = options;
    return replicate_prepare(arena, out, options, err);
}
