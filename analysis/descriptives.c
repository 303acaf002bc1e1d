/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/family.h"
#include "analysis/rooms.h"
#include "stats/mean.h"
#include "stats/proportion.h"
#include "stats/summary.h"

#include <omp.h>
#include <stdlib.h>

/* What is known of one index once its column has been looked at. */
struct described {
    struct summary summary;
    size_t n_strong; /* units at or above the index's cut */
    size_t *n_band;  /* settings.n_bands; units in each */
};

static void count_cuts(const struct score *score, const struct settings *settings, size_t n_rows,
                       struct described *out)
{
    for (size_t row = 0; row < n_rows; row++) {
        const double x = score->value[row];
        out->n_strong += x >= score->index->strong;
        for (size_t b = settings->n_bands; b-- > 0;)
            if (x >= settings->bands[b].from) {
                out->n_band[b]++;
                break;
            }
    }
}

static void describe(const struct wave *wave, const struct score *score, struct room *room,
                     struct described *out)
{
    count_cuts(score, &wave->form->settings, wave->n_rows, out);
    out->summary = summary_of(score->value, wave->n_rows, room->column, &room->sort);
}

static enum status describe_all(struct analysis *analysis, struct described *all, struct error *err)
{
    const struct wave *wave = analysis->wave;
    struct rooms rooms;
    TRY(rooms_open(analysis->threads, wave->n_rows, &rooms, err));
#pragma omp parallel for num_threads(rooms.n) schedule(dynamic) if (rooms.n > 1)
    for (size_t i = 0; i < wave->n_scores; i++)
        describe(wave, &wave->scores[i], &rooms.room[omp_get_thread_num()], &all[i]);
    rooms_close(&rooms);
    return OK;
}

static enum status put_mean(struct analysis *analysis, const struct indicator *index,
                            struct summary summary, struct error *err)
{
    const size_t n = summary.n;
    const struct moments moments = {
        .n = n, .mean = summary.mean, .m2 = n < 2 ? 0 : summary.sd * summary.sd * (double)(n - 1)};
    const struct mean mean = mean_estimate(moments, analysis->wave->n_frame, analysis->confidence);
    struct figure figure = figure_of(mean.value, (double)n);
    figure.se = mean.se;
    figure.low = mean.low;
    figure.high = mean.high;
    figure.unit = index_unit(index);
    figure.decimals = 1;
    figure.method = analysis->mean_method;
    return analysis_put(analysis, "index", "mean", (struct subject){.code = index->code}, figure,
                        err);
}

static enum status put_shape(struct analysis *analysis, const struct indicator *index,
                             struct summary s, struct error *err)
{
    const struct {
        const char *measure;
        double value;
        bool is_on_scale;
        const char *method;
    } rows[] = {
        {"sd", s.sd, true, "sample standard deviation of the units' scores, n - 1"},
        {"min", s.min, true, "lowest score of a unit"},
        {"q1", s.q1, true, "first quartile of the units' scores, type 7"},
        {"median", s.median, true, "median of the units' scores, type 7"},
        {"q3", s.q3, true, "third quartile of the units' scores, type 7"},
        {"max", s.max, true, "highest score of a unit"},
        {"skewness", s.skewness, false, "skewness of the units' scores, type 2"},
        {"kurtosis", s.kurtosis, false, "excess kurtosis of the units' scores, type 2"},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct figure figure = figure_of(rows[i].value, (double)s.n);
        figure.unit = rows[i].is_on_scale ? index_unit(index) : "";
        figure.decimals = rows[i].is_on_scale ? 1 : 2;
        figure.method = rows[i].method;
        TRY(analysis_put(analysis, "index", rows[i].measure, (struct subject){.code = index->code},
                         figure, err));
    }
    const struct count count = {.value = (double)s.n,
                                .n = (double)analysis->wave->n_rows,
                                .method = "units with a score; n: units that answered"};
    return analysis_put_count(analysis, "index", "n", (struct subject){.code = index->code}, count,
                              err);
}

static enum status put_cuts(struct analysis *analysis, const struct indicator *index,
                            const struct described *described, struct error *err)
{
    const struct settings *settings = &analysis->wave->form->settings;
    const size_t n = described->summary.n, population = analysis->wave->n_frame;
    if (!is_missing(index->strong)) {
        const char *method =
            analysis_text(analysis, "units with a score of at least %.10g / units with a score; %s",
                          index->strong, analysis->share_method);
        TRY(analysis_put_share(analysis, "share", "strong", (struct subject){.code = index->code},
                               (struct share){described->n_strong, n, population, method}, err));
    }
    for (size_t b = 0; b < settings->n_bands && index->is_percent_scale; b++) {
        const char *group = figure_level(analysis->out->arena, "band", settings->bands[b].name);
        const bool is_last = b + 1 == settings->n_bands;
        const char *method = analysis_text(
            analysis, "units with a score from %.10g up to %s%.10g / units with a score; %s",
            settings->bands[b].from, is_last ? "and including " : "below ",
            is_last ? 100 : settings->bands[b + 1].from, analysis->share_method);
        if (group == NULL)
            return error_memory(err);
        TRY(analysis_put_share(analysis, "share", "band",
                               (struct subject){.code = index->code, .group = group},
                               (struct share){described->n_band[b], n, population, method}, err));
    }
    return OK;
}

static enum status put_index(struct analysis *analysis, const struct indicator *index,
                             const struct described *described, struct error *err)
{
    if (described->summary.n == 0)
        findings_add(analysis->found, FINDING_WARNING, "index_without_scores", index->at, NULL,
                     index->code, "no unit has a score for '%s'", index->code);
    TRY(put_mean(analysis, index, described->summary, err));
    TRY(put_shape(analysis, index, described->summary, err));
    return put_cuts(analysis, index, described, err);
}

static enum status run(struct analysis *analysis, struct error *err)
{
    const struct wave *wave = analysis->wave;
    const size_t n_bands = wave->form->settings.n_bands;
    struct described *all = calloc(wave->n_scores + 1, sizeof *all);
    size_t *counts = calloc(wave->n_scores * n_bands + 1, sizeof *counts);
    enum status status = all == NULL || counts == NULL ? error_memory(err) : OK;
    for (size_t i = 0; status == OK && i < wave->n_scores; i++)
        all[i].n_band = counts + i * n_bands;
    if (status == OK)
        status = describe_all(analysis, all, err);
    for (size_t i = 0; status == OK && i < wave->n_scores; i++)
        status = put_index(analysis, wave->scores[i].index, &all[i], err);
    free(counts);
    free(all);
    return status;
}

const struct family family_descriptives = {"descriptives", "where does each index lie?", run};
