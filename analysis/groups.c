/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/breakdown.h"
#include "analysis/differences.h"
#include "analysis/family.h"
#include "stats/mean.h"
#include "stats/proportion.h"

#include <stdlib.h>

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
    const size_t cell = score * b->groups->n_levels + level;
    const struct mean mean =
        mean_estimate(b->moments[cell], b->population[level], analysis->confidence);
    TRY(put_mean(analysis, index, &mean, group, err));
    if (is_missing(index->strong))
        return OK;
    return analysis_put_share(analysis, "share", "strong",
                              (struct subject){.code = index->code, .group = group},
                              (struct share){b->n_strong[cell], b->moments[cell].n,
                                             b->population[level], analysis->group_share_method},
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
                              const struct kruskal *ranks, struct error *err)
{
    struct breakdown b;
    enum status status = breakdown_open(analysis, groups, &b, err);
    if (status == OK)
        status = put_breakdown(analysis, &b, err);
    if (status == OK)
        status = differences_put(analysis, &b, ranks, err);
    breakdown_close(&b);
    return status;
}

static enum status run(struct analysis *analysis, struct error *err)
{
    const struct wave *wave = analysis->wave;
    struct kruskal *ranks = calloc(wave->n_groups * wave->n_scores + 1, sizeof *ranks);
    enum status status = ranks == NULL ? error_memory(err) : differences_rank(analysis, ranks, err);
    for (size_t i = 0; status == OK && i < wave->n_groups; i++)
        status = break_down(analysis, &wave->groups[i], ranks + i * wave->n_scores, err);
    free(ranks);
    return status;
}

const struct family family_groups = {"groups", "do groups of units differ?", run};
