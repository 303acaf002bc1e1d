/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/dialogue_marks.h"
#include "analysis/family.h"
#include "analysis/item.h"

#include <stdlib.h>

/* Weights come first of all, for any family may use them. Those that look at answers come next, for
   the answers are freed before the sorting begins. Ranks come last: no figure is made of them, and
   correlations need their room. */
// a family a line
// clang-format off
static const struct family *const of_answers[] = {
    &family_weighting,
    &family_response,
    &family_sections,
    &family_edit_rules,
    &family_weights,
    &family_indices,
    &family_items,
    &family_reliability,
    &family_coherence,
    &family_network,
    &family_regression,
    &family_claims,
    &family_uncertainty,
    &family_common,
};
static const struct family *const of_scores[] = {
    &family_descriptives,
    &family_weighted,
    &family_groups,
    &family_composition,
    &family_correlations,
    &family_ranks,
    &family_trend,
};
static const struct family *const of_dialogues[] = {
    &family_dialogue_themes,
    &family_dialogue_facets,
    &family_dialogue_together,
    &family_dialogue_saturation,
    &family_dialogue_agreement,
};
// clang-format on

/* Below this many rows a thread costs more than it saves. */
enum { ROWS_FOR_THREADS = 4096 };

static void say_methods(struct analysis *analysis)
{
    const size_t n_frame = analysis->wave->n_frame;
    const double percent = 100 * analysis->confidence;
    analysis->interval = analysis_text(analysis, "%.10g %% interval", percent);
    analysis->mean_method = analysis_text(
        analysis,
        "mean of the units' scores; se and t %.10g %% interval with finite population "
        "correction 1 - n/N, N = %zu",
        percent, n_frame);
    analysis->share_method = analysis_text(
        analysis, "Wilson %.10g %% interval with finite population correction, N = %zu", percent,
        n_frame);
    analysis->group_mean_method =
        analysis_text(analysis,
                      "mean of the scores of the group's units; se and t %.10g %% interval with "
                      "finite population correction 1 - n/N, N: units of the frame in the group",
                      percent);
    analysis->group_share_method =
        analysis_text(analysis,
                      "units of the group with a strong score / its units with a score; Wilson "
                      "%.10g %% interval with finite population correction, N: units of the frame "
                      "in the group",
                      percent);
    analysis->group_rate_method =
        analysis_text(analysis,
                      "units that answered / units of the frame, in this group; Wilson %.10g %% "
                      "interval of the propensity to answer of units like these",
                      percent);
    analysis->item_share_method =
        analysis_text(analysis,
                      "units with this answer / units whose answer counts, n; missing ones left "
                      "out; %s",
                      analysis->share_method);
    analysis->item_mean_method =
        analysis_text(analysis,
                      "mean of the answers, a choice by its score; se and t %.10g %% interval with "
                      "finite population correction 1 - n/N, N = %zu",
                      percent, n_frame);
}

static enum status run_families(struct analysis *analysis, const struct family *const *families,
                                size_t n, struct error *err)
{
    for (size_t i = 0; i < n; i++)
        TRY(families[i]->run(analysis, err));
    return OK;
}

static enum status keep_item(const struct wave *wave, struct score *out, struct error *err)
{
    struct item item;
    out->n_items = 1;
    out->value = calloc(wave->n_rows + 1, sizeof *out->value);
    out->answered = calloc(wave->n_rows + 1, sizeof *out->answered);
    if (out->value == NULL || out->answered == NULL)
        return error_memory(err);
    TRY(item_open(wave, out->index, (struct item_options){0}, &item, err));
    item_fill(&item, 0, wave->n_rows, out->value, 1);
    for (size_t row = 0; row < wave->n_rows; row++)
        out->answered[row] = item_is_answered(&item, row);
    item_close(&item);
    return OK;
}

static enum status keep_items(struct wave *wave, struct error *err)
{
    const struct form *form = wave->form;
    wave->items = arena_array(wave->arena, form->n_indicators, struct score);
    if (wave->items == NULL)
        return error_memory(err);
    for (size_t i = 0; i < form->n_indicators; i++)
        if (form->indicators[i].type == INDICATOR_ITEM)
            wave->items[wave->n_items++].index = &form->indicators[i];
    for (size_t i = 0; i < wave->n_items; i++)
        TRY(keep_item(wave, &wave->items[i], err));
    return OK;
}

static enum status run_survey(struct analysis *analysis, struct analysis_options options,
                              struct error *err)
{
    TRY(run_families(analysis, of_answers, COUNT(of_answers), err));
    if (options.keep_items)
        TRY(keep_items(analysis->wave, err));
    if (!options.keep_answers)
        wave_release_answers(analysis->wave);
    return run_families(analysis, of_scores, COUNT(of_scores), err);
}

static enum status run_dialogues(struct analysis *analysis, struct error *err)
{
    struct marks marks;
    TRY(marks_make(analysis->wave->form->dialogues, analysis->out->arena, &marks, err));
    analysis->marks = &marks;
    const enum status status = run_families(analysis, of_dialogues, COUNT(of_dialogues), err);
    analysis->marks = NULL;
    return status;
}

enum status analysis_run(struct wave *wave, struct analysis_options options, struct findings *found,
                         struct figures *out, struct error *err)
{
    const bool resamples = options.resamples_many || wave->n_rows <= ANALYSIS_RESAMPLED;
    struct analysis analysis = {
        .wave = wave,
        .found = found,
        .out = out,
        .threads = options.threads < 1 || wave->n_rows < ROWS_FOR_THREADS ? 1 : options.threads,
        .confidence = wave->form->settings.confidence,
        .seed = options.seed,
        .replicates = resamples ? options.replicates : 0,
        .leaves_out = resamples,
        .draw_threads = options.threads < 1 ? 1 : options.threads,
        .draws = options.draws,
        .given = options.given,
        .keeps_pairs = options.keep_pairs,
        .source = options.source,
        .trend = options.trend,
        .trend_wave = options.trend_wave,
    };
    say_methods(&analysis);
    if (wave->form->dialogues != NULL)
        TRY(run_dialogues(&analysis, err));
    else
        TRY(run_survey(&analysis, options, err));
    return found->is_out_of_memory || analysis.is_out_of_memory ? error_memory(err) : OK;
}
