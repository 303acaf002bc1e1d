/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/reliability.h"
#include "analysis/gather.h"
#include "analysis/scale.h"

#include <stdlib.h>

static enum status put_alpha(struct analysis *analysis, const struct scale *scale,
                             const char *measure, const struct alpha *alpha, struct error *err)
{
    struct figure figure = scale_figure(alpha->value, alpha->n_used);
    figure.low = alpha->low;
    figure.high = alpha->high;
    figure.status = scale->n < 2 ? "z" : NULL;
    figure.method = analysis_text(
        analysis, "Cronbach's alpha of %zu %s as normalised, units that have all; Feldt %s",
        scale->n, scale->parts, analysis->interval);
    return analysis_put(analysis, "alpha", measure, (struct subject){.code = scale->index->code},
                        figure, err);
}

static enum status put_pairwise(struct analysis *analysis, const struct scale *scale,
                                const struct alpha *alpha, struct error *err)
{
    struct figure figure = scale_figure(alpha->value, alpha->n_used);
    figure.status = scale->n < 2 ? "z" : NULL;
    figure.method = analysis_text(analysis,
                                  "Cronbach's alpha of %zu %s as normalised, from the covariances "
                                  "of pairs; n: units behind the rarest pair",
                                  scale->n, scale->parts);
    return analysis_put(analysis, "alpha", "pairwise", (struct subject){.code = scale->index->code},
                        figure, err);
}

static enum status put_part(struct analysis *analysis, const struct scale *scale, size_t part,
                            const struct comoments *m, struct error *err)
{
    const struct item_fit fit = item_fit(m, part);
    const struct subject subject = {.code = scale->part[part]->code, .other = scale->index->code};
    struct figure figure = scale_figure(fit.alpha_if_dropped, m->n);
    figure.status = scale->n < 3 ? "z" : NULL;
    figure.method = "Cronbach's alpha of the other parts of the index, units that have all parts";
    TRY(analysis_put(analysis, "alpha", "if_dropped", subject, figure, err));
    figure = scale_figure(fit.r_rest, m->n);
    figure.status = scale->n < 2 ? "z" : NULL;
    figure.unit = "r";
    figure.method = "Pearson's r of the part with the sum of the others, units that have all parts";
    return analysis_put(analysis, "item_rest", "r", subject, figure, err);
}

static enum status put_mean_r(struct analysis *analysis, const struct scale *scale,
                              const struct comoments *m, struct error *err)
{
    struct figure figure = scale_figure(mean_inter_item_correlation(m), m->n);
    figure.status = scale->n < 2 ? "z" : NULL;
    figure.unit = "r";
    figure.method = "mean of Pearson's r over all pairs of parts, units that have all parts";
    return analysis_put(analysis, "inter_item", "mean_r",
                        (struct subject){.code = scale->index->code}, figure, err);
}

/* An analyst must know why there is no alpha. */
static void say_no_alpha(struct analysis *analysis, const struct scale *scale,
                         const struct alpha *alpha)
{
    if (scale->n < 2 || !is_missing(alpha->value) || analysis->wave->n_rows == 0)
        return;
    findings_add(analysis->found, FINDING_INFO, "no_alpha", scale->index->at, NULL,
                 scale->index->code,
                 "no alpha for '%s': %zu units have all of its %zu parts, and their sum must vary "
                 "over at least two",
                 scale->index->code, alpha->n_used, scale->n);
}

/* Pairs differ from complete rows only where a value is missing. */
static enum status pairwise(struct analysis *analysis, const struct variables *set,
                            const struct alpha *complete, struct alpha *out, struct error *err)
{
    *out = *complete;
    if (complete->n_dropped == 0)
        return OK;
    struct arena arena = {0};
    struct pairs pairs;
    const enum status status = gather_pairs(&arena, set, analysis->threads, &pairs, err);
    if (status == OK)
        *out = cronbach_alpha_pairwise(&pairs);
    arena_release(&arena);
    return status;
}

static enum status put_scale(struct analysis *analysis, const struct scale *scale,
                             const struct variables *set, const struct comoments *m,
                             struct error *err)
{
    const struct alpha complete = cronbach_alpha(m, analysis->confidence);
    struct alpha pairs;
    TRY(pairwise(analysis, set, &complete, &pairs, err));
    say_no_alpha(analysis, scale, &complete);
    TRY(put_alpha(analysis, scale, "complete", &complete, err));
    TRY(put_pairwise(analysis, scale, &pairs, err));
    TRY(put_mean_r(analysis, scale, m, err));
    for (size_t i = 0; i < scale->n; i++)
        TRY(put_part(analysis, scale, i, m, err));
    return scale_put_factor(analysis, scale, m, err);
}

static enum status run_scale(struct analysis *analysis, const struct scale *scale,
                             struct error *err)
{
    struct arena arena = {0};
    struct variables set;
    struct comoments m;
    TRY(variables_open(analysis->wave, scale->part, scale->n, NULL, &set, err));
    enum status status = gather_comoments(&arena, &set, analysis->threads, &m, err);
    if (status == OK)
        status = put_scale(analysis, scale, &set, &m, err);
    arena_release(&arena);
    variables_close(&set);
    return status;
}

/* Every item below an index of indices, taken as one long scale. */
static enum status run_tree(struct analysis *analysis, const struct scale *scale, struct error *err)
{
    struct arena arena = {0};
    struct variables set;
    struct comoments m;
    TRY(variables_open(analysis->wave, scale->part, scale->n, NULL, &set, err));
    enum status status = gather_total(&arena, &set, analysis->threads, &m, err);
    if (status == OK) {
        const struct alpha alpha = cronbach_alpha(&m, analysis->confidence);
        status = put_alpha(analysis, scale, "complete_items", &alpha, err);
    }
    arena_release(&arena);
    variables_close(&set);
    return status;
}

static void add_items(const struct indicator *index, struct scale *scale)
{
    for (size_t i = 0; i < index->n_children; i++) {
        struct indicator *child = index->children[i];
        if (child->weight > 0 && child->type == INDICATOR_AGGREGATE)
            add_items(child, scale);
        else if (child->weight > 0)
            scale->part[scale->n++] = child;
    }
}

static enum status run_index(struct analysis *analysis, const struct indicator *index,
                             struct indicator **part, struct error *err)
{
    struct scale scale = {.index = index, .part = part, .parts = "items"};
    for (size_t i = 0; i < index->n_children; i++) {
        if (index->children[i]->weight > 0)
            part[scale.n++] = index->children[i];
        if (index->children[i]->type == INDICATOR_AGGREGATE)
            scale.parts = "indices";
    }
    TRY(run_scale(analysis, &scale, err));
    if (strcmp(scale.parts, "items") == 0)
        return OK;
    scale.n = 0;
    scale.parts = "items";
    add_items(index, &scale);
    return run_tree(analysis, &scale, err);
}

static enum status run(struct analysis *analysis, struct error *err)
{
    const struct form *form = analysis->wave->form;
    struct indicator **part = calloc(form->n_indicators + 1, sizeof *part);
    enum status status = part == NULL ? error_memory(err) : OK;
    const struct indicator *index;
    for (size_t at = 0; status == OK && (index = next_aggregate(form, &at)) != NULL;)
        status = run_index(analysis, index, part, err);
    free(part);
    return status;
}

const struct family family_reliability = {"reliability", "does each index hang together?", run};
