/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/published.h"

#include "store/network.h"
#include "store/put.h"

#include <string.h>

/* Which indices there are, and nothing of any row. */
static enum status bare_scores(struct job *job, struct wave *wave, struct error *err)
{
    if (wave->scores == NULL)
        return OK;
    struct score *scores = arena_array(&job->arena, wave->n_scores, struct score);
    if (scores == NULL)
        return error_memory(err);
    for (size_t i = 0; i < wave->n_scores; i++)
        scores[i] =
            (struct score){.index = wave->scores[i].index, .n_items = wave->scores[i].n_items};
    wave->scores = scores;
    return OK;
}

static enum status bare_groups(struct job *job, struct wave *wave, struct error *err)
{
    struct grouping *groups = arena_array(&job->arena, wave->n_groups, struct grouping);
    if (groups == NULL)
        return error_memory(err);
    for (size_t i = 0; i < wave->n_groups; i++) {
        groups[i] = wave->groups[i];
        groups[i].level = NULL;
        groups[i].unit_level = NULL;
    }
    wave->groups = groups;
    return OK;
}

/* Who co-operates with whom is not there, how many ties there are is. */
static enum status bare_network(struct job *job, struct wave *wave, struct error *err)
{
    const struct network *whole = job->wave.network;
    if (whole == NULL)
        return OK;
    struct network *network = arena_new(&job->arena, struct network);
    if (network == NULL)
        return error_memory(err);
    const size_t group = whole->group == NULL ? 0 : (size_t)(whole->group - job->wave.groups);
    *network = (struct network){.n = whole->n,
                                .n_ties = whole->n_ties,
                                .group = whole->group == NULL ? NULL : &wave->groups[group],
                                .has_weights = whole->has_weights,
                                .n_read = whole->n_read,
                                .n_rejected = whole->n_rejected,
                                .areas = whole->areas,
                                .n_areas = whole->n_areas,
                                .path = whole->path};
    wave->network = network;
    return OK;
}

/* Takes a finding of an edit rule out of the counts. */
static enum status uncount(void *context, const struct finding *finding, struct error *err)
{
    (void)err;
    struct wave *wave = context;
    for (size_t i = 0; i < wave->form->n_edit_rules; i++)
        if (strcmp(wave->form->edit_rules[i].name, finding->rule) == 0) {
            wave->finding_count[finding->severity]--;
            break;
        }
    return OK;
}

enum status published_make(struct job *job, struct store *store, struct published **out,
                           struct error *err)
{
    struct published *published = arena_new(&job->arena, struct published);
    if (published == NULL)
        return error_memory(err);
    const struct disclosure_options options = {.min_cell = job->form->settings.min_cell};
    TRY(disclosure_find(&job->wave, &job->figures, options, &job->arena, &published->disclosure,
                        err));
    published->figures.arena = &job->arena;
    TRY(disclosure_mask(&job->figures, &published->disclosure, &published->figures, err));
    published->wave = job->wave;
    published->wave.unit = NULL;
    published->wave.line = NULL;
    published->wave.columns = NULL;
    published->wave.numbers = NULL;
    published->wave.n_columns = 0;
    published->wave.weight = NULL;
    published->wave.items = NULL;
    published->wave.n_items = 0;
    TRY(bare_scores(job, &published->wave, err));
    TRY(bare_groups(job, &published->wave, err));
    TRY(bare_network(job, &published->wave, err));
    TRY(store_each_finding(store, &job->wave, uncount, &published->wave, err));
    *out = published;
    return OK;
}
