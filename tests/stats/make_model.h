/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TESTS_STATS_MAKE_MODEL_H
#define TESTS_STATS_MAKE_MODEL_H

/* Index trees drawn at random, with every kind of choice behind them, for the tests of
   stats/replicate.h and stats/uncertainty.h.

       struct made made;
       make_model(&made, seed);       made.model is ready to be run
       ...
       arena_release(&made.arena);

   Two or three levels; answers with ties and gaps of every reason; rules of its own for every node.
   Free of any rule that a draw might bring when `made.calm` is set beforehand: goalposts, means,
   no choice but weights.                                                                         */

#include "base/missing.h"
#include "base/random.h"
#include "stats/replicate.h"
#include "tests/check.h"

enum { MADE_UNITS = 14, MADE_ITEMS = 9, MADE_NODES = MADE_ITEMS + 4, MADE_SLOTS = 64 };

struct made {
    struct arena arena;
    bool calm;
    struct index_model model;
    size_t child[MADE_NODES], n_child[MADE_NODES];
    double min_share[MADE_NODES], weight[MADE_NODES];
    enum aggregate mean[MADE_NODES];
    enum policy missing[MADE_NODES];
    double x[MADE_ITEMS][MADE_UNITS];
    uint32_t group[MADE_UNITS];
    struct item_source source[MADE_ITEMS];
    struct answer_gaps gaps[MADE_ITEMS];
    uint32_t gap_unit[MADE_ITEMS][MADE_UNITS], gap_first[MADE_ITEMS][MADE_UNITS],
        gap_donors[MADE_ITEMS][MADE_UNITS], donor[MADE_ITEMS][MADE_UNITS];
    struct variation vary[10];
    size_t items[MADE_ITEMS], aggregates[4], blocks[4], children[MADE_NODES];
};

static const int every_normalise[] = {NORMALISE_GOALPOSTS, NORMALISE_MINMAX, NORMALISE_ZSCORE,
                                      NORMALISE_RANK,      VARY_OWN,         NORMALISE_PERCENTILE,
                                      NORMALISE_NONE};
static const int every_mean[] = {AGGREGATE_AMEAN, AGGREGATE_GMEAN, AGGREGATE_HMEAN, VARY_OWN};
static const int every_policy[] = {POLICY_AVAILABLE, POLICY_COMPLETE, POLICY_ZERO};
static const int every_impute[] = {IMPUTE_NONE, IMPUTE_MEAN, IMPUTE_MEDIAN};
static const int every_treat[] = {TREAT_NONE, TREAT_WINSORISE};

/* A scale of five, or a number that is now and then far out; one in six is missing. */
static double made_answer(struct random *r, bool is_coded)
{
    if (random_below(r, 6) == 0)
        return missing_because((enum missing)(1 + random_below(r, MISSING_COUNT - 1)));
    if (is_coded)
        return (double)random_below(r, 5);
    const double z = random_normal(r);
    return random_below(r, 8) == 0 ? 2 + exp(2 * z) : z;
}

static void make_items(struct made *m, struct random *r)
{
    const size_t n_units = m->model.tree.n_units;
    for (size_t i = 0; i < m->model.tree.n_items; i++) {
        const bool is_coded = random_below(r, 2) == 0;
        for (size_t u = 0; u < n_units; u++)
            m->x[i][u] = made_answer(r, is_coded);
        m->source[i] = (struct item_source){
            .x = m->x[i],
            .n = n_units,
            .impute = m->calm ? IMPUTE_NONE : (enum impute)random_below(r, 3),
            .group = random_below(r, 2) == 0 ? m->group : NULL,
            .n_groups = 2,
            .treat = m->calm ? TREAT_NONE : (enum treat)random_below(r, 2),
            .normalise = {.method = m->calm ? NORMALISE_GOALPOSTS
                                            : (enum normalise)every_normalise[random_below(r, 4)],
                          .direction = random_below(r, 2) == 0 ? 1 : -1,
                          .low = MISSING,
                          .high = MISSING},
            .goal_low = -2,
            .goal_high = 6};
        if (m->source[i].normalise.method == NORMALISE_GOALPOSTS) {
            m->source[i].normalise.low = -2;
            m->source[i].normalise.high = 6;
        }
    }
}

static void make_gaps(struct made *m)
{
    for (size_t i = 0; i < m->model.tree.n_items; i++) {
        struct answer_gaps *gaps = &m->gaps[i];
        size_t n_donors = 0;
        *gaps =
            (struct answer_gaps){0, m->gap_unit[i], m->gap_first[i], m->gap_donors[i], m->donor[i]};
        for (size_t u = 0; u < m->model.tree.n_units; u++)
            if (!is_missing(m->x[i][u]))
                m->donor[i][n_donors++] = (uint32_t)u;
        for (size_t u = 0; u < m->model.tree.n_units; u++) {
            const enum missing reason = missing_reason(m->x[i][u]);
            if (reason == ANSWERED || reason == MISSING_NOT_ASKED ||
                reason == MISSING_NOT_APPLICABLE)
                continue;
            m->gap_unit[i][gaps->n] = (uint32_t)u;
            m->gap_donors[i][gaps->n++] = (uint32_t)n_donors;
        }
    }
}

