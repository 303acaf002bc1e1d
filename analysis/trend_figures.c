/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/common.h"
#include "analysis/trend_levels.h"
#include "analysis/trend_series.h"

#include <stdlib.h>
#include <string.h>

/* --- an index ----------------------------------------------------------------------------------
 */

static enum status put_items(const struct series *s, const struct common_items *common,
                             struct error *err)
{
    struct analysis *analysis = s->of->analysis;
    const struct subject subject = {.code = s->index->code, .group = series_group(s, 0)};
    const struct {
        const char *measure, *method;
        size_t n;
    } rows[] = {
        {"break",
         "items of the index that are new, gone or changed since the earlier wave: the "
         "series on all questions breaks unless it is 0",
         common->n_new + common->n_gone + common->n_changed},
        {"items_common", "items in common with the earlier wave's index by crosswalk.csv",
         common->n},
        {"items_new", "items without counterpart in the earlier wave's index", common->n_new},
        {"items_gone", "items of the earlier wave's index without counterpart", common->n_gone},
        {"items_changed",
         "items in common of another scale, weight or rule, and the index' own rule if it changed",
         common->n_changed},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        const struct count count = {.value = (double)rows[i].n,
                                    .n = (double)indicator_count_items(s->index),
                                    .method = rows[i].method};
        TRY(analysis_put_count(analysis, "trend", rows[i].measure, subject, count, err));
    }
    return OK;
}

static void say_caution(struct analysis *analysis, const struct common_items *common, int since,
                        struct series *all, struct series *part)
{
    all->caution = part->caution = "";
    if (!common_is_all(common))
        all->caution = analysis_text(
            analysis,
            "; a break: items new %zu, gone %zu, changed %zu since %d, so the two are not "
            "comparable",
            common->n_new, common->n_gone, common->n_changed, since);
    if (common->n_changed > 0)
        part->caution = analysis_text(
            analysis, "; of %zu items in common %zu had another scale, weight or rule", common->n,
            common->n_changed);
}

/* What changed questions make of the change, and this wave's step for those to come. */
static enum status put_item_change(const struct series *all, const struct series *part,
                                   struct error *err)
{
    struct analysis *analysis = all->of->analysis;
    struct figure figure =
        figure_of(series_change(all) - series_change(part), (double)all->all[1].n);
    figure.method =
        analysis_text(analysis,
                      "part of the change since %d that comes of changed questions: change on all "
                      "questions less change on the questions in common",
                      all->of->since);
    figure.unit = index_unit(all->index);
    figure.decimals = 1;
    figure.status = part->x == NULL ? "z" : NULL;
    return analysis_put(analysis, "trend", "item_change",
                        (struct subject){.code = all->index->code, .group = series_group(all, 0)},
                        figure, err);
}

static void keep_step(const struct comparison *c, const struct indicator *index, double change)
{
    struct trend_wave *me = &c->analysis->trend->waves[c->analysis->trend_wave];
    if (c->earlier + 1 == c->analysis->trend_wave)
        me->steps[me->n_steps++] = (struct trend_step){index->code, change};
}

static enum status put_index(const struct comparison *c, const struct indicator *index,
                             struct arena *arena, struct error *err)
{
    struct analysis *analysis = c->analysis;
    const struct trend *trend = analysis->trend;
    const size_t me = analysis->trend_wave;
    struct common_items common;
    TRY(common_items_get(trend->forms + c->earlier, me - c->earlier + 1, index, arena, &common,
                         err));
    struct series all = {.of = c,
                         .index = index,
                         .x = trend_column(trend, c->earlier, index->code, 0),
                         .y = trend_column(trend, me, index->code, 0)};
    struct series part = {.of = c,
                          .index = index,
                          .questions = "common",
                          .x = trend_column(trend, c->earlier, index->code, comparison_year(c, 1)),
                          .y = trend_column(trend, me, index->code, c->since)};
    say_caution(analysis, &common, c->since, &all, &part);
    TRY(put_items(&all, &common, err));
    TRY(series_put(&all, arena, err));
    TRY(series_put(&part, arena, err));
    keep_step(c, index, series_change(&part));
    return put_item_change(&all, &part, err);
}

