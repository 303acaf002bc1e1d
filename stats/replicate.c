/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/replicate.h"
#include "stats/steady.h"

#include "base/missing.h"
#include "base/random.h"
#include "base/wide.h"

#include <string.h>

static enum status get_lists(struct arena *arena, const struct index_model *model,
                             struct replicate_room *out, struct error *err)
{
    const struct composite *tree = &model->tree;
    out->item = arena_array(arena, tree->n_items, struct composite_column);
    out->item_rules = arena_array(arena, tree->n_items, struct item_rules);
    out->weight = arena_array(arena, tree->n_nodes, double);
    out->score = arena_array(arena, tree->n_units, double);
    out->times = arena_array(arena, tree->n_units, double);
    out->mean = arena_array(arena, tree->n_nodes, enum aggregate);
    out->missing = arena_array(arena, tree->n_nodes, enum policy);
    const bool is_there = out->item != NULL && out->item_rules != NULL && out->weight != NULL &&
                          out->score != NULL && out->times != NULL && out->mean != NULL &&
                          out->missing != NULL;
    return is_there ? OK : error_memory(err);
}

/* Room for the answers that are lent, for items that have gaps. */
static enum status get_lent(struct arena *arena, const struct index_model *model,
                            struct replicate_room *out, struct error *err)
{
    const size_t n = model->tree.n_units, n_items = model->tree.n_items;
    out->lent = arena_array(arena, n_items, struct lent_column);
    if (out->lent == NULL)
        return error_memory(err);
    for (size_t item = 0; model->gaps != NULL && item < n_items; item++) {
        if (model->gaps[item].n == 0)
            continue;
        double *x = arena_array(arena, n, double), *logs = arena_array(arena, n, double),
               *there = arena_array(arena, n, double);
        if (x == NULL || logs == NULL || there == NULL)
            return error_memory(err);
        out->lent[item] = (struct lent_column){x, logs, there};
    }
    return OK;
}

enum status replicate_room_get(struct arena *arena, const struct index_model *model,
                               struct replicate_room *out, struct error *err)
{
    TRY(get_lists(arena, model, out, err));
    TRY(get_lent(arena, model, out, err));
    TRY(composite_room_get(arena, &model->tree, &out->tree, err));
    TRY(standing_room_get(arena, model->tree.n_units, &out->standing, err));
    out->rules = (struct composite_rules){
        .item = out->item, .weight = out->weight, .mean = out->mean, .missing = out->missing};
    return OK;
}

/* --- the rules of a draw -----------------------------------------------------------------------
 */

static void take_own_rules(const struct index_model *model, struct replicate_room *room)
{
    const struct composite *tree = &model->tree;
    memcpy(room->weight, model->weight, tree->n_nodes * sizeof *room->weight);
    memcpy(room->mean, model->mean, tree->n_nodes * sizeof *room->mean);
    memcpy(room->missing, model->missing, tree->n_nodes * sizeof *room->missing);
    for (size_t i = 0; i < tree->n_items; i++)
        room->item_rules[i] = (struct item_rules){.impute = model->source[i].impute,
                                                  .treat = model->source[i].treat,
                                                  .normalise = model->source[i].normalise.method};
}

static void set_rule(struct replicate_room *room, enum vary kind, size_t node, int value)
{
    if (kind == VARY_NORMALISE)
        room->item_rules[node].normalise = (enum normalise)value;
    else if (kind == VARY_TREAT)
        room->item_rules[node].treat = (enum treat)value;
    else if (kind == VARY_IMPUTE)
        room->item_rules[node].impute = (enum impute)value;
    else if (kind == VARY_AGGREGATE)
        room->mean[node] = (enum aggregate)value;
    else if (kind == VARY_MISSING)
        room->missing[node] = (enum policy)value;
}

static void apply_choice(const struct variation *v, double slot, struct replicate_room *room)
{
    const int value = slot < 0 ? VARY_OWN : v->values[(size_t)slot];
    for (size_t i = 0; value != VARY_OWN && i < v->n_nodes; i++)
        set_rule(room, v->kind, v->node[i], value);
}