/* Items under one to three blocks, blocks and the items that are left under the root. */
static void make_tree(struct made *m, struct random *r)
{
    struct composite *tree = &m->model.tree;
    const size_t n_blocks = random_below(r, 4);
    tree->n_nodes = tree->n_items + n_blocks + 1;
    size_t next = 0, at = 0;
    for (size_t b = 0; b < n_blocks; b++) {
        const size_t node = tree->n_items + b;
        for (size_t k = random_below(r, 3) + 1; k > 0 && next < tree->n_items; k--) {
            m->child[at++] = next++;
            m->n_child[node]++;
        }
    }
    const size_t root = tree->n_nodes - 1;
    for (size_t b = 0; b < n_blocks; b++, m->n_child[root]++)
        m->child[at++] = tree->n_items + b;
    for (; next < tree->n_items; m->n_child[root]++)
        m->child[at++] = next++;
    for (size_t node = 0; node < tree->n_nodes; node++) {
        m->weight[node] = (double)random_below(r, 4) / 2; /* 0 too */
        m->min_share[node] = (double)random_below(r, 5) / 4;
        m->mean[node] = m->calm ? AGGREGATE_AMEAN : (enum aggregate)random_below(r, 3);
        m->missing[node] = (enum policy)random_below(r, 3);
    }
}

static void add_choice(struct made *m, struct variation v)
{
    v.stream = 100 + m->model.n_vary;
    v.slot = m->model.n_slots;
    m->model.n_slots += variation_count_slots(&v);
    m->vary[m->model.n_vary++] = v;
}

#define RULE(kind_, list, nodes, n)                                                                \
    (struct variation)                                                                             \
    {                                                                                              \
        .kind = (kind_), .values = (list), .n_values = COUNT(list), .node = (nodes),               \
        .n_nodes = (n)                                                                             \
    }

static void make_choices(struct made *m)
{
    const struct composite *tree = &m->model.tree;
    const size_t n_aggregates = tree->n_nodes - tree->n_items;
    for (size_t i = 0; i < tree->n_items; i++)
        m->items[i] = i;
    for (size_t i = 0; i < n_aggregates; i++)
        m->aggregates[i] = tree->n_items + i;
    for (size_t i = 0; i < tree->n_nodes; i++)
        m->children[i] = i;
    add_choice(m, (struct variation){.kind = VARY_WEIGHT,
                                     .low = -0.25,
                                     .high = 0.25,
                                     .node = m->children,
                                     .n_nodes = tree->n_nodes - 1});
    if (m->calm)
        return;
    add_choice(m, RULE(VARY_NORMALISE, every_normalise, m->items, tree->n_items));
    add_choice(m, RULE(VARY_AGGREGATE, every_mean, m->aggregates, n_aggregates));
    add_choice(m, RULE(VARY_TREAT, every_treat, m->items, tree->n_items));
    add_choice(m, RULE(VARY_IMPUTE, every_impute, m->items, tree->n_items / 2));
    add_choice(m, RULE(VARY_MISSING, every_policy, m->aggregates, n_aggregates));
    add_choice(
        m, (struct variation){.kind = VARY_ITEM_OUT, .node = m->items, .n_nodes = tree->n_items});
    add_choice(m, (struct variation){
                      .kind = VARY_BLOCK_OUT, .node = m->aggregates, .n_nodes = n_aggregates - 1});
    add_choice(m, (struct variation){.kind = VARY_UNITS});
    add_choice(m, (struct variation){.kind = VARY_ANSWERS});
}

static void make_model(struct made *m, uint64_t seed)
{
    const bool calm = m->calm;
    struct random r = random_stream(seed, 0);
    memset(m, 0, sizeof *m);
    m->calm = calm;
    m->model.tree.n_units = 1 + random_below(&r, MADE_UNITS);
    m->model.tree.n_items = 1 + random_below(&r, MADE_ITEMS);
    for (size_t u = 0; u < MADE_UNITS; u++)
        m->group[u] = (uint32_t)random_below(&r, 3); /* 2: none */
    make_items(m, &r);
    make_gaps(m);
    make_tree(m, &r);
    make_choices(m);
    struct index_model *model = &m->model;
    model->tree.child = m->child;
    model->tree.n_child = m->n_child;
    model->tree.min_share = m->min_share;
    model->weight = m->weight;
    model->mean = m->mean;
    model->missing = m->missing;
    model->source = m->source;
    model->gaps = m->gaps;
    model->vary = m->vary;
    model->seed = seed;
    model->population = model->tree.n_units + random_below(&r, 9);
    struct item_columns *options = arena_array(&m->arena, model->tree.n_items, struct item_columns);
    model->options = options;
    assert_int_equal(replicate_prepare(&m->arena, model, options, NULL), OK);
}

#endif
