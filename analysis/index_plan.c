/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/index_plan.h"

#include "base/random.h"

static const enum vary kinds[] = {
    [UNCERTAINTY_WEIGHT] = VARY_WEIGHT,       [UNCERTAINTY_NORMALISE] = VARY_NORMALISE,
    [UNCERTAINTY_AGGREGATE] = VARY_AGGREGATE, [UNCERTAINTY_TREAT] = VARY_TREAT,
    [UNCERTAINTY_IMPUTE] = VARY_IMPUTE,       [UNCERTAINTY_MISSING] = VARY_MISSING,
    [UNCERTAINTY_ITEM_OUT] = VARY_ITEM_OUT,   [UNCERTAINTY_BLOCK_OUT] = VARY_BLOCK_OUT,
    [UNCERTAINTY_UNITS] = VARY_UNITS,         [UNCERTAINTY_ANSWERS] = VARY_ANSWERS,
};
_Static_assert(COUNT(kinds) == UNCERTAINTY_COUNT, "every parameter needs its kind");

const char *index_plan_choice_name(const struct form *form, size_t choice, struct arena *arena)
{
    const enum uncertainty_parameter parameter = form->uncertainty[choice].parameter;
    size_t nth = 1;
    for (size_t i = 0; i < choice; i++)
        nth += form->uncertainty[i].parameter == parameter;
    return nth == 1 ? uncertainty_name(parameter)
                    : arena_print(arena, "%s.%zu", uncertainty_name(parameter), nth);
}

/* --- the tree ----------------------------------------------------------------------------------
 */

static bool is_below(const struct indicator *indicator, const struct indicator *root)
{
    while (indicator != NULL && indicator != root)
        indicator = indicator->parent;
    return indicator != NULL;
}

/* Aggregates below come first. */
static void list_aggregates(struct index_plan *plan, const struct indicator *index)
{
    for (size_t c = 0; c < index->n_children; c++)
        if (index->children[c]->type == INDICATOR_AGGREGATE)
            list_aggregates(plan, index->children[c]);
    plan->node[plan->tree.n_nodes++] = index;
}

static size_t number_of(const struct index_plan *plan, const struct indicator *indicator)
{
    size_t node = 0;
    while (plan->node[node] != indicator)
        node++;
    return node;
}

static enum status list_nodes(const struct form *form, struct index_plan *plan, struct arena *arena,
                              struct error *err)
{
    plan->node = arena_array(arena, form->n_indicators, const struct indicator *);
    if (plan->node == NULL)
        return error_memory(err);
    for (size_t i = 0; i < form->n_indicators; i++)
        if (form->indicators[i].type == INDICATOR_ITEM &&
            is_below(&form->indicators[i], plan->root))
            plan->node[plan->tree.n_items++] = &form->indicators[i];
    plan->tree.n_nodes = plan->tree.n_items;
    list_aggregates(plan, plan->root);
    return OK;
}

static enum status link_nodes(struct index_plan *plan, struct arena *arena, struct error *err)
{
    const size_t n = plan->tree.n_nodes;
    size_t *child = arena_array(arena, n, size_t), *n_child = arena_array(arena, n, size_t);
    double *min_share = arena_array(arena, n, double);
    plan->weight = arena_array(arena, n, double);
    plan->mean = arena_array(arena, n, enum aggregate);
    plan->missing = arena_array(arena, n, enum policy);
    if (child == NULL || n_child == NULL || min_share == NULL || plan->weight == NULL ||
        plan->mean == NULL || plan->missing == NULL)
        return error_memory(err);
    size_t at = 0;
    for (size_t node = 0; node < n; node++) {
        const struct indicator *indicator = plan->node[node];
        plan->weight[node] = indicator->weight;
        plan->mean[node] = indicator->aggregate;
        plan->missing[node] = indicator->policy;
        min_share[node] = indicator->min_share;
        n_child[node] = indicator->n_children;
        for (size_t c = 0; c < indicator->n_children; c++)
            child[at++] = number_of(plan, indicator->children[c]);
    }
    plan->tree.child = child;
    plan->tree.n_child = n_child;
    plan->tree.min_share = min_share;
    return OK;
}

/* --- what is varied ----------------------------------------------------------------------------
 */

static bool is_among(const struct uncertainty_choice *choice, const struct indicator *index)
{
    for (size_t i = 0; i < choice->n_indices; i++)
        if (choice->indices[i] == index)
            return true;
    return false;
}

