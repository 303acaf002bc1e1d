/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/published.h"

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
    }
    wave->groups = groups;
    return OK;
}

enum status published_make(struct job *job, struct published **out, struct error *err)
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
    *out = published;
    return OK;
}