/* Nothing listed is mostly something forgotten. */
static void say_nothing_in_common(const struct comparison *c)
{
    const struct analysis *analysis = c->analysis;
    const struct form *form = analysis->wave->form;
    const struct indicator *index;
    const char *shared = NULL;
    for (size_t at = 0; (index = next_aggregate(form, &at)) != NULL;) {
        if (common_index(analysis->trend->forms[c->earlier], index) == NULL)
            continue;
        shared = shared == NULL ? index->code : shared;
        if (trend_column(analysis->trend, analysis->trend_wave, index->code, c->since) != NULL)
            return;
    }
    if (shared != NULL)
        findings_add(analysis->found, FINDING_WARNING, "nothing_in_common",
                     (struct place){"crosswalk.csv", 0, 0}, NULL, shared,
                     "crosswalk.csv lists no question that an index has in common with %d, so the "
                     "two years are compared on all questions alone",
                     c->since);
}

static enum status compare(struct comparison *c, struct error *err)
{
    const struct form *form = c->analysis->wave->form;
    say_nothing_in_common(c);
    const struct indicator *index;
    for (size_t at = 0; (index = next_aggregate(form, &at)) != NULL;) {
        struct arena arena = {0};
        const bool is_shared = common_index(c->analysis->trend->forms[c->earlier], index) != NULL;
        const enum status status = is_shared ? put_index(c, index, &arena, err) : OK;
        arena_release(&arena);
        TRY(status);
    }
    return OK;
}

static enum status compare_with(struct analysis *analysis, size_t earlier, struct error *err)
{
    const struct trend *trend = analysis->trend;
    const struct wave *wave = analysis->wave;
    const struct trend_wave *before = &trend->waves[earlier];
    struct arena arena = {0};
    struct unit_links links = {0};
    struct comparison c = {.analysis = analysis,
                           .earlier = earlier,
                           .since = before->form->settings.wave,
                           .joined = "",
                           .arena = &arena};
    enum status status = trend->source.links(trend->source.context, earlier, analysis->trend_wave,
                                             &arena, &links, err);
    if (status == OK)
        status = panel_make(&links, (struct panel_side){before->unit, before->n_rows},
                            (struct panel_side){wave->unit, wave->n_rows}, &arena, &c.panel, err);
    if (c.panel.n_joined > 0)
        c.joined = analysis_text(analysis,
                                 "; units that merged or split count once, by the unweighted mean "
                                 "of all their parts (%zu such in both frames)",
                                 c.panel.n_joined);
    if (status == OK)
        status = compare(&c, err);
    arena_release(&arena);
    return status;
}

/* --- the wave ----------------------------------------------------------------------------------
 */

static enum status keep_scores(struct analysis *analysis, struct error *err)
{
    struct trend *trend = analysis->trend;
    const size_t me = analysis->trend_wave;
    const struct wave *wave = analysis->wave;
    struct trend_wave *kept = &trend->waves[me];
    for (size_t i = 0; i < wave->n_scores; i++) {
        const char *code = wave->scores[i].index->code;
        double *out = trend_add_column(trend, me, wave->n_rows, code, 0);
        if (out == NULL)
            return error_memory(err);
        memcpy(out, wave->scores[i].value, wave->n_rows * sizeof *out);
    }
    kept->unit = malloc((wave->n_rows + 1) * sizeof *kept->unit);
    kept->steps = calloc(wave->n_scores + 1, sizeof *kept->steps);
    if (kept->unit == NULL || kept->steps == NULL)
        return error_memory(err);
    memcpy(kept->unit, wave->unit, wave->n_rows * sizeof *kept->unit);
    kept->n_rows = wave->n_rows;
    kept->n_frame = wave->n_frame;
    return OK;
}

static enum status put_trend(struct analysis *analysis, struct error *err)
{
    const struct trend *trend = analysis->trend;
    const size_t me = analysis->trend_wave;
    const struct indicator *index;
    size_t compared[2];
    crossing_check(trend->forms, me + 1, analysis->found);
    TRY(trend->source.check(trend->source.context, me, analysis->found, err));
    for (size_t i = 0, n = trend_earlier(me, compared); i < n; i++)
        TRY(compare_with(analysis, compared[i], err));
    for (size_t at = 0; (index = next_aggregate(analysis->wave->form, &at)) != NULL;)
        if (common_index(trend->forms[me - 1], index) != NULL)
            TRY(trend_put_levels(analysis, index, err));
    return OK;
}

static enum status run(struct analysis *analysis, struct error *err)
{
    if (analysis->trend == NULL)
        return OK;
    TRY(keep_scores(analysis, err));
    return analysis->trend_wave == 0 ? OK : put_trend(analysis, err);
}

const struct family family_trend = {"trend", "what has changed since earlier waves?", run};
