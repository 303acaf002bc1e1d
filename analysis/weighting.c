/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/family.h"
#include "analysis/strata.h"
#include "stats/weighted.h"

#include <float.h>

/* A level that nobody answered for is in no weighted figure; the reader must know of it. */
static void tell_level(struct analysis *analysis, const struct strata *strata, size_t margin,
                       size_t level)
{
    const struct wave *wave = analysis->wave;
    const struct indicator *of = strata->group[margin]->of;
    const double units = strata->margin[margin].target[level];
    const double percent = 100 * units / (double)wave->n_frame;
    const bool is_named = level < strata->group[margin]->n_levels;
    if (units > 0 && !is_named)
        findings_add(analysis->found, FINDING_WARNING, "stratum_unknown",
                     wave->form->settings.strata_at, NULL, of->code,
                     "%.0f units of the frame have no level of '%s' in the register; they are "
                     "weighted as a level of their own",
                     units, of->code);
    if (units > 0 && strata->answered[margin][level] == 0 && wave->n_rows > 0)
        findings_add(analysis->found, FINDING_WARNING, "stratum_empty",
                     wave->form->settings.strata_at, NULL, of->code,
                     "nobody answered in the level '%s' of '%s': its %.0f units, %.1f %% of the "
                     "frame, are in no weighted figure",
                     strata_level_name(strata, margin, level), of->code, units, percent);
}

static void tell(struct analysis *analysis, const struct strata *strata, struct raked raked)
{
    const struct wave *wave = analysis->wave;
    for (size_t i = 0; i < strata->n; i++)
        for (size_t level = 0; level < strata->margin[i].n_levels; level++)
            tell_level(analysis, strata, i, level);
    if (wave->weight == NULL && wave->n_rows > 0)
        findings_add(analysis->found, FINDING_WARNING, "no_weights", wave->form->settings.strata_at,
                     NULL, NULL,
                     "no weights meet the strata: after %zu rounds of raking a level is still "
                     "%.3g %% from its units of the frame; nothing is weighted",
                     raked.rounds, 100 * raked.distance);
}

static enum status put(struct analysis *analysis, const char *measure, double value, int decimals,
                       const char *method, struct error *err)
{
    struct figure figure = figure_of(value, (double)analysis->wave->n_rows);
    figure.unit = "";
    figure.decimals = decimals;
    figure.method = method;
    return analysis_put(analysis, "weight", measure, (struct subject){0}, figure, err);
}

/* What the weights are like and what they cost. */
static enum status put_weights(struct analysis *analysis, struct raked raked, struct error *err)
{
    const struct wave *wave = analysis->wave;
    struct weighted w = {0};
    if (wave->weight != NULL)
        w = weighted_of(wave->weight, wave->weight, wave->n_rows);
    const double effective = weighted_effective(w);
    double least = w.n == 0 ? MISSING : DBL_MAX, most = w.n == 0 ? MISSING : 0;
    for (size_t row = 0; w.n > 0 && row < wave->n_rows; row++) {
        least = fmin(least, wave->weight[row]);
        most = fmax(most, wave->weight[row]);
    }
    TRY(put(analysis, "min", least, 3, "smallest weight of a unit that answered", err));
    TRY(put(analysis, "max", most, 3, "largest weight of a unit that answered", err));
    TRY(put(analysis, "n_eff", effective, 1,
            "Kish's effective number of answers, (sum of weights)^2 / sum of squared weights",
            err));
    TRY(put(analysis, "deff", (double)w.n / effective, 3,
            "design effect of weighting, n / Kish's effective number (Kish 1965)", err));
    struct figure cover = figure_of(raked.cover, (double)wave->n_frame);
    cover.unit = "share";
    cover.decimals = 3;
    cover.method = "units of the frame in levels that somebody answered in / units of the frame";
    return analysis_put(analysis, "weight", "cover", (struct subject){0}, cover, err);
}

static enum status put_level(struct analysis *analysis, const struct strata *strata, size_t margin,
                             size_t level, struct error *err)
{
    const struct grouping *group = strata->group[margin];
    const size_t n = strata->answered[margin][level];
    const char *subject = figure_level(analysis->out->arena, group->of->code, group->names[level]);
    if (subject == NULL)
        return error_memory(err);
    const double units = strata->margin[margin].target[level];
    struct figure figure = figure_of(n > 0 ? units / (double)n : MISSING, (double)n);
    figure.status = n > 0 ? NULL : units > 0 ? "x" : "z";
    figure.unit = "";
    figure.decimals = 3;
    figure.method = strata->n == 1
                        ? "weight of a unit in this level: units of the frame / units that answered"
                        : "mean weight of the units in this level after raking: units of the frame "
                          "/ units that answered";
    return analysis_put(analysis, "weight", "level",
                        (struct subject){.code = group->of->code, .group = subject}, figure, err);
}

static enum status weigh(struct analysis *analysis, const struct strata *strata, struct error *err)
{
    struct raked raked;
    TRY(strata_weigh(strata, analysis->wave, &raked, err));
    tell(analysis, strata, raked);
    TRY(put_weights(analysis, raked, err));
    for (size_t i = 0; i < strata->n; i++)
        for (size_t level = 0; level < strata->group[i]->n_levels; level++)
            TRY(put_level(analysis, strata, i, level, err));
    return OK;
}

static enum status run(struct analysis *analysis, struct error *err)
{
    if (analysis->wave->form->settings.n_strata == 0)
        return OK;
    struct strata strata;
    TRY(strata_open(analysis->wave, &strata, err));
    const enum status status = strata.n == 0 ? OK : weigh(analysis, &strata, err);
    strata_close(&strata);
    return status;
}

const struct family family_weighting = {"weighting", "how much does each answer stand for?", run};
