/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/family.h"
#include "analysis/tally.h"
#include "stats/mean.h"

#include <stdlib.h>

/* One question whose figures are being put. */
struct asked {
    const struct question *question;
    struct tally tally;
};

static struct subject about(const struct asked *asked, const char *group)
{
    return (struct subject){.code = asked->question->name, .group = group};
}

static enum status put_choice(struct analysis *analysis, const struct asked *asked, size_t choice,
                              struct error *err)
{
    const struct tally *tally = &asked->tally;
    const struct choice *c = &asked->question->list->choices[choice];
    if (c->reason != ANSWERED)
        return OK; /* counted among the missing */
    const char *group = figure_level(analysis->out->arena, "choice", c->name);
    if (group == NULL)
        return error_memory(err);
    return analysis_put_share(analysis, "item", "share", about(asked, group),
                              (struct share){.hits = tally->choice[choice],
                                             .n = tally->n_answered,
                                             .population = analysis->wave->n_frame,
                                             .method = analysis->item_share_method},
                              err);
}

static enum status put_missing(struct analysis *analysis, const struct asked *asked,
                               struct error *err)
{
    for (int reason = ANSWERED + 1; reason < MISSING_COUNT; reason++) {
        const size_t n = asked->tally.missing[reason];
        const char *group =
            figure_level(analysis->out->arena, "reason", missing_name((enum missing)reason));
        if (group == NULL)
            return error_memory(err);
        if (n > 0)
            TRY(analysis_put_count(
                analysis, "item", "missing", about(asked, group),
                (struct count){.value = (double)n,
                               .n = (double)analysis->wave->n_rows,
                               .method = "units without an answer for this reason; n: units that "
                                         "answered the survey"},
                err));
    }
    return OK;
}

/* How many of those to whom the question applies have answered it. */
static enum status put_response(struct analysis *analysis, const struct asked *asked,
                                struct error *err)
{
    const struct tally *tally = &asked->tally;
    const size_t n = analysis->wave->n_rows - tally->missing[MISSING_NOT_ASKED] -
                     tally->missing[MISSING_NOT_APPLICABLE];
    struct figure figure =
        figure_of(n > 0 ? (double)tally->n_answered / (double)n : MISSING, (double)n);
    figure.status = n > 0 ? NULL : "z";
    figure.unit = "share";
    figure.decimals = 3;
    figure.method = "units that answered the question / units that answered the survey and were "
                    "asked it, less those it does not apply to";
    return analysis_put(analysis, "response", "item", about(asked, NULL), figure, err);
}

static enum status put_mean(struct analysis *analysis, const struct asked *asked,
                            struct moments moments, const char *method, struct error *err)
{
    const struct mean mean = mean_estimate(moments, analysis->wave->n_frame, analysis->confidence);
    struct figure figure = figure_of(mean.value, (double)mean.n);
    figure.se = mean.se;
    figure.low = mean.low;
    figure.high = mean.high;
    figure.unit = "";
    figure.decimals = 2;
    figure.method = method;
    return analysis_put(analysis, "item", "mean", about(asked, NULL), figure, err);
}

/* The mean on the scale of the list, of those whose choice has a score. */
static enum status put_scale_mean(struct analysis *analysis, const struct asked *asked,
                                  struct error *err)
{
    const struct choice_list *list = asked->question->list;
    struct moments moments = {0};
    if (is_missing(list->low))
        return OK;
    for (size_t i = 0; i < list->n; i++)
        if (list->choices[i].reason == ANSWERED && !is_missing(list->choices[i].score) &&
            asked->tally.choice[i] > 0)
            moments_add_times(&moments, list->choices[i].score, asked->tally.choice[i]);
    return put_mean(analysis, asked, moments, analysis->item_mean_method, err);
}

static enum status put_number(struct analysis *analysis, const struct asked *asked,
                              struct error *err)
{
    const struct tally *tally = &asked->tally;
    const struct {
        const char *measure;
        double value;
        const char *method;
    } rows[] = {
        {"sd", moments_sd(tally->moments), "sample standard deviation of the answers, n - 1"},
        {"min", tally->min, "smallest answer"},
        {"max", tally->max, "largest answer"},
    };
    TRY(put_mean(analysis, asked, tally->moments, analysis->item_mean_method, err));
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct figure figure = figure_of(rows[i].value, (double)tally->moments.n);
        figure.unit = "";
        figure.decimals = 2;
        figure.method = rows[i].method;
        TRY(analysis_put(analysis, "item", rows[i].measure, about(asked, NULL), figure, err));
    }
    return OK;
}

static enum status put_question(struct analysis *analysis, const struct asked *asked,
                                struct error *err)
{
    if (asked->tally.kind == TALLY_NUMBER)
        TRY(put_number(analysis, asked, err));
    for (size_t i = 0; asked->tally.kind != TALLY_NUMBER && i < asked->question->list->n; i++)
        TRY(put_choice(analysis, asked, i, err));
    if (asked->tally.kind == TALLY_ONE)
        TRY(put_scale_mean(analysis, asked, err));
    TRY(put_missing(analysis, asked, err));
    return put_response(analysis, asked, err);
}

static enum status count_all(struct analysis *analysis, struct asked *all, size_t n,
                             struct error *err)
{
    const struct wave *wave = analysis->wave;
    bool is_out_of_memory = false;
#pragma omp parallel for num_threads(analysis->threads) schedule(dynamic)                          \
    reduction(||                                                                                   \
              : is_out_of_memory) if (analysis->threads > 1)
    for (size_t i = 0; i < n; i++)
        is_out_of_memory =
            tally_question(wave, all[i].question, &all[i].tally) != OK || is_out_of_memory;
    return is_out_of_memory ? error_memory(err) : OK;
}

static enum status run(struct analysis *analysis, struct error *err)
{
    const struct wave *wave = analysis->wave;
    struct asked *all = calloc(wave->form->n_questions + 1, sizeof *all);
    size_t n = 0;
    if (all == NULL)
        return error_memory(err);
    for (size_t i = 0; i < wave->form->n_questions; i++)
        if (tally_kind(wave, &wave->form->questions[i]) != TALLY_NONE)
            all[n++].question = &wave->form->questions[i];
    enum status status = count_all(analysis, all, n, err);
    for (size_t i = 0; status == OK && i < n; i++)
        status = put_question(analysis, &all[i], err);
    for (size_t i = 0; i < n; i++)
        tally_release(&all[i].tally);
    free(all);
    return status;
}

const struct family family_items = {"items", "what was answered to each question?", run};
