/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/impute.h"
#include "stats/replicate.h"
#include "stats/steady.h"
#include "stats/treat.h"
#include "tests/stats/make_model.h"

/* --- the slow twin: one unit at a time, everything from the answers on ---------------------------
 */

struct twin {
    const struct made *made;
    double weight[MADE_NODES];
    enum aggregate mean[MADE_NODES];
    enum policy missing[MADE_NODES];
    enum impute impute[MADE_ITEMS];
    enum treat treat[MADE_ITEMS];
    enum normalise normalise[MADE_ITEMS];
    double x[MADE_ITEMS][MADE_UNITS];
    bool is_on_1_to_100;
    uint64_t units, answers;
};

static void decide(struct twin *t, const struct variation *v, const double *slot)
{
    const int value = v->n_values == 0 || *slot < 0 ? VARY_OWN : v->values[(int)*slot];
    if (v->kind == VARY_UNITS)
        t->units = (uint64_t)*slot;
    if (v->kind == VARY_ANSWERS)
        t->answers = (uint64_t)*slot;
    if (v->kind == VARY_WEIGHT)
        for (size_t i = 0; i < v->n_nodes; i++)
            t->weight[v->node[i]] *= slot[i];
    if ((v->kind == VARY_ITEM_OUT || v->kind == VARY_BLOCK_OUT) && *slot > 0)
        t->weight[v->node[(int)*slot - 1]] = 0;
    for (size_t i = 0; value != VARY_OWN && i < v->n_nodes; i++) {
        const size_t node = v->node[i];
        if (v->kind == VARY_NORMALISE)
            t->normalise[node] = (enum normalise)value;
        if (v->kind == VARY_TREAT)
            t->treat[node] = (enum treat)value;
        if (v->kind == VARY_IMPUTE)
            t->impute[node] = (enum impute)value;
        if (v->kind == VARY_AGGREGATE)
            t->mean[node] = (enum aggregate)value;
        if (v->kind == VARY_MISSING)
            t->missing[node] = (enum policy)value;
    }
}

static void decide_all(struct twin *t, const double *slots)
{
    const struct index_model *model = &t->made->model;
    const struct composite *tree = &model->tree;
    memcpy(t->weight, model->weight, sizeof t->weight);
    memcpy(t->mean, model->mean, sizeof t->mean);
    memcpy(t->missing, model->missing, sizeof t->missing);
    for (size_t i = 0; i < tree->n_items; i++) {
        t->impute[i] = model->source[i].impute;
        t->treat[i] = model->source[i].treat;
        t->normalise[i] = model->source[i].normalise.method;
    }
    for (size_t i = 0; i < model->n_vary; i++)
        decide(t, &model->vary[i], slots + model->vary[i].slot);
    bool has_strict = false, has_news = false;
    for (size_t node = tree->n_items; node < tree->n_nodes; node++) {
        has_strict |= t->mean[node] != AGGREGATE_AMEAN;
        has_news |= t->mean[node] != AGGREGATE_AMEAN && t->mean[node] != model->mean[node];
    }
    for (size_t i = 0; i < tree->n_items; i++)
        has_news |= t->normalise[i] != model->source[i].normalise.method;
    t->is_on_1_to_100 = has_strict && has_news;
}

static void lay_on_1_to_100(double *x, size_t n, enum normalise method)
{
    double min = INFINITY, max = -INFINITY;
    for (size_t u = 0; u < n; u++) {
        min = x[u] < min ? x[u] : min;
        max = x[u] > max ? x[u] : max;
    }
    for (size_t u = 0; u < n; u++) {
        if (isnan(x[u]) || method == NORMALISE_RANK)
            continue;
        if (method == NORMALISE_ZSCORE || method == NORMALISE_NONE)
            x[u] = max > min ? 1 + 99 * ((x[u] - min) / (max - min)) : 1;
        else
            x[u] = 1 + 0.99 * x[u];
    }
}