static void apply(const struct variation *v, const double *slot, struct replicate_room *room)
{
    switch (v->kind) {
    case VARY_WEIGHT:
        for (size_t i = 0; i < v->n_nodes; i++)
            room->weight[v->node[i]] *= slot[i];
        return;
    case VARY_ITEM_OUT:
    case VARY_BLOCK_OUT:
        if (*slot >= 1)
            room->weight[v->node[(size_t)*slot - 1]] = 0;
        return;
    case VARY_UNITS:
    case VARY_ANSWERS:
        return;
    case VARY_NORMALISE:
    case VARY_AGGREGATE:
    case VARY_TREAT:
    case VARY_IMPUTE:
    case VARY_MISSING:
        apply_choice(v, *slot, room);
        return;
    }
}

/* Whether the draw brings a mean that takes no zero to numbers that were not made for it. */
static bool needs_positive(const struct index_model *model, const struct replicate_room *room)
{
    const struct composite *tree = &model->tree;
    bool is_strict = false, is_new = false;
    for (size_t node = tree->n_items; node < tree->n_nodes; node++) {
        is_strict |= room->mean[node] != AGGREGATE_AMEAN;
        is_new |= room->mean[node] != AGGREGATE_AMEAN && room->mean[node] != model->mean[node];
    }
    for (size_t i = 0; i < tree->n_items; i++)
        is_new |= room->item_rules[i].normalise != model->source[i].normalise.method;
    return is_strict && is_new;
}

/* The choice of that kind that is made anew in this draw; NULL: there is none, or all stays as it
   is. */
static const struct variation *drawn_anew(const struct index_model *model, const double *slots,
                                          enum vary kind)
{
    for (size_t i = 0; i < model->n_vary; i++)
        if (model->vary[i].kind == kind && slots[model->vary[i].slot] >= 1)
            return &model->vary[i];
    return NULL;
}

/* The replicate whose random numbers it has. */
static uint64_t replicate_in(const struct variation *v, const double *slots)
{
    return (uint64_t)slots[v->slot] - 1;
}

/* --- answers that might have been given --------------------------------------------------------
 */

static void lend(const struct composite_column *from, uint32_t donor, uint32_t unit,
                 struct lent_column *to)
{
    if (from->there != NULL && from->there[donor] == 0)
        return; /* the item's rule places nobody */
    to->x[unit] = from->x[donor];
    to->there[unit] = 1;
    if (from->log != NULL)
        to->log[unit] = from->log[donor];
}

static bool is_everywhere(const double *there, size_t n)
{
    size_t n_there = 0;
    for (size_t u = 0; u < n; u++)
        n_there += there[u] != 0;
    return n_there == n;
}

/* Every gap takes the answer of somebody who gave one. */
static void lend_item(const struct answer_gaps *gaps, size_t n, struct random *random,
                      struct lent_column *lent, struct composite_column *column)
{
    const struct composite_column from = *column;
    memcpy(lent->x, from.x, n * sizeof *lent->x);
    if (from.there != NULL)
        memcpy(lent->there, from.there, n * sizeof *lent->there);
    if (from.log != NULL)
        memcpy(lent->log, from.log, n * sizeof *lent->log);
    for (size_t gap = 0; gap < gaps->n; gap++)
        if (gaps->n_donors[gap] > 0)
            lend(&from, gaps->donor[gaps->first[gap] + random_below(random, gaps->n_donors[gap])],
                 gaps->unit[gap], lent);
    column->x = lent->x;
    column->there = from.there == NULL || is_everywhere(lent->there, n) ? NULL : lent->there;
    column->log = from.log == NULL ? NULL : lent->log;
}

static void lend_answers(const struct index_model *model, struct random *random,
                         struct replicate_room *room)
{
    for (size_t i = 0; i < model->tree.n_items; i++)
        if (model->gaps[i].n > 0)
            lend_item(&model->gaps[i], model->tree.n_units, random, &room->lent[i], &room->item[i]);
}

/* --- the draw ----------------------------------------------------------------------------------
 */

