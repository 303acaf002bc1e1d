/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/uncertainty.h"

#include "base/missing.h"

#include <omp.h>
#include <string.h>

/* What is asked and what is in use while one index is being examined. */
struct examination {
    const struct index_model *model;
    struct uncertainty_request request;
    struct arena *arena;
    struct uncertainty *out;
    struct replicate_room *room; /* one per thread */
    double **slots;              /* one per thread: two draws */
    uint32_t *start;             /* units by nominal rank */
    uint32_t *rank;              /* RANK_BATCH x n_units */
    double shift[RANK_BATCH], moved[RANK_BATCH];
};

enum rank_source uncertainty_source(enum vary kind)
{
    if (kind == VARY_UNITS)
        return SOURCE_UNITS;
    return kind == VARY_ANSWERS ? SOURCE_ANSWERS : SOURCE_METHOD;
}

void uncertainty_draw(const struct index_model *model, uint64_t number, double *slots)
{
    for (size_t i = 0; i < model->n_vary; i++)
        variation_draw(&model->vary[i], model->seed, number, slots);
}

/* --- one batch of draws ------------------------------------------------------------------------
 */

/* Draws that are run one after the other. */
struct series {
    size_t first, n;            /* their numbers */
    size_t exchanged;           /* the choice that comes from another draw; SIZE_MAX: none */
    size_t partner;             /* number of the draw that it comes from, for the first */
    enum rank_source source;    /* the only one that varies; SOURCE_COUNT: all do */
    struct rank_counts *counts; /* that the ranks go into; NULL: none */
    double *shift;              /* n: mean rank shift of each draw; NULL: not kept */
};

static void fill_slots(const struct examination *x, const struct series *s, size_t draw,
                       double *slots)
{
    const struct index_model *model = x->model;
    if (x->request.given != NULL) {
        memcpy(slots, x->request.given + (s->first + draw) * model->n_slots,
               model->n_slots * sizeof *slots);
        return;
    }
    for (size_t i = 0; i < model->n_vary; i++) {
        const struct variation *v = &model->vary[i];
        const size_t from = i == s->exchanged ? s->partner : s->first;
        if (s->source == SOURCE_COUNT || s->source == uncertainty_source(v->kind))
            variation_draw(v, model->seed, from + draw, slots);
        else
            variation_keep(v, slots);
    }
}

/* How far the units are from their nominal ranks. */
static void measure(struct examination *x, size_t at)
{
    const uint32_t *rank = x->rank + at * x->out->n_units;
    uint64_t sum = 0, n = 0, n_far = 0;
    for (size_t u = 0; u < x->out->n_units; u++) {
        const uint32_t r = rank[u], nominal = x->out->nominal[u];
        if (r == 0 || nominal == 0)
            continue;
        const uint32_t moved = r > nominal ? r - nominal : nominal - r;
        sum += moved;
        n++;
        n_far += moved > x->out->far;
    }
    x->shift[at] = n > 0 ? (double)sum / (double)n : MISSING;
    x->moved[at] = (double)n_far;
}

static void run_batch(struct examination *x, const struct series *s, size_t first, size_t n)
{
    const int threads = x->request.threads;
#pragma omp parallel for num_threads(threads) schedule(dynamic, 8) if (threads > 1)
    for (size_t i = 0; i < n; i++) {
        const int thread = omp_get_thread_num();
        fill_slots(x, s, first + i, x->slots[thread]);
        replicate_rank(x->model, x->slots[thread], &x->room[thread], x->rank + i * x->out->n_units);
        measure(x, i);
    }
    if (s->counts != NULL)
        rank_counts_add(s->counts, x->rank, n, threads);
}

