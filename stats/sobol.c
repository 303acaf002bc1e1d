/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/sobol.h"

#include "base/missing.h"
#include "base/random.h"
#include "stats/moments.h"
#include "stats/quantile.h"
#include "stats/sort.h"

#include <string.h>

/* What a point adds to the sums that the indices are made of, all outputs being taken from the mean
   of all: a + b, a^2 + b^2, and for every input d, b d, d^2, where d = ab - a. Worked out once, so
   that a replicate of the bootstrap only adds rows.                                             */
enum { OF_ALL = 2, OF_INPUT = 3 };

/* The points that are complete. */
struct points {
    const struct sobol_request *request;
    double *term; /* n x width */
    double *sum;  /* width: of the points that were added */
    size_t n, width;
};

static bool is_complete(const struct sobol_request *r, size_t point)
{
    bool is_missing_one = is_missing(r->a[point]) || is_missing(r->b[point]);
    for (size_t i = 0; i < r->n_inputs; i++)
        is_missing_one |= is_missing(r->ab[i * r->n + point]);
    return !is_missing_one;
}

static double mean_of_complete(const struct sobol_request *r)
{
    struct moments m = {0};
    for (size_t point = 0; point < r->n; point++)
        if (is_complete(r, point)) {
            moments_add(&m, r->a[point]);
            moments_add(&m, r->b[point]);
        }
    return m.mean;
}

static void work_out(struct points *p)
{
    const struct sobol_request *r = p->request;
    const double mean = mean_of_complete(r);
    for (size_t point = 0; point < r->n; point++) {
        if (!is_complete(r, point))
            continue;
        double *term = p->term + p->width * p->n++;
        const double a = r->a[point] - mean, b = r->b[point] - mean;
        *term++ = a + b;
        *term++ = a * a + b * b;
        for (size_t i = 0; i < r->n_inputs; i++) {
            const double moved = r->ab[i * r->n + point] - r->a[point];
            *term++ = moved;
            *term++ = b * moved;
            *term++ = moved * moved;
        }
    }
}

static void clear(struct points *p)
{
    memset(p->sum, 0, p->width * sizeof *p->sum);
}

static void add_point(struct points *p, size_t point)
{
    const double *restrict term = p->term + p->width * point;
    double *restrict sum = p->sum;
    for (size_t i = 0; i < p->width; i++)
        sum[i] += term[i];
}

/* Mean and variance of the outputs A and B that were added; 0 when rounding is all there is. */
static double mean_of_sum(const struct points *p)
{
    return p->sum[0] / (2 * (double)p->n);
}

static double variance_of_sum(const struct points *p)
{
    const double mean = mean_of_sum(p), squares = p->sum[1];
    const double about_mean = squares - p->sum[0] * mean;
    return about_mean > 1e-12 * squares ? about_mean / (2 * (double)p->n - 1) : 0;
}

/* Both indices of one input over the points that were added; missing when nothing varies. */
static void estimate(const struct points *p, size_t input, double *first, double *total)
{
    const double *sum = p->sum + OF_ALL + OF_INPUT * input;
    const double n = (double)p->n, variance = variance_of_sum(p);
    const bool can_be_had = variance > 0;
    *first = can_be_had ? (sum[1] - mean_of_sum(p) * sum[0]) / n / variance : MISSING;
    *total = can_be_had ? sum[2] / (2 * n) / variance : MISSING;
}

/* Room for the bootstrap: 2 * n_inputs rows of replicates. */
struct bootstrap {
    double *value;
    struct sort_room room;
};

static void resample(struct points *p, uint64_t replicate, struct bootstrap *b)
{
    const struct sobol_request *r = p->request;
    struct random random = random_stream(r->seed, replicate);
    clear(p);
    for (size_t j = 0; j < p->n; j++)
        add_point(p, random_below(&random, p->n));
    for (size_t i = 0; i < r->n_inputs; i++)
        estimate(p, i, &b->value[2 * i * r->replicates + replicate],
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

static enum status find_intervals(struct points *p, struct arena *arena, struct sobol_index *out,
                                  struct error *err)
{
    const struct sobol_request *r = p->request;
    struct bootstrap b = {.value = arena_array(arena, 2 * r->n_inputs * r->replicates, double)};
    if (b.value == NULL)
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
    p->width = OF_ALL + OF_INPUT * r->n_inputs;
    p->term = arena_array(arena, r->n * p->width, double);
    p->sum = arena_array(arena, p->width, double);
    if (p->term == NULL || p->sum == NULL)
        return error_memory(err);
    work_out(p);
    for (size_t point = 0; point < p->n; point++)
        add_point(p, point);
    const bool varies = p->n >= 2 && variance_of_sum(p) > 0;
    for (size_t i = 0; i < r->n_inputs; i++) {
        out[i] = (struct sobol_index){MISSING, MISSING, MISSING, MISSING, MISSING, MISSING, p->n};
        if (varies)
            estimate(p, i, &out[i].first, &out[i].total);
    }
    return varies && r->replicates > 0 ? find_intervals(p, arena, out, err) : OK;
}

enum status sobol_indices(struct sobol_request request, struct sobol_index *out, struct error *err)
{
    struct arena arena = {0};
    struct points points = {.request = &request};
    const enum status status = find_indices(&points, &arena, out, err);
    arena_release(&arena);
    return status;
}
