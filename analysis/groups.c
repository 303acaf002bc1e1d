/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/family.h"
#include "stats/mean.h"
#include "stats/proportion.h"

#include <omp.h>
#include <stdlib.h>

/* One score over the levels of one grouping. */
struct cell {
    struct moments moments;
    size_t n_strong;
};

/* One grouping being worked on. */
struct breakdown {
    const struct grouping *groups;
    size_t *answered;   /* n_levels: rows in the level */
    size_t *population; /* n_levels: units of the frame in the level, known or estimated */
    bool is_known;      /* the register tells how many units of the frame each level has */
    struct cell *cells; /* n_scores x n_levels */
};

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

static void fill_cells(const struct score *score, const struct grouping *groups, size_t n_rows,
                       struct cell *cells)
{
    for (size_t row = 0; row < n_rows; row++) {
        const double x = score->value[row];
        if (is_missing(x) || groups->level[row] == NO_LEVEL)
            continue;
        struct cell *cell = &cells[groups->level[row]];
        moments_add(&cell->moments, x);
        cell->n_strong += x >= score->index->strong;
    }
}

static enum status breakdown_open(const struct wave *wave, const struct grouping *groups,
                                  struct breakdown *out, struct error *err)
{
    const size_t n = groups->n_levels;
    *out = (struct breakdown){.groups = groups,
                              .answered = calloc(n + 1, sizeof *out->answered),
                              .population = calloc(n + 1, sizeof *out->population),
                              .cells = calloc(n * wave->n_scores + 1, sizeof *out->cells)};
    if (out->answered == NULL || out->population == NULL || out->cells == NULL)
        return error_memory(err);
    count_levels(wave, out);
    return OK;
}

static void breakdown_close(struct breakdown *b)
{
    free(b->answered);
    free(b->population);
    free(b->cells);
}

static enum status put_rate(struct analysis *analysis, const struct breakdown *b, size_t level,
                            const char *group, struct error *err)
{
    const size_t n = b->is_known ? b->population[level] : 0;
    const struct proportion rate =
        proportion_estimate(b->answered[level], n, 0, analysis->confidence);
    struct figure figure = figure_of(rate.value, b->is_known ? (double)n : MISSING);
    figure.low = rate.low;
    figure.high = rate.high;
    figure.status = b->is_known ? NULL : "z";
    figure.unit = "share";
    figure.decimals = 3;
    figure.method = analysis->group_rate_method;
    return analysis_put(analysis, "response", "rate", (struct subject){.group = group}, figure,
                        err);
}

static enum status put_level(struct analysis *analysis, const struct breakdown *b, size_t level,
                             const char *group, struct error *err)
{
    const struct subject subject = {.code = b->groups->of->code, .group = group};
    TRY(analysis_put_count(
        analysis, "group", "frame", subject,
        (struct count){.value = b->is_known ? (double)b->population[level] : MISSING,
                       .n = (double)analysis->wave->n_frame,
                       .method = "units of the frame in this group; n: units of the frame",
                       .status = b->is_known ? NULL : "z"},
        err));
    TRY(analysis_put_count(
        analysis, "group", "answered", subject,
        (struct count){.value = (double)b->answered[level],
                       .n = (double)analysis->wave->n_rows,
                       .method = "units that answered in this group; n: units that answered"},
        err));
    return put_rate(analysis, b, level, group, err);
}

static enum status put_mean(struct analysis *analysis, const struct indicator *index,
                            const struct mean *mean, const char *group, struct error *err)
{
    struct figure figure = figure_of(mean->value, (double)mean->n);
    figure.se = mean->se;
    figure.low = mean->low;
    figure.high = mean->high;
    figure.unit = index_unit(index);
    figure.decimals = 1;
    figure.method = analysis->group_mean_method;
    return analysis_put(analysis, "index", "mean",
                        (struct subject){.code = index->code, .group = group}, figure, err);
}

static enum status put_cell(struct analysis *analysis, const struct breakdown *b, size_t score,
                            size_t level, const char *group, struct error *err)
{
    const struct indicator *index = analysis->wave->scores[score].index;
    const struct cell *cell = &b->cells[score * b->groups->n_levels + level];
    const struct mean mean =
        mean_estimate(cell->moments, b->population[level], analysis->confidence);
    TRY(put_mean(analysis, index, &mean, group, err));
    if (is_missing(index->strong))
        return OK;
    return analysis_put_share(analysis, "share", "strong",
                              (struct subject){.code = index->code, .group = group},
                              (struct share){cell->n_strong, cell->moments.n, b->population[level],
                                             analysis->group_share_method},
                              err);
}

static enum status put_breakdown(struct analysis *analysis, const struct breakdown *b,
                                 struct error *err)
{
    const struct grouping *groups = b->groups;
    const struct wave *wave = analysis->wave;
    size_t n_with = 0;
    for (size_t level = 0; level < groups->n_levels; level++) {
        const char *group =
            figure_level(analysis->out->arena, groups->of->code, groups->names[level]);
        if (group == NULL)
            return error_memory(err);
        n_with += b->answered[level];
        TRY(put_level(analysis, b, level, group, err));
        for (size_t i = 0; i < wave->n_scores; i++)
            TRY(put_cell(analysis, b, i, level, group, err));
    }
    return analysis_put_count(
        analysis, "group", "without", (struct subject){.code = groups->of->code},
        (struct count){.value = (double)(wave->n_rows - n_with),
                       .n = (double)wave->n_rows,
                       .method =
                           "units that answered and belong to no group; n: units that answered"},
        err);
}

static enum status break_down(struct analysis *analysis, const struct grouping *groups,
                              struct error *err)
{
    const struct wave *wave = analysis->wave;
    struct breakdown b;
    enum status status = breakdown_open(wave, groups, &b, err);
    if (status == OK) {
#pragma omp parallel for num_threads(analysis->threads) schedule(dynamic) if (analysis->threads > 1)
        for (size_t i = 0; i < wave->n_scores; i++)
            fill_cells(&wave->scores[i], groups, wave->n_rows, b.cells + i * groups->n_levels);
        status = put_breakdown(analysis, &b, err);
    }
    breakdown_close(&b);
    return status;
}

static enum status run(struct analysis *analysis, struct error *err)
{
    for (size_t i = 0; i < analysis->wave->n_groups; i++)
        TRY(break_down(analysis, &analysis->wave->groups[i], err));
    return OK;
}

const struct family family_groups = {"groups", "do groups of units differ?", run};