/* Sums go in the order of the draws. */
static struct rank_shift run_series(struct examination *x, const struct series *s)
{
    struct rank_shift shift = {MISSING, MISSING, 0};
    double sum = 0, moved = 0;
    for (size_t first = 0; first < s->n; first += RANK_BATCH) {
        const size_t n = s->n - first < RANK_BATCH ? s->n - first : RANK_BATCH;
        run_batch(x, s, first, n);
        for (size_t i = 0; i < n; i++) {
            if (s->shift != NULL)
                s->shift[first + i] = x->shift[i];
            if (is_missing(x->shift[i]))
                continue;
            sum += x->shift[i];
            moved += x->moved[i];
            shift.n++;
        }
    }
    if (shift.n > 0) {
        shift.mean = sum / (double)shift.n;
        shift.moved = moved / (double)shift.n;
    }
    return shift;
}

static struct series series_of(size_t first, size_t n)
{
    return (struct series){.first = first, .n = n, .exchanged = SIZE_MAX, .source = SOURCE_COUNT};
}

/* --- parts of the examination ------------------------------------------------------------------
 */

static enum status get_rooms(struct examination *x, struct error *err)
{
    const size_t n = x->model->tree.n_units, n_threads = (size_t)x->request.threads;
    struct uncertainty *out = x->out;
    x->room = arena_array(x->arena, n_threads, struct replicate_room);
    x->slots = arena_array(x->arena, n_threads, double *);
    x->start = arena_array(x->arena, n, uint32_t);
    x->rank = arena_array(x->arena, RANK_BATCH * n, uint32_t);
    out->nominal = arena_array(x->arena, n, uint32_t);
    out->rank = arena_array(x->arena, n, struct rank_summary);
    out->rank_class = arena_array(x->arena, n, uint32_t);
    out->sobol = arena_array(x->arena, x->model->n_vary, struct sobol_index);
    if (x->room == NULL || x->slots == NULL || x->start == NULL || x->rank == NULL ||
        out->nominal == NULL || out->rank == NULL || out->rank_class == NULL || out->sobol == NULL)
        return error_memory(err);
    for (size_t i = 0; i < n_threads; i++) {
        TRY(replicate_room_get(x->arena, x->model, x->start, &x->room[i], err));
        x->slots[i] = arena_array(x->arena, x->model->n_slots, double);
        if (x->slots[i] == NULL)
            return error_memory(err);
    }
    return rank_counts_get(x->arena, n, true, &out->counts, err);
}

/* The ranks as published, and the order that sorting begins with. */
static void find_nominal(struct examination *x)
{
    const size_t n = x->model->tree.n_units;
    for (size_t u = 0; u < n; u++)
        x->start[u] = (uint32_t)u;
    for (size_t i = 0; i < x->model->n_vary; i++)
        variation_keep(&x->model->vary[i], x->slots[0]);
    replicate_rank(x->model, x->slots[0], &x->room[0], x->out->nominal);
    size_t at = 0;
    for (size_t u = 0; u < n; u++)
        x->out->n_ranked += x->out->nominal[u] > 0;
    memcpy(x->start, x->room[0].standing.order, x->out->n_ranked * sizeof *x->start);
    at = x->out->n_ranked;
    for (size_t u = 0; u < n; u++)
        if (x->out->nominal[u] == 0)
            x->start[at++] = (uint32_t)u;
    x->out->far = (x->out->n_ranked + 5) / 10 > 1 ? (x->out->n_ranked + 5) / 10 : 1;
}

static void sort_by_mean(const struct uncertainty *u, uint32_t *order, size_t n)
{
    for (size_t i = 1; i < n; i++) {
        const uint32_t unit = order[i];
        size_t to = i;
        for (; to > 0 && u->rank[order[to - 1]].mean > u->rank[unit].mean; to--)
            order[to] = order[to - 1];
        order[to] = unit;
    }
}

