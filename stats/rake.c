/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/rake.h"

#include "base/missing.h"
#include "stats/distribution.h"
#include "stats/weighted.h"

#include <string.h>

enum { MAX_ROUNDS = 1000 };

static const double default_tolerance = 1e-12;

enum status rake_get(struct arena *arena, struct rake_model model, struct rake *out,
                     struct error *err)
{
    size_t n_levels = 0;
    for (size_t m = 0; m < model.n_margins; m++)
        n_levels = model.margins[m].n_levels > n_levels ? model.margins[m].n_levels : n_levels;
    if (model.max_rounds == 0)
        model.max_rounds = MAX_ROUNDS;
    if (!(model.tolerance > 0))
        model.tolerance = default_tolerance;
    *out = (struct rake){.model = model,
                         .level = arena_array(arena, n_levels, double),
                         .answered = arena_array(arena, n_levels, double),
                         .scale = arena_array(arena, model.n_margins, double),
                         .residual = arena_array(arena, model.n, double)};
    return out->level == NULL || out->answered == NULL || out->scale == NULL ||
                   out->residual == NULL
               ? error_memory(err)
               : OK;
}

/* The sum of the weights in each level. */
static void sum_levels(const struct rake *rake, const struct margin *margin, const double *weight,
                       double *sum)
{
    memset(sum, 0, margin->n_levels * sizeof *sum);
    for (size_t i = 0; i < rake->model.n; i++)
        sum[margin->level[i]] += weight[i];
}

/* What a margin's targets are to be multiplied by, so that those of levels in which somebody
   answered sum to `total`. */
static double scale_of(const struct margin *margin, const double *answered, double total)
{
    double sum = 0;
    for (size_t level = 0; level < margin->n_levels; level++)
        sum += answered[level] > 0 ? margin->target[level] : 0;
    return total / sum;
}

/* What the weights shall sum to, and of how many; 0 when some level has answers but no units. */
static double find_total(struct rake *rake, const double *weight, double *cover)
{
    double total = INFINITY, all = 0;
    for (size_t m = 0; m < rake->model.n_margins; m++) {
        const struct margin *margin = &rake->model.margins[m];
        double sum = 0, covered = 0;
        sum_levels(rake, margin, weight, rake->level);
        for (size_t level = 0; level < margin->n_levels; level++) {
            const bool is_answered = rake->level[level] > 0;
            sum += margin->target[level];
            covered += is_answered ? margin->target[level] : 0;
            total = is_answered && !(margin->target[level] > 0) ? 0 : total;
        }
        total = fmin(total, covered);
        all = fmax(all, sum);
    }
    total = rake->model.n_margins == 0 ? 0 : total;
    *cover = all > 0 ? total / all : MISSING;
    return total;
}

/* Meets one margin; returns how far its furthest level was from its target, relatively. */
static double meet(struct rake *rake, const struct margin *margin, double scale, double *weight)
{
    sum_levels(rake, margin, weight, rake->level);
    double furthest = 0;
    for (size_t level = 0; level < margin->n_levels; level++) {
        if (!(rake->level[level] > 0))
            continue;
        const double target = margin->target[level] * scale;
        furthest = fmax(furthest, fabs(rake->level[level] - target) / target);
        rake->level[level] = target / rake->level[level];
    }
    for (size_t i = 0; i < rake->model.n; i++)
        weight[i] *= rake->level[margin->level[i]];
    return furthest;
}

/* 1 for each row that answered, else 0; returns how many did. */
static size_t start(const struct rake *rake, const double *x, double *weight)
{
    size_t n = 0;
    for (size_t i = 0; i < rake->model.n; i++) {
        weight[i] = x == NULL || !is_missing(x[i]);
        n += weight[i] > 0;
    }
    return n;
}

/* Weights of rows that no margin leaves room for run towards 0, and would underflow to it. */
static bool are_positive(const struct rake *rake, const double *x, const double *weight)
{
    for (size_t i = 0; i < rake->model.n; i++)
        if (!(weight[i] > 0 && weight[i] < INFINITY) && (x == NULL || !is_missing(x[i])))
            return false;
    return true;
}

