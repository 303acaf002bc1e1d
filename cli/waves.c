/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/waves.h"

#include "analysis/trend.h"
#include "ingest/links.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* The waves of one form. */
struct wave_group {
    struct store *store;
    const struct wave **waves; /* trend.n, in the order of their years */
    struct trend trend;
};

static enum status links(void *context, size_t earlier, size_t later, struct arena *arena,
                         struct unit_links *out, struct error *err)
{
    const struct wave_group *group = context;
    return links_get(group->store, group->waves + earlier, later - earlier + 1, arena, out, err);
}

static enum status check(void *context, size_t later, struct findings *found, struct error *err)
{
    const struct wave_group *group = context;
    return links_check(group->store, group->waves, later + 1, found, err);
}

static bool is_same_form(const struct job *a, const struct job *b)
{
    const struct settings *one = &a->form->settings, *other = &b->form->settings;
    return one->kind == KIND_SURVEY && other->kind == KIND_SURVEY &&
           strcasecmp(one->form_id, other->form_id) == 0;
}

/* Dialogues come first, since a survey's report may have theirs in it; then year by year. */
static bool is_before(const struct job *a, const struct job *b)
{
    const struct settings *one = &a->form->settings, *other = &b->form->settings;
    if (one->kind != other->kind)
        return one->kind == KIND_DIALOGUES;
    return one->wave < other->wave;
}

/* Insertion: there are few. */
static void sort(const struct job *jobs, int n, int *order)
{
    for (int i = 0; i < n; i++) {
        int k = i;
        for (; k > 0 && is_before(&jobs[i], &jobs[order[k - 1]]); k--)
            order[k] = order[k - 1];
        order[k] = i;
    }
}

/* The group of the form of jobs[order[first]], which is its first. */
static enum status open_group(struct job *jobs, int n, const int *order, int first,
                              struct wave_group *out, struct error *err)
{
    const struct form **forms = calloc((size_t)n, sizeof *forms);
    out->waves = calloc((size_t)n, sizeof(const struct wave *));
    size_t n_waves = 0;
    for (int i = first; forms != NULL && out->waves != NULL && i < n; i++) {
        struct job *job = &jobs[order[i]];
        if (!is_same_form(job, &jobs[order[first]]))
            continue;
        job->trend_wave = n_waves;
        job->trend = &out->trend;
        job->waves = out->waves;
        out->waves[n_waves] = &job->wave;
        forms[n_waves++] = job->form;
    }
    const struct trend_source source = {links, check, out};
    const enum status status = forms == NULL || out->waves == NULL
                                   ? error_memory(err)
                                   : trend_open(forms, n_waves, source, &out->trend, err);
    for (int i = first; i < n && n_waves == 1; i++)
        if (jobs[order[i]].trend == &out->trend)
            jobs[order[i]].trend = NULL; /* alone */
    free(forms);
    return status;
}

/* Whether an earlier wave of the same form is in a group already. */
static bool is_grouped(const struct job *jobs, const int *order, int i)
{
    for (int k = 0; k < i; k++)
        if (is_same_form(&jobs[order[k]], &jobs[order[i]]))
            return true;
    return false;
}

enum status waves_open(struct job *jobs, int n, struct store *store, struct waves *out,
                       struct error *err)
{
    int *order = calloc((size_t)n + 1, sizeof *order);
    struct wave_group *groups = calloc((size_t)n + 1, sizeof *groups);
    *out = (struct waves){.order = order, .groups = groups};
    enum status status = OK;
    if (order == NULL || groups == NULL) {
        waves_close(out);
        return error_memory(err);
    }
    sort(jobs, n, order);
    for (int i = 0; status == OK && i < n; i++) {
        const bool is_survey = jobs[order[i]].form->settings.kind == KIND_SURVEY;
        if (!is_survey || is_grouped(jobs, order, i))
            continue;
        struct wave_group *group = &groups[out->n_groups++];
        group->store = store;
        status = open_group(jobs, n, order, i, group, err);
    }
    if (status != OK)
        waves_close(out);
    return status;
}

void waves_close(struct waves *waves)
{
    for (size_t i = 0; i < waves->n_groups; i++) {
        trend_close(&waves->groups[i].trend);
        free(waves->groups[i].waves);
    }
    free(waves->groups);
    free(waves->order);
    *waves = (struct waves){0};
}
