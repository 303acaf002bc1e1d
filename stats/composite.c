/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/composite.h"

#include "base/missing.h"
#include "base/wide.h"

#include <math.h>

/* One aggregate being computed. While no child has had a gap, the weights are the same for all
   units and kept as one number; the order of their additions stays that of aggregate().         */
struct sums {
    const struct composite_rules *rules;
    struct composite_room *room;
    size_t n;
    enum aggregate mean;
    enum policy missing;
    double weight, base;                  /* of every unit, while ... */
    bool has_weights, has_bases, has_bad; /* ... these columns are not in use */
};

enum status composite_room_get(struct arena *arena, const struct composite *tree,
                               struct composite_room *out, struct error *err)
{
    const size_t n = tree->n_units, n_nodes = tree->n_nodes;
    double **const columns[] = {&out->sum, &out->weight, &out->base, &out->bad, &out->scratch};
    bool is_there = true;
    for (size_t i = 0; i < COUNT(columns); i++)
        is_there &= (*columns[i] = arena_array(arena, n, double)) != NULL;
    double ***const lists[] = {&out->x, &out->there};
    for (size_t i = 0; i < COUNT(lists); i++) {
        *lists[i] = arena_array(arena, n_nodes, double *);
        is_there &= *lists[i] != NULL;
        for (size_t node = tree->n_items; is_there && node < n_nodes; node++)
            is_there &= ((*lists[i])[node] = arena_array(arena, n, double)) != NULL;
    }
    out->column = arena_array(arena, n_nodes, struct composite_column);
    return is_there && out->column != NULL ? OK : error_memory(err);
}

static void fill(double *x, size_t n, double value)
{
    for (size_t u = 0; u < n; u++)
        x[u] = value;
}

static void need_weights(struct sums *s)
{
    if (!s->has_weights)
        fill(s->room->weight, s->n, s->weight);
    s->has_weights = true;
}

static void need_bases(struct sums *s)
{
    if (!s->has_bases)
        fill(s->room->base, s->n, s->base);
    s->has_bases = true;
}

/* Adds w where flag is 1 (everywhere when it is NULL) to the weights of the children present. */
static void add_weight(struct sums *s, double w, const double *flag)
{
    if (flag != NULL)
        need_weights(s);
    if (!s->has_weights) {
        s->weight += w;
        return;
    }
    double *restrict weight = s->room->weight;
    if (flag == NULL)
        for (size_t u = 0; u < s->n; u++)
            weight[u] += w;
    else
        for (size_t u = 0; u < s->n; u++)
            weight[u] += w * flag[u];
}

static void add_base(struct sums *s, double w, const double *counts)
{
    if (counts != NULL)
        need_bases(s);
    if (!s->has_bases) {
        s->base += w;
        return;
    }
    double *restrict base = s->room->base;
    if (counts == NULL)
        for (size_t u = 0; u < s->n; u++)
            base[u] += w;
    else
        for (size_t u = 0; u < s->n; u++)
            base[u] += w * counts[u];
}

static void note_bad(struct sums *s, const struct composite_column *c)
{
    if (c->is_positive)
        return;
    double *restrict bad = s->room->bad;
    if (!s->has_bad)
        fill(bad, s->n, 0);
    s->has_bad = true;
    for (size_t u = 0; u < s->n; u++)
        bad[u] += c->x[u] <= 0 && (c->there == NULL || c->there[u] != 0) ? 1 : 0;
}

/* A column without a gap whose missing values count as the bottom of the scale. */
static struct composite_column floored(const struct sums *s, const struct composite_column *c)
{
    struct composite_column whole = {.x = s->room->scratch};
    for (size_t u = 0; u < s->n; u++)
        s->room->scratch[u] = c->there[u] != 0 ? c->x[u] : s->rules->floor;
    return whole;
}

static void add_products(struct sums *s, double w, const double *x)
{
    double *restrict sum = s->room->sum;
    for (size_t u = 0; u < s->n; u++)
        sum[u] += w * x[u];
}

static void add_logs(struct sums *s, double w, const struct composite_column *c)
{
    if (c->log != NULL) {
        add_products(s, w, c->log);
        return;
    }
    for (size_t u = 0; u < s->n; u++)
        if (c->x[u] > 0) /* missing ones are 0 */
            s->room->sum[u] += w * log(c->x[u]);
}

static void add_quotients(struct sums *s, double w, const double *x)
{
    for (size_t u = 0; u < s->n; u++)
        s->room->sum[u] += x[u] > 0 ? w / x[u] : 0;
}