/* Goes round the margins until all are met. */
static void go_round(struct rake *rake, double *weight, struct raked *out)
{
    const struct rake_model *model = &rake->model;
    for (size_t m = 0; m < model->n_margins; m++) {
        sum_levels(rake, &model->margins[m], weight, rake->level);
        rake->scale[m] = scale_of(&model->margins[m], rake->level, out->total);
    }
    while (!out->is_converged && out->rounds < model->max_rounds) {
        out->rounds++;
        out->distance = 0;
        for (size_t m = 0; m < model->n_margins; m++)
            out->distance =
                fmax(out->distance, meet(rake, &model->margins[m], rake->scale[m], weight));
        out->is_converged = out->distance <= model->tolerance;
    }
}

struct raked rake_weights(struct rake *rake, const double *x, double *weight)
{
    struct raked out = {.distance = INFINITY, .cover = MISSING};
    const size_t n = start(rake, x, weight);
    out.total = find_total(rake, weight, &out.cover);
    if (n > 0 && out.total > 0)
        go_round(rake, weight, &out);
    out.is_converged = out.is_converged && are_positive(rake, x, weight);
    for (size_t i = 0; i < rake->model.n && !out.is_converged; i++)
        weight[i] = MISSING;
    return out;
}

/* Takes the means of a margin's levels out of the residuals of the rows that answered; returns the
   largest. */
static double sweep(struct rake *rake, const struct margin *margin, const double *weight)
{
    double largest = 0;
    memset(rake->level, 0, margin->n_levels * sizeof *rake->level);
    memset(rake->answered, 0, margin->n_levels * sizeof *rake->answered);
    for (size_t i = 0; i < rake->model.n; i++) {
        rake->level[margin->level[i]] += rake->residual[i];
        rake->answered[margin->level[i]] += weight[i] > 0;
    }
    for (size_t level = 0; level < margin->n_levels; level++) {
        rake->level[level] /= rake->answered[level] > 0 ? rake->answered[level] : 1;
        largest = fmax(largest, fabs(rake->level[level]));
    }
    for (size_t i = 0; i < rake->model.n; i++)
        if (weight[i] > 0)
            rake->residual[i] -= rake->level[margin->level[i]];
    return largest;
}

/* Sweeps until no margin has means left; false when that does not end. */
static bool sweep_all(struct rake *rake, const double *weight, double scale)
{
    for (size_t round = 0; round < rake->model.max_rounds; round++) {
        double largest = 0;
        for (size_t m = 0; m < rake->model.n_margins; m++)
            largest = fmax(largest, sweep(rake, &rake->model.margins[m], weight));
        if (largest <= rake->model.tolerance * scale)
            return true;
    }
    return false;
}

struct mean raked_mean(struct rake *rake, const double *x, const double *weight, double confidence)
{
    const struct weighted m = weighted_of(x, weight, rake->model.n);
    const double n = (double)m.n, correction = fmax(0, 1 - n / m.w);
    struct mean mean = {m.n, m.mean, MISSING, MISSING, MISSING};
    if (m.n == 0)
        return mean;
    for (size_t i = 0; i < rake->model.n; i++)
        rake->residual[i] = is_missing(x[i]) ? 0 : x[i] - m.mean;
    if (m.n < 2 || n > m.w * (1 + 1e-9) || !sweep_all(rake, weight, sqrt(weighted_variance(m))))
        return mean;
    struct moments we = {0};
    for (size_t i = 0; i < rake->model.n; i++)
        if (weight[i] > 0)
            moments_add(&we, weight[i] * rake->residual[i]);
    mean.se = sqrt(correction * n * moments_variance(we)) / m.w;
    const double reach = student_critical(confidence, n - 1) * mean.se;
    mean.low = mean.value - reach;
    mean.high = mean.value + reach;
    return mean;
}
