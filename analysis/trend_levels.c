/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/trend_levels.h"

#include "analysis/common.h"
#include "stats/mean.h"

#include <string.h>

static enum status put_level(struct analysis *analysis, const struct indicator *index, size_t i,
                             struct error *err)
{
    const struct trend_wave *wave = &analysis->trend->waves[i];
    const bool is_me = i == analysis->trend_wave;
    const size_t n = is_me ? analysis->wave->n_rows : wave->n_rows;
    const size_t population = is_me ? analysis->wave->n_frame : wave->n_frame;
    const int year = wave->form->settings.wave;
    const struct mean mean =
        mean_estimate(moments_of(trend_column(analysis->trend, i, index->code, 0), n), population,
                      analysis->confidence);
    struct figure figure = figure_of(mean.value, (double)mean.n);
    figure.se = mean.se;
    figure.low = mean.low;
    figure.high = mean.high;
    figure.unit = index_unit(index);
    figure.decimals = 1;
    figure.method = analysis_text(analysis,
                                  "mean of the units' scores in %d on all questions of that "
                                  "wave's own index; se and t %s with finite population "
                                  "correction 1 - n/N, N = %zu",
                                  year, analysis->interval, population);
    return analysis_put(
        analysis, "trend", "mean",
        (struct subject){.code = index->code, .group = analysis_text(analysis, "wave=%d", year)},
        figure, err);
}

static double step_of(const struct trend_wave *wave, const char *code)
{
    for (size_t i = 0; i < wave->n_steps; i++)
        if (strcmp(wave->steps[i].code, code) == 0)
            return wave->steps[i].change;
    return MISSING;
}

static enum status put_chained(struct analysis *analysis, const struct indicator *index,
                               double level, int year, struct error *err)
{
    struct figure figure = figure_of(level, MISSING);
    figure.unit = index_unit(index);
    figure.decimals = 1;
    figure.method = "level on the scale of this wave: its mean less the changes since then on the "
                    "questions in common of one wave and the next, summed; no interval, for the "
                    "steps share units";
    return analysis_put(
        analysis, "trend", "chained",
        (struct subject){.code = index->code, .group = analysis_text(analysis, "wave=%d", year)},
        figure, err);
}

/* Whether the series goes on from the wave before to this one, itself an earlier one. */
static enum status put_break(struct analysis *analysis, const struct indicator *index, size_t i,
                             struct error *err)
{
    const struct form *const *forms = analysis->trend->forms + i - 1;
    struct arena arena = {0};
    struct common_items common;
    enum status status =
        common_items_get(forms, 2, common_index(forms[1], index), &arena, &common, err);
    arena_release(&arena);
    TRY(status);
    const struct count count = {
        .value = (double)(common.n_new + common.n_gone + common.n_changed),
        .n = (double)(common.n + common.n_new),
        .method = "items of the index of that wave that were new, gone or changed since the one "
                  "before: the series on all questions breaks unless it is 0"};
    const char *group = analysis_text(analysis, "since=%d;wave=%d", forms[0]->settings.wave,
                                      forms[1]->settings.wave);
    return analysis_put_count(analysis, "trend", "break",
                              (struct subject){.code = index->code, .group = group}, count, err);
}

enum status trend_put_levels(struct analysis *analysis, const struct indicator *index,
                             struct error *err)
{
    const struct trend *trend = analysis->trend;
    const size_t me = analysis->trend_wave;
    const struct moments own =
        moments_of(trend_column(trend, me, index->code, 0), analysis->wave->n_rows);
    double level = own.n == 0 ? MISSING : own.mean;
    for (size_t i = me + 1; i-- > 0;) {
        if (common_index(trend->forms[i], index) == NULL)
            return OK;
        TRY(put_level(analysis, index, i, err));
        TRY(put_chained(analysis, index, level, trend->forms[i]->settings.wave, err));
        if (i > 0 && i < me && common_index(trend->forms[i - 1], index) != NULL)
            TRY(put_break(analysis, index, i, err));
        level -= step_of(&trend->waves[i], index->code);
    }
    return OK;
}