static void place_item(struct twin *t, size_t i)
{
    const struct item_source *source = &t->made->source[i];
    double *x = t->x[i];
    struct arena arena = {0};
    struct sort_room room;
    struct imputed imputed;
    struct treated treated;
    const bool is_own = t->normalise[i] == source->normalise.method;
    const bool has_goalposts = t->normalise[i] == NORMALISE_GOALPOSTS;
    memcpy(x, source->x, source->n * sizeof *x);
    assert_int_equal(
        impute_column(x, source->n,
                      (struct impute_rule){t->impute[i], source->group, source->n_groups}, &imputed,
                      NULL),
        OK);
    if ((has_goalposts ? source->treat : t->treat[i]) == TREAT_WINSORISE)
        assert_int_equal(treat_column(x, source->n, &treated, NULL), OK);
    assert_int_equal(sort_room_get(&arena, source->n, &room, NULL), OK);
    normalise_column(x, source->n,
                     (struct normalise_rule){.method = t->normalise[i],
                                             .direction = source->normalise.direction,
                                             .low = is_own          ? source->normalise.low
                                                    : has_goalposts ? -2
                                                                    : MISSING,
                                             .high = is_own          ? source->normalise.high
                                                     : has_goalposts ? 6
                                                                     : MISSING},
                     &room);
    arena_release(&arena);
    if (t->is_on_1_to_100)
        lay_on_1_to_100(x, source->n, t->normalise[i]);
}

static void lend(struct twin *t, struct random *random, size_t i)
{
    const struct answer_gaps *gaps = &t->made->gaps[i];
    double before[MADE_UNITS];
    memcpy(before, t->x[i], sizeof before);
    for (size_t k = 0; k < gaps->n; k++) {
        if (gaps->n_donors[k] == 0)
            continue;
        const double lent = before[gaps->donor[random_below(random, gaps->n_donors[k])]];
        t->x[i][gaps->unit[k]] = isnan(lent) ? before[gaps->unit[k]] : lent;
    }
}

static double score(const struct twin *t, size_t node, size_t unit);

/* The first of a node's children: they stand one after the other. */
static size_t first_child(const struct twin *t, size_t node)
{
    size_t first = 0;
    for (size_t before = t->made->model.tree.n_items; before < node; before++)
        first += t->made->n_child[before];
    return first;
}

static double average(const struct twin *t, size_t node, size_t unit)
{
    double sum = 0, weight = 0, base = 0;
    const size_t first = first_child(t, node);
    for (size_t k = first; k < first + t->made->n_child[node]; k++) {
        const double w = t->weight[t->made->child[k]];
        double x = score(t, t->made->child[k], unit);
        const enum missing reason = missing_reason(x);
        if (w == 0)
            continue;
        if (isnan(x) && t->missing[node] == POLICY_ZERO)
            x = t->is_on_1_to_100 ? 1 : 0;
        if (isnan(x) && (reason == MISSING_NOT_ASKED || reason == MISSING_NOT_APPLICABLE))
            continue;
        base += w;
        if (isnan(x))
            continue;
        if (t->mean[node] != AGGREGATE_AMEAN && x <= 0)
            return MISSING;
        weight += w;
        sum += t->mean[node] == AGGREGATE_AMEAN   ? w * x
               : t->mean[node] == AGGREGATE_GMEAN ? w * log(x)
                                                  : w / x;
    }
    const double share = t->missing[node] == POLICY_COMPLETE ? 1 : t->made->min_share[node];
    if (weight == 0 || weight < (share - 1e-12) * base)
        return MISSING;
    return t->mean[node] == AGGREGATE_AMEAN   ? sum / weight
           : t->mean[node] == AGGREGATE_GMEAN ? exp(sum / weight)
                                              : weight / sum;
}

static double score(const struct twin *t, size_t node, size_t unit)
{
    return node < t->made->model.tree.n_items ? t->x[node][unit] : average(t, node, unit);
}

/* How many units each unit stands for. */
static void redraw(const struct twin *t, double times[MADE_UNITS])
{
    const struct index_model *model = &t->made->model;
    const size_t n = model->tree.n_units;
    double drawn[MADE_UNITS] = {0};
    struct random random = random_stream(model->seed ^ 108, t->units - 1);
    const double c =
        n > 1 && model->population > n ? sqrt(1 - (double)n / (double)model->population) : 0;
    for (size_t k = 0; c > 0 && k + 1 < n; k++)
        drawn[random_below(&random, n)]++;
    for (size_t u = 0; u < n; u++)
        times[u] = c > 0 ? 1 - c + c * (double)n / (double)(n - 1) * drawn[u] : 1;
}