static void take_columns(const struct index_model *model, const double *slots,
                         struct replicate_room *room)
{
    const bool is_positive = needs_positive(model, room);
    room->rules.floor = is_positive ? 1 : 0;
    for (size_t i = 0; i < model->tree.n_items; i++) {
        room->item_rules[i].is_positive = is_positive;
        room->item[i] = model->options[i].column[item_option_of(room->item_rules[i])];
    }
    const struct variation *answers = drawn_anew(model, slots, VARY_ANSWERS);
    if (answers != NULL && model->gaps != NULL) {
        struct random random =
            random_stream(model->seed ^ answers->stream, replicate_in(answers, slots));
        lend_answers(model, &random, room);
    }
}

WIDE void replicate_rank(const struct index_model *model, const double *slots,
                         struct replicate_room *room, uint32_t *rank)
{
    const size_t n = model->tree.n_units;
    take_own_rules(model, room);
    for (size_t i = 0; i < model->n_vary; i++)
        apply(&model->vary[i], slots + model->vary[i].slot, room);
    take_columns(model, slots, room);
    composite_score(&model->tree, &room->rules, &room->tree, room->score);
    for (size_t u = 0; u < n; u++)
        room->score[u] = steady(room->score[u]);
    const struct variation *units = drawn_anew(model, slots, VARY_UNITS);
    if (units != NULL)
        standing_resample(model->seed ^ units->stream, replicate_in(units, slots),
                          model->population, n, room->times);
    standing_rank((struct standing_scores){room->score, n, units != NULL ? room->times : NULL},
                  &room->standing, rank);
}

/* --- making ready ------------------------------------------------------------------------------
 */

/* The rules that a draw may give an item, of one kind: its own, and the values of the choice that
   it follows. */
struct reach {
    int value[8];
    size_t n;
};

static struct reach reach_of(const struct index_model *model, enum vary kind, size_t node, int own)
{
    struct reach reach = {{own}, 1};
    for (size_t i = 0; i < model->n_vary; i++) {
        const struct variation *v = &model->vary[i];
        bool follows = false;
        for (size_t k = 0; v->kind == kind && k < v->n_nodes; k++)
            follows |= v->node[k] == node;
        for (size_t k = 0; follows && k < v->n_values && reach.n < COUNT(reach.value); k++)
            if (v->values[k] != VARY_OWN && v->values[k] != own)
                reach.value[reach.n++] = v->values[k];
    }
    return reach;
}

/* Whether a draw may bring the index a mean that takes no zero. */
static bool may_be_strict(const struct index_model *model)
{
    bool is_strict = false;
    for (size_t node = model->tree.n_items; node < model->tree.n_nodes; node++)
        is_strict |= model->mean[node] != AGGREGATE_AMEAN;
    for (size_t i = 0; i < model->n_vary; i++)
        for (size_t k = 0; k < model->vary[i].n_values; k++)
            is_strict |= model->vary[i].kind == VARY_AGGREGATE &&
                         model->vary[i].values[k] > (int)AGGREGATE_AMEAN;
    return is_strict;
}

static enum status prepare_item(struct arena *arena, const struct index_model *model, size_t item,
                                struct item_columns *options, struct error *err)
{
    const struct item_source *source = &model->source[item];
    const struct reach impute = reach_of(model, VARY_IMPUTE, item, (int)source->impute);
    const struct reach treat = reach_of(model, VARY_TREAT, item, (int)source->treat);
    const struct reach scale = reach_of(model, VARY_NORMALISE, item, (int)source->normalise.method);
    const size_t n_scales = scale.n * (may_be_strict(model) ? 2 : 1);
    for (size_t k = 0; k < impute.n * treat.n * n_scales; k++) {
        const struct item_rules rules = {.impute =
                                             (enum impute)impute.value[k / (treat.n * n_scales)],
                                         .treat = (enum treat)treat.value[k / n_scales % treat.n],
                                         .normalise = (enum normalise)scale.value[k % scale.n],
                                         .is_positive = k % n_scales >= scale.n};
        TRY(item_option_prepare(arena, source, rules, options, err));
    }
    return OK;
}

enum status replicate_prepare(struct arena *arena, const struct index_model *model,
                              struct item_columns *options, struct error *err)
{
    for (size_t i = 0; i < model->tree.n_items; i++)
        TRY(prepare_item(arena, model, i, &options[i], err));
    return OK;
}