static enum status summarise(struct examination *x, struct error *err)
{
    struct uncertainty *out = x->out;
    struct frequency *scratch = arena_array(x->arena, out->counts.n_bins, struct frequency);
    uint32_t *order = arena_array(x->arena, out->n_units, uint32_t);
    size_t n = 0;
    if (scratch == NULL || order == NULL)
        return error_memory(err);
    for (size_t u = 0; u < out->n_units; u++)
        out->rank[u] = out->nominal[u] > 0
                           ? rank_counts_summary(&out->counts, u, scratch)
                           : (struct rank_summary){MISSING, MISSING, MISSING, MISSING, 0};
    for (size_t i = 0; i < out->n_ranked; i++)
        if (out->rank[x->start[i]].n > 0)
            order[n++] = x->start[i];
    if (out->counts.above != NULL)
        sort_by_mean(out, order, n);
    out->n_classes =
        rank_counts_classes(&out->counts, order, n, x->request.confidence, out->rank_class);
    return OK;
}

/* A are the first draws, B as many behind all draws. */
static enum status find_sobol(struct examination *x, struct error *err)
{
    const size_t d = x->model->n_vary;
    size_t n = x->request.n_draws / 2;
    if (n > UNCERTAINTY_SOBOL_MAX)
        n = UNCERTAINTY_SOBOL_MAX;
    if (d < 2 || n < 2 || x->request.given != NULL)
        return OK;
    double *y = arena_array(x->arena, n * (d + 2), double);
    if (y == NULL)
        return error_memory(err);
    struct series s = series_of(0, n);
    s.shift = y;
    run_series(x, &s);
    s.first = x->request.n_draws;
    s.shift = y + n;
    run_series(x, &s);
    for (size_t i = 0; i < d; i++) {
        s = series_of(0, n);
        s.exchanged = i;
        s.partner = x->request.n_draws;
        s.shift = y + (i + 2) * n;
        run_series(x, &s);
    }
    x->out->n_points = n;
    return sobol_indices((struct sobol_request){.a = y,
                                                .b = y + n,
                                                .ab = y + 2 * n,
                                                .n = n,
                                                .n_inputs = d,
                                                .confidence = x->request.confidence,
                                                .seed = x->model->seed,
                                                .replicates = UNCERTAINTY_BOOTSTRAP},
                         x->out->sobol, err);
}

/* Each source alone; the only one there is has been examined with all. */
static void run_apart(struct examination *x)
{
    bool varies[SOURCE_COUNT] = {false};
    size_t n_sources = 0;
    for (size_t i = 0; i < x->model->n_vary; i++)
        varies[uncertainty_source(x->model->vary[i].kind)] = true;
    for (size_t i = 0; i < SOURCE_COUNT; i++)
        n_sources += varies[i];
    for (size_t i = 0; i < SOURCE_COUNT; i++) {
        x->out->source[i] = (struct rank_shift){MISSING, MISSING, 0};
        if (!varies[i] || x->request.given != NULL)
            continue;
        struct series s =
            series_of(0, x->request.n_draws < UNCERTAINTY_APART_MAX ? x->request.n_draws
                                                                    : UNCERTAINTY_APART_MAX);
        s.source = (enum rank_source)i;
        x->out->source[i] = n_sources == 1 ? x->out->all : run_series(x, &s);
    }
}

enum status uncertainty_run(const struct index_model *model, struct uncertainty_request request,
                            struct arena *arena, struct uncertainty *out, struct error *err)
{
    *out = (struct uncertainty){.n_units = model->tree.n_units, .n_draws = request.n_draws};
    struct examination x = {.model = model, .request = request, .arena = arena, .out = out};
    x.request.threads = request.threads < 1 ? 1 : request.threads;
    x.request.confidence = request.confidence > 0 ? request.confidence : 0.95;
    TRY(get_rooms(&x, err));
    find_nominal(&x);
    struct series all = series_of(0, request.n_draws);
    all.counts = &out->counts;
    out->all = run_series(&x, &all);
    TRY(summarise(&x, err));
    run_apart(&x);
    return find_sobol(&x, err);
}
