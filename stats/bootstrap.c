/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/bootstrap.h"

#include <gsl/gsl_cdf.h>

#include "base/arena.h"
#include "base/missing.h"
#include "base/random.h"
#include "stats/moments.h"
#include "stats/quantile.h"
#include "stats/sort.h"

struct workspace {
    uint32_t *unit;    /* n_units */
    double *left_out;  /* n_units: the statistic without each */
    double *replicate; /* replicates */
    struct sort_room sort;
};

static enum status workspace_get(struct arena *arena, const struct bootstrap_request *q,
                                 struct workspace *out)
{
    out->unit = arena_array(arena, q->n_units, uint32_t);
    out->left_out = arena_array(arena, q->n_units, double);
    out->replicate = arena_array(arena, q->replicates, double);
    if (out->unit == NULL || out->left_out == NULL || out->replicate == NULL)
        return ERR_MEMORY;
    return sort_room_get(arena, q->replicates, &out->sort, NULL);
}

static double of_all_units(const struct bootstrap_request *q, struct workspace *w)
{
    for (size_t i = 0; i < q->n_units; i++)
        w->unit[i] = (uint32_t)i;
    return q->statistic(w->unit, q->n_units, q->data);
}

static void draw_replicates(const struct bootstrap_request *q, struct workspace *w)
{
    for (size_t replicate = 0; replicate < q->replicates; replicate++) {
        struct random r = random_stream(q->seed, replicate);
        for (size_t i = 0; i < q->n_units; i++)
            w->unit[i] = (uint32_t)random_below(&r, q->n_units);
        w->replicate[replicate] = q->statistic(w->unit, q->n_units, q->data);
    }
}

/* The share of sorted values below, those as large counted half. */
static double share_below(const double *sorted, size_t n, double value)
{
    size_t below = 0, same = 0;
    for (size_t i = 0; i < n; i++) {
        below += sorted[i] < value;
        same += sorted[i] == value;
    }
    return ((double)below + (double)same / 2) / (double)n;
}

/* Efron's a. Unit i is left out by letting its successor stand in its place of the list. */
static double acceleration(const struct bootstrap_request *q, struct workspace *w)
{
    const size_t n = q->n_units;
    for (size_t i = 0; i + 1 < n; i++)
        w->unit[i] = (uint32_t)i + 1;
    for (size_t i = 0; i < n; i++) {
        w->left_out[i] = q->statistic(w->unit, n - 1, q->data);
        if (is_missing(w->left_out[i]))
            return MISSING;
        w->unit[i] = (uint32_t)i;
    }
    const double mean = moments_of(w->left_out, n).mean;
    double squares = 0, cubes = 0;
    for (size_t i = 0; i < n; i++) {
        const double d = mean - w->left_out[i];
        squares += d * d;
        cubes += d * d * d;
    }
    return squares > 0 ? cubes / (6 * squares * sqrt(squares)) : 0;
}

static double bca_quantile(const struct bootstrap *b, const double *sorted, double z)
{
    const double away = b->bias + z, stretch = 1 - b->acceleration * away;
    return stretch > 0
               ? quantile_sorted(sorted, b->n_used, gsl_cdf_ugaussian_P(b->bias + away / stretch))
               : MISSING;
}

static void add_percentiles(const struct bootstrap_request *q, const double *sorted,
                            struct bootstrap *b)
{
    const double tail = (1 - q->confidence) / 2;
    b->se = moments_sd(moments_of(sorted, b->n_used));
    b->percentile_low = quantile_sorted(sorted, b->n_used, tail);
    b->percentile_high = quantile_sorted(sorted, b->n_used, 1 - tail);
}

static void add_bca(const struct bootstrap_request *q, struct workspace *w, struct bootstrap *b)
{
    const double z = gsl_cdf_ugaussian_Qinv((1 - q->confidence) / 2);
    const double below = share_below(w->replicate, b->n_used, b->value);
    b->bias = below > 0 && below < 1 ? gsl_cdf_ugaussian_Pinv(below) : MISSING;
    b->acceleration = acceleration(q, w);
    if (is_missing(b->bias) || is_missing(b->acceleration))
        return;
    b->low = bca_quantile(b, w->replicate, -z);
    b->high = bca_quantile(b, w->replicate, z);
}

static const struct bootstrap nothing = {.value = MISSING,
                                         .se = MISSING,
                                         .low = MISSING,
                                         .high = MISSING,
                                         .percentile_low = MISSING,
                                         .percentile_high = MISSING,
                                         .bias = MISSING,
                                         .acceleration = MISSING};

static void bootstrap_with(const struct bootstrap_request *q, struct workspace *w,
                           struct bootstrap *out)
{
    out->value = of_all_units(q, w);
    if (is_missing(out->value))
        return;
    draw_replicates(q, w);
    out->n_used = sort_present(w->replicate, q->replicates, w->replicate, &w->sort);
    if (out->n_used == 0 || q->replicates - out->n_used > q->replicates / 10)
        return;
    add_percentiles(q, w->replicate, out);
    add_bca(q, w, out);
}

enum status bootstrap_interval(struct bootstrap_request request, struct bootstrap *out,
                               struct error *err)
{
    struct arena scratch = {0};
    struct workspace w;
    *out = nothing;
    const enum status status = workspace_get(&scratch, &request, &w);
    if (status == OK && request.n_units > 0)
        bootstrap_with(&request, &w, out);
    arena_release(&scratch);
    return status == OK ? OK : error_memory(err);
}