static void add_child(struct sums *s, double w, const struct composite_column *child)
{
    struct composite_column c = *child;
    if (s->missing == POLICY_ZERO && c.there != NULL)
        c = floored(s, child);
    const bool all_count = s->missing == POLICY_ZERO;
    if (s->mean != AGGREGATE_AMEAN)
        note_bad(s, &c);
    add_weight(s, w, c.there);
    add_base(s, w, all_count ? NULL : c.counts);
    switch (s->mean) {
    case AGGREGATE_AMEAN:
        add_products(s, w, c.x);
        break;
    case AGGREGATE_GMEAN:
        add_logs(s, w, &c);
        break;
    case AGGREGATE_HMEAN:
        add_quotients(s, w, c.x);
        break;
    }
}

static bool is_enough(double weight, double base, double share)
{
    return weight > 0 && weight >= share * base;
}

/* Divides what is whole: every unit has the same children. */
static void divide_alike(const struct sums *s, double *restrict x)
{
    const double *sum = s->room->sum;
    if (s->mean == AGGREGATE_HMEAN)
        for (size_t u = 0; u < s->n; u++)
            x[u] = s->weight / sum[u];
    else
        for (size_t u = 0; u < s->n; u++)
            x[u] = sum[u] / s->weight;
}

static void divide(struct sums *s, double share, double *x, double *there)
{
    need_weights(s);
    need_bases(s);
    for (size_t u = 0; u < s->n; u++) {
        const double weight = s->room->weight[u], sum = s->room->sum[u];
        const bool is_bad = s->has_bad && s->room->bad[u] != 0;
        const bool is_there = !is_bad && is_enough(weight, s->room->base[u], share);
        const double value = s->mean == AGGREGATE_HMEAN ? weight / sum : sum / weight;
        there[u] = is_there ? 1 : 0;
        x[u] = is_there ? value : 0;
    }
}

/* Makes scores of the sums, and marks the units that have none. Returns whether all have one; then
   `there` says nothing. */
static bool finish(struct sums *s, double min_share, double *x, double *there)
{
    const double share = (s->missing == POLICY_COMPLETE ? 1 : min_share) - 1e-12;
    const bool is_whole =
        !s->has_weights && !s->has_bases && !s->has_bad && is_enough(s->weight, s->base, share);
    size_t n_there = 0;
    if (is_whole)
        divide_alike(s, x);
    else
        divide(s, share, x, there);
    if (s->mean == AGGREGATE_GMEAN)
        for (size_t u = 0; u < s->n; u++)
            x[u] = is_whole || there[u] != 0 ? exp(x[u]) : 0;
    for (size_t u = 0; !is_whole && u < s->n; u++)
        n_there += there[u] != 0;
    return is_whole || n_there == s->n;
}

/* Children of a node: items from the draw, aggregates from the room. */
static const struct composite_column *column_of(const struct composite *tree,
                                                const struct composite_rules *rules,
                                                const struct composite_room *room, size_t node)
{
    return node < tree->n_items ? &rules->item[node] : &room->column[node];
}

static void score_node(const struct composite *tree, const struct composite_rules *rules,
                       struct composite_room *room, size_t node, const size_t *child)
{
    struct sums s = {.rules = rules,
                     .room = room,
                     .n = tree->n_units,
                     .mean = rules->mean[node],
                     .missing = rules->missing[node]};
    fill(room->sum, s.n, 0);
    for (size_t i = 0; i < tree->n_child[node]; i++)
        if (rules->weight[child[i]] != 0)
            add_child(&s, rules->weight[child[i]], column_of(tree, rules, room, child[i]));
    const bool is_whole = finish(&s, tree->min_share[node], room->x[node], room->there[node]);
    room->column[node] =
        (struct composite_column){.x = room->x[node], .there = is_whole ? NULL : room->there[node]};
}

WIDE void composite_score(const struct composite *tree, const struct composite_rules *rules,
                          struct composite_room *room, double *out)
{
    const size_t *child = tree->child;
    for (size_t node = tree->n_items; node < tree->n_nodes; node++) {
        score_node(tree, rules, room, node, child);
        child += tree->n_child[node];
    }
    const struct composite_column *root = &room->column[tree->n_nodes - 1];
    for (size_t u = 0; u < tree->n_units; u++)
        out[u] = root->there == NULL || root->there[u] != 0 ? root->x[u] : MISSING;
}
