/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/family.h"
#include "analysis/notice.h"
#include "analysis/variable.h"
#include "stats/aggregate.h"
#include "stats/steady.h"

#include <omp.h>
#include <stdlib.h>

/* Rows are taken in blocks that stay in the nearest cache, whatever the number of threads. */
enum { BLOCK = 256 };

/* One index being computed. */
struct job {
    const struct wave *wave;
    const struct variables *children;
    struct aggregate_rule rule;
    struct score *score;
    const struct score **below; /* rule.n; the score of a child that is an index, else NULL */
};

static void count_answers(const struct job *job, size_t first, size_t n)
{
    uint16_t *answered = job->score->answered + first;
    for (size_t c = 0; c < job->rule.n; c++) {
        const struct score *below = job->below[c];
        for (size_t i = 0; i < n; i++)
            answered[i] =
                (uint16_t)(answered[i] +
                           (below != NULL ? below->answered[first + i]
                                          : item_is_answered(&job->children->item[c], first + i)));
    }
}

static void score_block(const struct job *job, size_t first, size_t n, double *rows)
{
    variables_fill_rows(job->children, first, n, rows);
    for (size_t i = 0; i < n; i++)
        job->score->value[first + i] = aggregate(&job->rule, rows + i * job->rule.n);
    count_answers(job, first, n);
}

/* Every row's score depends on that row alone, so threads cannot change it. */
static enum status score_rows(const struct job *job, int threads, struct error *err)
{
    const size_t n_rows = job->wave->n_rows;
    double *room = calloc((size_t)threads * BLOCK * (job->rule.n + 1), sizeof *room);
    if (room == NULL)
        return error_memory(err);
#pragma omp parallel for num_threads(threads) schedule(static) if (threads > 1)
    for (size_t first = 0; first < n_rows; first += BLOCK)
        score_block(job, first, n_rows - first < BLOCK ? n_rows - first : BLOCK,
                    room + (size_t)omp_get_thread_num() * BLOCK * (job->rule.n + 1));
    free(room);
    return OK;
}

/* The first child of a row that a geometric or harmonic mean cannot take. */
static const struct indicator *culprit(const struct job *job, const double *row)
{
    for (size_t c = 0; c < job->rule.n; c++)
        if (job->rule.weight[c] > 0 &&
            (row[c] <= 0 || (is_missing(row[c]) && job->rule.missing == POLICY_ZERO)))
            return job->children->item[c].of;
    return NULL;
}

/* Names the units whose score is missing because a child is zero or negative. */
static enum status say_not_positive(const struct job *job, struct findings *found,
                                    struct error *err)
{
    if (job->rule.mean == AGGREGATE_AMEAN)
        return OK;
    double *row = calloc(job->rule.n + 1, sizeof *row);
    if (row == NULL)
        return error_memory(err);
    const struct indicator *index = job->score->index;
    struct notice notice = {found, job->wave, index, "not_positive", 0};
    for (size_t i = 0; i < job->wave->n_rows; i++) {
        if (missing_reason(job->score->value[i]) != MISSING_INVALID || !notice_is_listed(&notice))
            continue;
        variables_fill_rows(job->children, i, 1, row);
        const struct indicator *child = culprit(job, row);
        findings_add(found, FINDING_ERROR, notice.rule, notice_place(&notice, i), NULL, index->code,
                     "no score for '%s': '%s' is zero or negative, which '%s' does not allow",
                     index->code, child == NULL ? index->code : child->code,
                     method_name(METHOD_AGGREGATE, (int)index->aggregate));
    }
    notice_end(&notice);
    free(row);
    return OK;
}

static enum status run_job(struct analysis *analysis, struct job *job, struct error *err)
{
    const struct indicator *index = job->score->index;
    double *weight = calloc(index->n_children + 1, sizeof *weight);
    job->below = calloc(index->n_children + 1, sizeof *job->below);
    enum status status = weight == NULL || job->below == NULL ? error_memory(err) : OK;
    for (size_t c = 0; status == OK && c < index->n_children; c++) {
        weight[c] = index->children[c]->weight;
        job->below[c] = score_of(job->wave, index->children[c]);
    }
    job->rule = (struct aggregate_rule){.mean = index->aggregate,
                                        .missing = index->policy,
                                        .min_share = index->min_share,
                                        .weight = weight,
                                        .n = index->n_children};
    if (status == OK)
        status = score_rows(job, analysis->threads, err);
    if (status == OK)
        status = say_not_positive(job, analysis->found, err);
    free(job->below);
    free(weight);
    return status;
}

static enum status make_score(struct analysis *analysis, const struct indicator *index,
                              struct error *err)
{
    struct wave *wave = analysis->wave;
    struct score *score = score_of(wave, index);
    score->n_items = indicator_count_items(index);
    score->value = malloc((wave->n_rows + 1) * sizeof *score->value);
    score->answered = calloc(wave->n_rows + 1, sizeof *score->answered);
    if (score->value == NULL || score->answered == NULL)
        return error_memory(err);
    struct variables children;
    TRY(variables_open(wave, index->children, index->n_children, analysis->found, &children, err));
    struct job job = {.wave = wave, .children = &children, .score = score};
    const enum status status = run_job(analysis, &job, err);
    variables_close(&children);
    return status;
}

/* An index needs those below it first. The form has no cycles. */
static enum status make_tree(struct analysis *analysis, const struct indicator *index,
                             struct error *err)
{
    for (size_t c = 0; c < index->n_children; c++)
        if (index->children[c]->type == INDICATOR_AGGREGATE)
            TRY(make_tree(analysis, index->children[c], err));
    return make_score(analysis, index, err);
}

static enum status list_scores(struct wave *wave, struct error *err)
{
    size_t n = 0;
    for (size_t at = 0; next_aggregate(wave->form, &at) != NULL;)
        n++;
    wave->scores = arena_array(wave->arena, n, struct score);
    if (wave->scores == NULL)
        return error_memory(err);
    wave->n_scores = n;
    n = 0;
    const struct indicator *index;
    for (size_t at = 0; (index = next_aggregate(wave->form, &at)) != NULL;)
        wave->scores[n++].index = index;
    return OK;
}

/* Only now: an index of indices is made of all their digits. */
static void steady_scores(struct wave *wave)
{
    for (size_t i = 0; i < wave->n_scores; i++)
        for (size_t row = 0; row < wave->n_rows; row++)
            wave->scores[i].value[row] = steady(wave->scores[i].value[row]);
}

static enum status run(struct analysis *analysis, struct error *err)
{
    const struct form *form = analysis->wave->form;
    TRY(list_scores(analysis->wave, err));
    const struct indicator *index;
    for (size_t at = 0; (index = next_aggregate(form, &at)) != NULL;)
        if (index->parent == NULL)
            TRY(make_tree(analysis, index, err));
    steady_scores(analysis->wave);
    return OK;
}

const struct family family_indices = {"indices", "how high does each unit score?", run};