static void twin_rank(const struct made *made, const double *slots, double *scores, uint32_t *rank)
{
    static struct twin t;
    const size_t n = made->model.tree.n_units;
    double times[MADE_UNITS];
    size_t n_scores = 0;
    t = (struct twin){.made = made};
    decide_all(&t, slots);
    for (size_t i = 0; i < made->model.tree.n_items; i++)
        place_item(&t, i);
    struct random random = random_stream(made->model.seed ^ 109, t.answers - 1);
    for (size_t i = 0; t.answers > 0 && i < made->model.tree.n_items; i++)
        lend(&t, &random, i);
    for (size_t u = 0; u < n; u++) {
        scores[u] = steady(score(&t, made->model.tree.n_nodes - 1, u));
        n_scores += isnan(scores[u]) ? 0 : 1;
        times[u] = 1;
    }
    if (t.units > 0)
        redraw(&t, times);
    for (size_t u = 0; u < n; u++) {
        double above = 0;
        for (size_t v = 0; v < n; v++)
            above += scores[v] > scores[u] ? times[v] : 0;
        rank[u] = isnan(scores[u]) ? 0 : (uint32_t)(1 + floor(above + 0.5));
        rank[u] = rank[u] > n_scores ? (uint32_t)n_scores : rank[u];
    }
}

/* --- against it --------------------------------------------------------------------------------
 */

/* Draws made by hand: any legal content of every slot, also what no single draw would bring. */
static void fill_slots(const struct made *made, struct random *r, double *slots)
{
    for (size_t i = 0; i < made->model.n_vary; i++) {
        const struct variation *v = &made->model.vary[i];
        double *slot = slots + v->slot;
        for (size_t k = 0; v->kind == VARY_WEIGHT && k < v->n_nodes; k++)
            slot[k] = (double)random_below(r, 5) / 2;
        if (v->kind == VARY_WEIGHT)
            continue;
        if (v->n_values > 0)
            *slot = (double)random_below(r, v->n_values + 1) - 1;
        else if (v->kind == VARY_UNITS || v->kind == VARY_ANSWERS)
            *slot = (double)random_below(r, 4);
        else
            *slot = (double)random_below(r, v->n_nodes + 1);
    }
}

static uint64_t bits_of(double x)
{
    uint64_t bits = 0;
    if (!isnan(x))
        memcpy(&bits, &x, sizeof bits);
    return bits;
}

/* One draw of a model, ranked and by hand. Returns how many units have a rank. */
static size_t check_draw(struct made *made, struct random *r, struct replicate_room *room)
{
    double slots[MADE_SLOTS], scores[MADE_UNITS] = {0};
    uint32_t got[MADE_UNITS] = {0}, want[MADE_UNITS] = {0};
    size_t n_ranked = 0;
    fill_slots(made, r, slots);
    replicate_rank(&made->model, slots, room, got);
    twin_rank(made, slots, scores, want);
    for (size_t u = 0; u < made->model.tree.n_units; u++) {
        CHECK(got[u] == want[u], "unit %zu: got %u, want %u", u, got[u], want[u]);
        CHECK(bits_of(room->score[u]) == bits_of(scores[u]), "unit %zu: got %.17g, want %.17g", u,
              room->score[u], scores[u]);
        n_ranked += want[u] > 0;
    }
    return n_ranked;
}

static void as_the_twin(void **state)
{
    (void)state;
    size_t n_ranked = 0, n_missing = 0;
    for (uint64_t seed = 1; seed <= 20; seed++) {
        static struct made made;
        struct replicate_room room;
        make_model(&made, seed);
        assert_int_equal(replicate_room_get(&made.arena, &made.model, &room, NULL), OK);
        struct random r = random_stream(seed, 1);
        for (size_t draw = 0; draw < 60; draw++) {
            const size_t n = check_draw(&made, &r, &room);
            n_ranked += n;
            n_missing += made.model.tree.n_units - n;
        }
        arena_release(&made.arena);
    }
    CHECK(n_ranked > 2000 && n_missing > 500, "%zu with and %zu without a rank", n_ranked,
          n_missing);
}

