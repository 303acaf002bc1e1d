/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/family.h"
#include "analysis/strata.h"
#include "stats/proportion.h"

#include <stdlib.h>

/* The two estimates of one index. Units without a score count as not having answered. */
struct weighed {
    struct mean mean, strong;
    double cover; /* of the frame, by levels in which somebody has a score */
};

/* Room for weighing one index after the other. */
struct room {
    struct strata strata;
    struct rake rake;               /* of several strata */
    struct stratum *means, *strong; /* levels of the one stratum */
    double *weight, *is_strong;     /* n_rows, of several strata */
    struct arena arena;
};

static enum status room_open(const struct wave *wave, struct room *out, struct error *err)
{
    *out = (struct room){0};
    TRY(strata_open(wave, &out->strata, err));
    if (out->strata.n == 0)
        return OK;
    const size_t n_levels = out->strata.margin[0].n_levels;
    const size_t n_rows = out->strata.n == 1 ? 0 : wave->n_rows;
    out->means = arena_array(&out->arena, n_levels, struct stratum);
    out->strong = arena_array(&out->arena, n_levels, struct stratum);
    out->weight = arena_array(&out->arena, n_rows, double);
    out->is_strong = arena_array(&out->arena, n_rows, double);
    if (out->means == NULL || out->strong == NULL || out->weight == NULL || out->is_strong == NULL)
        return error_memory(err);
    return out->strata.n == 1
               ? OK
               : rake_get(&out->arena,
                          (struct rake_model){out->strata.margin, out->strata.n, n_rows, 0, 0},
                          &out->rake, err);
}

static void room_close(struct room *room)
{
    strata_close(&room->strata);
    arena_release(&room->arena);
}

static struct weighed weigh_by_one(struct room *room, const struct score *score, size_t n_rows,
                                   double confidence)
{
    const struct margin *margin = &room->strata.margin[0];
    for (size_t level = 0; level < margin->n_levels; level++)
        room->means[level] = room->strong[level] =
            (struct stratum){.population = (size_t)margin->target[level]};
    for (size_t row = 0; row < n_rows; row++) {
        const double x = score->value[row];
        if (is_missing(x))
            continue;
        moments_add(&room->means[margin->level[row]].answered, x);
        moments_add(&room->strong[margin->level[row]].answered, x >= score->index->strong);
    }
    return (struct weighed){poststratified_mean(room->means, margin->n_levels, confidence),
                            poststratified_mean(room->strong, margin->n_levels, confidence),
                            poststratified_cover(room->means, margin->n_levels)};
}

static struct weighed rake_to_all(struct room *room, const struct score *score, size_t n_rows,
                                  double confidence)
{
    const struct mean none = {0, MISSING, MISSING, MISSING, MISSING};
    const struct raked raked = rake_weights(&room->rake, score->value, room->weight);
    if (!raked.is_converged)
        return (struct weighed){none, none, MISSING};
    for (size_t row = 0; row < n_rows; row++)
        room->is_strong[row] =
            is_missing(score->value[row]) ? MISSING : score->value[row] >= score->index->strong;
    return (struct weighed){raked_mean(&room->rake, score->value, room->weight, confidence),
                            raked_mean(&room->rake, room->is_strong, room->weight, confidence),
                            raked.cover};
}

static enum status put_mean(struct analysis *analysis, const struct room *room,
                            const struct indicator *index, struct mean mean, struct error *err)
{
    struct figure figure = figure_of(mean.value, (double)mean.n);
    figure.se = mean.se;
    figure.low = mean.low;
    figure.high = mean.high;
    figure.unit = index_unit(index);
    figure.decimals = 1;
    figure.method =
        room->strata.n == 1
            ? analysis_text(analysis,
                            "mean of the units' scores, post-stratified by %s, weights N_h / n_h; "
                            "se within strata with correction 1 - n_h/N_h, t %s on n - H",
                            room->strata.group[0]->of->code, analysis->interval)
            : analysis_text(analysis,
                            "mean of the units' scores, raked to the margins of %zu strata; se of "
                            "residuals with correction 1 - n/N, t %s on n - 1",
                            room->strata.n, analysis->interval);
    return analysis_put(analysis, "index", "weighted_mean", (struct subject){.code = index->code},
                        figure, err);
}

static enum status put_strong(struct analysis *analysis, const struct indicator *index,
                              struct mean strong, struct error *err)
{
    const struct proportion p =
        proportion_of_mean(strong, analysis->wave->n_frame, analysis->confidence);
    struct figure figure = figure_of(p.value, (double)p.n);
    figure.se = strong.se;
    figure.low = p.low;
    figure.high = p.high;
    figure.unit = "share";
    figure.decimals = 3;
    figure.method = analysis_text(
        analysis,
        "weighted share of units with a score of at least %.10g, weights as of the weighted mean; "
        "Wilson %s at the effective n",
        index->strong, analysis->interval);
    return analysis_put(analysis, "share", "weighted_strong", (struct subject){.code = index->code},
                        figure, err);
}

/* Says why an index has no weighted mean, or one of fewer units than others. */
static void tell(struct analysis *analysis, const struct indicator *index,
                 const struct weighed *weighed)
{
    const struct figure *cover = figures_find(analysis->out, "weight/cover");
    if (analysis->wave->weight == NULL || cover == NULL)
        return; /* told once for all */
    if (is_missing(weighed->mean.value))
        findings_add(analysis->found, FINDING_WARNING, "no_weighted_mean", index->at, NULL,
                     index->code,
                     "no weights meet the strata over the units that have a score for "
                     "'%s'",
                     index->code);
    else if (weighed->cover < cover->value)
        findings_add(
            analysis->found, FINDING_WARNING, "no_score_in_stratum", index->at, NULL, index->code,
            "in some level of the strata nobody has a score for '%s': its weighted mean is "
            "of %.1f %% of the frame",
            index->code, 100 * weighed->cover);
}

static enum status put_index(struct analysis *analysis, struct room *room,
                             const struct score *score, struct error *err)
{
    const struct wave *wave = analysis->wave;
    const struct weighed weighed =
        room->strata.n == 1 ? weigh_by_one(room, score, wave->n_rows, analysis->confidence)
                            : rake_to_all(room, score, wave->n_rows, analysis->confidence);
    tell(analysis, score->index, &weighed);
    TRY(put_mean(analysis, room, score->index, weighed.mean, err));
    return is_missing(score->index->strong)
               ? OK
               : put_strong(analysis, score->index, weighed.strong, err);
}

static enum status run(struct analysis *analysis, struct error *err)
{
    struct wave *wave = analysis->wave;
    struct room room;
    if (wave->form->settings.n_strata == 0)
        return OK;
    enum status status = room_open(wave, &room, err);
    for (size_t i = 0; status == OK && room.strata.n > 0 && i < wave->n_scores; i++)
        status = put_index(analysis, &room, &wave->scores[i], err);
    room_close(&room);
    return status;
}

const struct family family_weighted = {"weighted", "where would each index lie if all answered?",
                                       run};
