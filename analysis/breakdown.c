/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/breakdown.h"

#include <omp.h>
#include <stdlib.h>

static bool is_frame_known(const struct grouping *groups)
{
    for (size_t level = 0; level < groups->n_levels; level++)
        if (groups->n_units[level] > 0)
            return true;
    return false;
}

/* Without a register column, every level is taken to have answered like the whole frame. */
static void count_levels(const struct wave *wave, struct breakdown *b)
{
    const struct grouping *groups = b->groups;
    for (size_t row = 0; row < wave->n_rows; row++)
        if (groups->level[row] != NO_LEVEL)
            b->answered[groups->level[row]]++;
    b->is_known = is_frame_known(groups);
    for (size_t level = 0; level < groups->n_levels; level++)
        b->population[level] = b->is_known ? groups->n_units[level]
                               : wave->n_rows == 0
                                   ? 0
                                   : (size_t)round((double)b->answered[level] *
                                                   (double)wave->n_frame / (double)wave->n_rows);
}

static void fill_score(const struct score *score, size_t n_rows, struct moments *moments,
                       size_t *n_strong, const struct grouping *groups)
{
    for (size_t row = 0; row < n_rows; row++) {
        const double x = score->value[row];
        if (is_missing(x) || groups->level[row] == NO_LEVEL)
            continue;
        moments_add(&moments[groups->level[row]], x);
        n_strong[groups->level[row]] += x >= score->index->strong;
    }
}

enum status breakdown_open(const struct analysis *analysis, const struct grouping *groups,
                           struct breakdown *out, struct error *err)
{
    const struct wave *wave = analysis->wave;
    const size_t n = groups->n_levels;
    *out = (struct breakdown){.groups = groups,
                              .answered = calloc(n + 1, sizeof *out->answered),
                              .population = calloc(n + 1, sizeof *out->population),
                              .moments = calloc(n * wave->n_scores + 1, sizeof *out->moments),
                              .n_strong = calloc(n * wave->n_scores + 1, sizeof *out->n_strong)};
    if (out->answered == NULL || out->population == NULL || out->moments == NULL ||
        out->n_strong == NULL)
        return error_memory(err);
    count_levels(wave, out);
#pragma omp parallel for num_threads(analysis->threads) schedule(dynamic) if (analysis->threads > 1)
    for (size_t i = 0; i < wave->n_scores; i++)
        fill_score(&wave->scores[i], wave->n_rows, out->moments + i * n, out->n_strong + i * n,
                   groups);
    return OK;
}

void breakdown_close(struct breakdown *b)
{
    free(b->answered);
    free(b->population);
    free(b->moments);
    free(b->n_strong);
}