/* Two units, two blocks; the second block has no answers from unit 1. */
static void a_block_without_answers(void **state)
{
    (void)state;
    static const double x[3][2] = {{10, 90}, {50, 30}, {20, MISSING}};
    static const size_t child[] = {0, 1, 2, 3, 4}, n_child[] = {0, 0, 0, 2, 1, 2};
    static const double min_share[] = {0, 0, 0, 0, 0.5, 0.5};
    static const enum aggregate mean[6] = {AGGREGATE_AMEAN};
    // clang-format off
    static const struct {
        const char *name;
        double weight[6];
        enum policy missing;
        double want[2];
    } cases[] = {
        {"half of the weight is there",  {1, 1, 1, 1, 1, 1}, POLICY_AVAILABLE, {25, 60}},
        {"less than half",               {1, 1, 1, 1, 2, 1}, POLICY_AVAILABLE, {70.0 / 3, MISSING}},
        {"all are asked for",            {1, 1, 1, 1, 1, 1}, POLICY_COMPLETE,  {25, MISSING}},
        {"a missing block counts 0",     {1, 1, 1, 1, 1, 1}, POLICY_ZERO,      {25, 30}},
        {"the block has weight 0",       {1, 1, 1, 1, 0, 1}, POLICY_COMPLETE,  {30, 60}},
        {"an item has weight 0",         {0, 1, 1, 1, 0, 1}, POLICY_COMPLETE,  {50, 30}},
        {"a block of items of weight 0", {0, 0, 1, 1, 1, 1}, POLICY_AVAILABLE, {20, MISSING}},
        {"nothing has a weight",         {1, 1, 1, 0, 0, 1}, POLICY_ZERO,      {MISSING, MISSING}},
    };
    // clang-format on
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct arena arena = {0};
        struct item_columns options[3] = {0};
        struct item_source source[3];
        const enum policy missing[] = {
            0, 0, 0, POLICY_AVAILABLE, POLICY_AVAILABLE, cases[i].missing};
        for (size_t k = 0; k < 3; k++)
            source[k] =
                (struct item_source){.x = x[k], .n = 2, .normalise = {NORMALISE_NONE, 1, 0, 0}};
        const struct index_model model = {.tree = {2, 3, 6, child, n_child, min_share},
                                          .weight = cases[i].weight,
                                          .mean = mean,
                                          .missing = missing,
                                          .source = source,
                                          .options = options};
        struct replicate_room room;
        uint32_t rank[2];
        assert_int_equal(replicate_prepare(&arena, &model, options, NULL), OK);
        assert_int_equal(replicate_room_get(&arena, &model, &room, NULL), OK);
        replicate_rank(&model, NULL, &room, rank);
        for (size_t u = 0; u < 2; u++)
            CHECK(near(room.score[u], cases[i].want[u], 1e-12), "%s, unit %zu: got %g",
                  cases[i].name, u, room.score[u]);
        arena_release(&arena);
    }
}

static void memory_runs_out(void **state)
{
    (void)state;
    static struct made made;
    made.calm = true;
    make_model(&made, 3);
    size_t nth = 1;
    for (enum status status = ERR_MEMORY; status != OK; nth++) {
        struct arena arena = {0};
        struct replicate_room room;
        struct item_columns *options =
            arena_array(&arena, made.model.tree.n_items, struct item_columns);
        arena_fail_at(nth);
        status = replicate_prepare(&arena, &made.model, options, NULL);
        if (status == OK)
            status = replicate_room_get(&arena, &made.model, &room, NULL);
        CHECK(status == OK || status == ERR_MEMORY, "%zu: %d", nth, (int)status);
        arena_release(&arena);
    }
    arena_fail_at(0);
    CHECK(nth > 30, "got %zu", nth);
    arena_release(&made.arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(as_the_twin),
        TEST(a_block_without_answers),
        TEST(memory_runs_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