/* Whether an index above the node is among those that the row is about. */
static bool is_below_one(const struct uncertainty_choice *choice, const struct indicator *node)
{
    for (const struct indicator *above = node->parent; above != NULL; above = above->parent)
        if (is_among(choice, above))
            return true;
    return false;
}

static bool concerns(const struct uncertainty_choice *choice, const struct index_plan *plan,
                     size_t node)
{
    const struct indicator *indicator = plan->node[node];
    const bool is_item = node < plan->tree.n_items;
    const bool is_child = indicator != plan->root && is_among(choice, indicator->parent);
    switch (choice->parameter) {
    case UNCERTAINTY_WEIGHT:
        return is_child;
    case UNCERTAINTY_NORMALISE:
    case UNCERTAINTY_TREAT:
    case UNCERTAINTY_IMPUTE:
    case UNCERTAINTY_ITEM_OUT:
        return is_item && is_below_one(choice, indicator);
    case UNCERTAINTY_AGGREGATE:
    case UNCERTAINTY_MISSING:
        return !is_item && is_among(choice, indicator);
    case UNCERTAINTY_BLOCK_OUT:
        return !is_item && is_child;
    case UNCERTAINTY_UNITS:
    case UNCERTAINTY_ANSWERS:
    case UNCERTAINTY_COUNT:
        break;
    }
    return false;
}

/* A rule or a stream is drawn once for all roots; what is drawn for single nodes, for each root, so
   that a new index leaves the draws of the others as they are. */
static const char *stream_name(const struct index_plan *plan, const struct uncertainty_choice *row,
                               const char *name, struct arena *arena)
{
    const bool is_of_nodes = row->parameter == UNCERTAINTY_WEIGHT ||
                             row->parameter == UNCERTAINTY_ITEM_OUT ||
                             row->parameter == UNCERTAINTY_BLOCK_OUT;
    return is_of_nodes ? arena_print(arena, "%s/%s", name, plan->root->code) : name;
}

static enum status add_choice(const struct form *form, size_t choice, struct arena *arena,
                              struct index_plan *plan, struct error *err)
{
    const struct uncertainty_choice *row = &form->uncertainty[choice];
    const char *name = index_plan_choice_name(form, choice, arena);
    const char *stream = name == NULL ? NULL : stream_name(plan, row, name, arena);
    size_t *node = arena_array(arena, plan->tree.n_nodes, size_t);
    if (stream == NULL || node == NULL)
        return error_memory(err);
    struct variation v = {.kind = kinds[row->parameter],
                          .stream = random_name(stream),
                          .values = row->values,
                          .n_values = row->n_values,
                          .low = row->low,
                          .high = row->high,
                          .node = node,
                          .slot = plan->n_slots};
    for (size_t i = 0; i < plan->tree.n_nodes; i++)
        if (concerns(row, plan, i))
            node[v.n_nodes++] = i;
    if (v.n_nodes == 0 && v.kind != VARY_UNITS && v.kind != VARY_ANSWERS)
        return OK;
    plan->choice[plan->n_vary] = choice;
    plan->vary[plan->n_vary++] = v;
    plan->n_slots += variation_count_slots(&v);
    return OK;
}

enum status index_plan_get(const struct form *form, const struct indicator *root,
                           struct arena *arena, struct index_plan *out, struct error *err)
{
    *out = (struct index_plan){.root = root};
    TRY(list_nodes(form, out, arena, err));
    TRY(link_nodes(out, arena, err));
    out->vary = arena_array(arena, form->n_uncertainty, struct variation);
    out->choice = arena_array(arena, form->n_uncertainty, size_t);
    if (out->vary == NULL || out->choice == NULL)
        return error_memory(err);
    for (size_t i = 0; i < form->n_uncertainty; i++)
        TRY(add_choice(form, i, arena, out, err));
    return OK;
}

enum status index_plans_get(const struct form *form, struct arena *arena, struct index_plans *out,
                            struct error *err)
{
    *out = (struct index_plans){.plan = arena_array(arena, form->n_indicators, struct index_plan)};
    if (out->plan == NULL)
        return error_memory(err);
    for (size_t i = 0; i < form->n_indicators; i++) {
        const struct indicator *index = &form->indicators[i];
        if (index->type == INDICATOR_AGGREGATE && index->parent == NULL)
            TRY(index_plan_get(form, index, arena, &out->plan[out->n++], err));
    }
    return OK;
}
