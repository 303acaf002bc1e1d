/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/uncertainty.h"

#include "base/missing.h"

#include <omp.h>
#include <string.h>

/* Draws that are run one after the other. */
struct series {
    size_t first, n;         /* their numbers */
    size_t exchanged;        /* the choice that comes from another draw; SIZE_MAX: none */
    size_t partner;          /* number of the draw that it comes from, for the first */
    enum rank_source source; /* the only one that varies; SOURCE_COUNT: all do */
    bool is_counted;         /* its ranks are counted */
    double *shift;           /* n_kept: mean rank shift of the first draws */
    size_t n_kept;
    struct rank_shift *out; /* NULL: not wanted */
};

/* A batch of a series: what one thread does at a time. Sums go in the order of the draws within a
   batch, then of the batches, whoever does them. */
struct batch {
    const struct series *series;
    size_t first, n; /* draws, from the series' first on */
    double shift, moved;
    size_t n_shifts;
};

/* What a thread has for itself. */
struct worker {
    struct replicate_room room;
    struct rank_counts counts;
    double *slots;
    uint32_t *rank; /* RANK_BATCH x n_units */
};

/* One index being examined. */
struct examination {
    const struct index_model *model;
    struct uncertainty_request request;
    struct arena *arena;
    struct uncertainty *out;
    struct worker *worker; /* one per thread */
    uint32_t *order;       /* units by nominal rank */
    struct series *series;
    size_t n_series, n_sources;
    double *y; /* of the sensitivity analysis: (n_vary + 2) x n_points */
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
static void measure(const struct examination *x, const uint32_t *rank, size_t draw, struct batch *b)
{
    uint64_t sum = 0, n = 0, n_far = 0;
    for (size_t u = 0; u < x->out->n_units; u++) {
        const uint32_t r = rank[u], nominal = x->out->nominal[u];
        const uint32_t moved = r > nominal ? r - nominal : nominal - r;
        const bool is_ranked = r != 0 && nominal != 0;
        sum += is_ranked ? moved : 0;
        n += is_ranked;
        n_far += is_ranked && moved > x->out->far;
    }
    const double shift = n > 0 ? (double)sum / (double)n : MISSING;
    if (draw < b->series->n_kept)
        b->series->shift[draw] = shift;
    if (n == 0)
        return;
    b->shift += shift;
    b->moved += (double)n_far;
    b->n_shifts++;
}

static void run_batch(const struct examination *x, struct batch *b, struct worker *worker)
{
    for (size_t i = 0; i < b->n; i++) {
        uint32_t *rank = worker->rank + i * x->out->n_units;
        fill_slots(x, b->series, b->first + i, worker->slots);
        replicate_rank(x->model, worker->slots, &worker->room, rank);
        measure(x, rank, b->first + i, b);
    }
    if (b->series->is_counted)
        rank_counts_add(&worker->counts, worker->rank, b->n);
}

static size_t count_batches(const struct examination *x)
{
    size_t n = 0;
    for (size_t i = 0; i < x->n_series; i++)
        n += (x->series[i].n + RANK_BATCH - 1) / RANK_BATCH;
    return n;
}

static void cut_into_batches(const struct examination *x, struct batch *batch)
{
    for (size_t i = 0; i < x->n_series; i++) {
        const struct series *s = &x->series[i];
        for (size_t first = 0; first < s->n; first += RANK_BATCH)
            *batch++ = (struct batch){.series = s,
                                      .first = first,
                                      .n = s->n - first < RANK_BATCH ? s->n - first : RANK_BATCH};
    }
}

static void add_up(const struct series *s, const struct batch *batch, size_t n)
{
    struct rank_shift shift = {0, 0, 0};
    for (size_t i = 0; i < n; i++) {
        if (batch[i].series != s)
            continue;
        shift.mean += batch[i].shift;
        shift.moved += batch[i].moved;
        shift.n += batch[i].n_shifts;
    }
    shift.mean = shift.n > 0 ? shift.mean / (double)shift.n : MISSING;
    shift.moved = shift.n > 0 ? shift.moved / (double)shift.n : MISSING;
    *s->out = shift;
}

/* All series at once, so that threads meet only at the end. */
static enum status run_all(struct examination *x, struct error *err)
{
    const size_t n = count_batches(x);
    const int threads = x->request.threads;
    struct batch *batch = arena_array(x->arena, n, struct batch);
    if (batch == NULL)
        return error_memory(err);
    cut_into_batches(x, batch);
#pragma omp parallel for num_threads(threads) schedule(dynamic, 1) if (threads > 1)
    for (size_t i = 0; i < n; i++)
        run_batch(x, &batch[i], &x->worker[omp_get_thread_num()]);
    for (int i = 1; i < threads; i++)
        rank_counts_merge(&x->worker[0].counts, &x->worker[i].counts);
    x->out->counts = x->worker[0].counts;
    for (size_t i = 0; i < x->n_series; i++)
        if (x->series[i].out != NULL)
            add_up(&x->series[i], batch, n);
    return OK;
}

/* --- parts of the examination ------------------------------------------------------------------
 */

static enum status get_worker(struct examination *x, struct worker *out, struct error *err)
{
    const size_t n = x->model->tree.n_units;
    out->slots = arena_array(x->arena, x->model->n_slots, double);
    out->rank = arena_array(x->arena, RANK_BATCH * n, uint32_t);
    if (out->slots == NULL || out->rank == NULL)
        return error_memory(err);
    TRY(rank_counts_get(x->arena, n, true, &out->counts, err));
    return replicate_room_get(x->arena, x->model, &out->room, err);
}

static enum status get_rooms(struct examination *x, struct error *err)
{
    const size_t n = x->model->tree.n_units, n_vary = x->model->n_vary;
    struct uncertainty *out = x->out;
    x->worker = arena_array(x->arena, (size_t)x->request.threads, struct worker);
    x->order = arena_array(x->arena, n, uint32_t);
    x->series = arena_array(x->arena, 1 + SOURCE_COUNT + 1 + n_vary, struct series);
    out->nominal = arena_array(x->arena, n, uint32_t);
    out->rank = arena_array(x->arena, n, struct rank_summary);
    out->rank_class = arena_array(x->arena, n, uint32_t);
    out->above_next = arena_array(x->arena, n, double);
    out->sobol = arena_array(x->arena, n_vary, struct sobol_index);
    if (x->worker == NULL || x->order == NULL || x->series == NULL || out->nominal == NULL ||
        out->rank == NULL || out->rank_class == NULL || out->above_next == NULL ||
        out->sobol == NULL)
        return error_memory(err);
    for (int i = 0; i < x->request.threads; i++)
        TRY(get_worker(x, &x->worker[i], err));
    return OK;
}

/* The ranks as published. */
static void find_nominal(struct examination *x)
{
    const size_t n = x->model->tree.n_units;
    struct worker *worker = &x->worker[0];
    for (size_t i = 0; i < x->model->n_vary; i++)
        variation_keep(&x->model->vary[i], worker->slots);
    replicate_rank(x->model, worker->slots, &worker->room, x->out->nominal);
    for (size_t u = 0; u < n; u++)
        x->out->n_ranked += x->out->nominal[u] > 0;
    memcpy(x->order, worker->room.standing.order, x->out->n_ranked * sizeof *x->order);
    x->out->far = (x->out->n_ranked + 5) / 10 > 1 ? (x->out->n_ranked + 5) / 10 : 1;
}

static struct series *add_series(struct examination *x, size_t first, size_t n)
{
    struct series *s = &x->series[x->n_series++];
    *s = (struct series){.first = first, .n = n, .exchanged = SIZE_MAX, .source = SOURCE_COUNT};
    return s;
}

/* Each source alone, when there are several. */
static void plan_sources(struct examination *x)
{
    const size_t n_draws = x->request.n_draws;
    bool varies[SOURCE_COUNT] = {false};
    for (size_t i = 0; i < x->model->n_vary; i++)
        varies[uncertainty_source(x->model->vary[i].kind)] = true;
    for (size_t i = 0; i < SOURCE_COUNT; i++) {
        x->n_sources += varies[i];
        x->out->source[i] = (struct rank_shift){MISSING, MISSING, 0};
    }
    for (size_t i = 0; i < SOURCE_COUNT && x->n_sources > 1 && x->request.given == NULL; i++) {
        if (!varies[i])
            continue;
        struct series *s =
            add_series(x, 0, n_draws < UNCERTAINTY_APART_MAX ? n_draws : UNCERTAINTY_APART_MAX);
        s->source = (enum rank_source)i;
        s->out = &x->out->source[i];
    }
}

static void keep_shifts(struct series *s, double *shift, size_t n)
{
    s->shift = shift;
    s->n_kept = n;
}

/* A are the first of all draws, B as many behind them all. */
static enum status plan_sobol(struct examination *x, struct error *err)
{
    const size_t d = x->model->n_vary, n_draws = x->request.n_draws;
    const size_t n = n_draws / 2 < UNCERTAINTY_SOBOL_MAX ? n_draws / 2 : UNCERTAINTY_SOBOL_MAX;
    if (d < 2 || n < 2 || x->request.given != NULL)
        return OK;
    x->y = arena_array(x->arena, n * (d + 2), double);
    if (x->y == NULL)
        return error_memory(err);
    keep_shifts(&x->series[0], x->y, n);
    keep_shifts(add_series(x, n_draws, n), x->y + n, n);
    for (size_t i = 0; i < d; i++) {
        struct series *s = add_series(x, 0, n);
        s->exchanged = i;
        s->partner = n_draws;
        keep_shifts(s, x->y + (i + 2) * n, n);
    }
    x->out->n_points = n;
    return OK;
}

static enum status find_sobol(const struct examination *x, struct error *err)
{
    const size_t n = x->out->n_points;
    if (n == 0)
        return OK;
    return sobol_indices((struct sobol_request){.a = x->y,
                                                .b = x->y + n,
                                                .ab = x->y + 2 * n,
                                                .n = n,
                                                .n_inputs = x->model->n_vary,
                                                .confidence = x->request.confidence,
                                                .seed = x->model->seed,
                                                .replicates = UNCERTAINTY_BOOTSTRAP},
                         x->out->sobol, err);
}

/* The only source there is has been examined with all. */
static void copy_only_source(struct examination *x)
{
    if (x->n_sources == 1 && x->request.given == NULL)
        x->out->source[uncertainty_source(x->model->vary[0].kind)] = x->out->all;
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

static void compare_neighbours(const struct examination *x)
{
    struct uncertainty *out = x->out;
    for (size_t u = 0; u < out->n_units; u++)
        out->above_next[u] = MISSING;
    for (size_t i = 0; i + 1 < out->n_ranked; i++)
        out->above_next[x->order[i]] =
            rank_counts_above(&out->counts, x->order[i], x->order[i + 1]);
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
        if (out->rank[x->order[i]].n > 0)
            order[n++] = x->order[i];
    compare_neighbours(x);
    if (out->counts.above != NULL)
        sort_by_mean(out, order, n);
    out->n_classes =
        rank_counts_classes(&out->counts, order, n, x->request.confidence, out->rank_class);
    return OK;
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
    struct series *all = add_series(&x, 0, request.n_draws);
    all->is_counted = true;
    all->out = &out->all;
    plan_sources(&x);
    TRY(plan_sobol(&x, err));
    TRY(run_all(&x, err));
    copy_only_source(&x);
    TRY(summarise(&x, err));
    return find_sobol(&x, err);
}
