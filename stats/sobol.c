/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/sobol.h"

#include "base/missing.h"
#include "base/random.h"
#include "stats/moments.h"
#include "stats/quantile.h"
#include "stats/sort.h"

/* The points that are complete, and which of them a replicate takes. */
struct points {
    const struct sobol_request *request;
    size_t *complete; /* n of them */
    size_t n;
};

static bool is_complete(const struct sobol_request *r, size_t point)
{
    bool is_missing_one = is_missing(r->a[point]) || is_missing(r->b[point]);
    for (size_t i = 0; i < r->n_inputs; i++)
        is_missing_one |= is_missing(r->ab[i * r->n + point]);
    return !is_missing_one;
}

static struct moments moments_of_chosen(const struct points *p, const size_t *chosen)
{
    struct moments m = {0};
    for (size_t j = 0; j < p->n; j++)
        moments_add(&m, p->request->a[chosen[j]]);
    for (size_t j = 0; j < p->n; j++)
        moments_add(&m, p->request->b[chosen[j]]);
    return m;
}

/* Both indices of one input over the chosen points; missing when nothing varies. */
static void estimate(const struct points *p, const size_t *chosen, size_t input, struct moments m,
                     double *first, double *total)
{
    const struct sobol_request *r = p->request;
    const double *ab = r->ab + input * r->n;
    double sum_first = 0, sum_total = 0;
    for (size_t j = 0; j < p->n; j++) {
        const size_t at = chosen[j];
        const double moved = ab[at] - r->a[at];
        sum_first += (r->b[at] - m.mean) * moved;
        sum_total += moved * moved;
    }
    const double n = (double)p->n, variance = moments_variance(m);
    const bool can_be_had = variance > 0;
    *first = can_be_had ? sum_first / n / variance : MISSING;
    *total = can_be_had ? sum_total / (2 * n) / variance : MISSING;
}

/* Room for the bootstrap: 2 * n_inputs rows of replicates. */
struct bootstrap {
    double *value;
    size_t *chosen;
    struct sort_room room;
};

static void resample(const struct points *p, uint64_t replicate, struct bootstrap *b)
{
    const struct sobol_request *r = p->request;
    struct random random = random_stream(r->seed, replicate);
    for (size_t j = 0; j < p->n; j++)
        b->chosen[j] = p->complete[random_below(&random, p->n)];
    const struct moments m = moments_of_chosen(p, b->chosen);
    for (size_t i = 0; i < r->n_inputs; i++)
        estimate(p, b->chosen, i, m, &b->value[2 * i * r->replicates + replicate],
                 &b->value[(2 * i + 1) * r->replicates + replicate]);
}

static void interval(struct bootstrap *b, const struct sobol_request *r, size_t row, double *low,
                     double *high)
{
    const double outside = (1 - (r->confidence > 0 ? r->confidence : 0.95)) / 2;
    double *value = b->value + row * r->replicates;
    const size_t n = sort_present(value, r->replicates, value, &b->room);
    *low = quantile_sorted(value, n, outside);
    *high = quantile_sorted(value, n, 1 - outside);
}

static enum status find_intervals(const struct points *p, struct arena *arena,
                                  struct sobol_index *out, struct error *err)
{
    const struct sobol_request *r = p->request;
    struct bootstrap b = {.value = arena_array(arena, 2 * r->n_inputs * r->replicates, double),
                          .chosen = arena_array(arena, p->n, size_t)};
    if (b.value == NULL || b.chosen == NULL)
        return error_memory(err);
    TRY(sort_room_get(arena, r->replicates, &b.room, err));
    for (size_t replicate = 0; replicate < r->replicates; replicate++)
        resample(p, replicate, &b);
    for (size_t i = 0; i < r->n_inputs; i++) {
        interval(&b, r, 2 * i, &out[i].first_low, &out[i].first_high);
        interval(&b, r, 2 * i + 1, &out[i].total_low, &out[i].total_high);
    }
    return OK;
}

static enum status find_indices(struct points *p, struct arena *arena, struct sobol_index *out,
                                struct error *err)
{
    const struct sobol_request *r = p->request;
    p->complete = arena_array(arena, r->n, size_t);
    if (p->complete == NULL)
        return error_memory(err);
    for (size_t point = 0; point < r->n; point++)
        if (is_complete(r, point))
            p->complete[p->n++] = point;
    const struct moments m = moments_of_chosen(p, p->complete);
    for (size_t i = 0; i < r->n_inputs; i++) {
        out[i] = (struct sobol_index){MISSING, MISSING, MISSING, MISSING, MISSING, MISSING, p->n};
        estimate(p, p->complete, i, m, &out[i].first, &out[i].total);
    }
    return r->replicates > 0 && moments_variance(m) > 0 ? find_intervals(p, arena, out, err) : OK;
}

enum status sobol_indices(struct sobol_request request, struct sobol_index *out, struct error *err)
{
    struct arena arena = {0};
    struct points points = {.request = &request};
    const enum status status = find_indices(&points, &arena, out, err);
    arena_release(&arena);
    return status;
}
