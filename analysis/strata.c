/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/strata.h"

#include <stdlib.h>

static const struct grouping *find_grouping(const struct wave *wave, const struct indicator *of)
{
    for (size_t i = 0; i < wave->n_groups; i++)
        if (wave->groups[i].of == of)
            return &wave->groups[i];
    return NULL;
}

/* The units of the frame that belong to no level. */
static size_t count_without(const struct wave *wave, const struct grouping *group)
{
    size_t n = 0;
    for (size_t level = 0; level < group->n_levels; level++)
        n += group->n_units[level];
    return n < wave->n_frame ? wave->n_frame - n : 0;
}

static enum status add_group(const struct wave *wave, const struct grouping *group,
                             struct strata *out, struct error *err)
{
    struct arena *arena = &out->arena;
    const size_t n_levels = group->n_levels + 1;
    uint16_t *level = arena_array(arena, wave->n_rows, uint16_t);
    double *target = arena_array(arena, n_levels, double);
    size_t *answered = arena_array(arena, n_levels, size_t);
    if (level == NULL || target == NULL || answered == NULL)
        return error_memory(err);
    for (size_t i = 0; i < group->n_levels; i++)
        target[i] = (double)group->n_units[i];
    target[group->n_levels] = (double)count_without(wave, group);
    for (size_t row = 0; row < wave->n_rows; row++) {
        level[row] = group->level[row] == NO_LEVEL ? (uint16_t)group->n_levels : group->level[row];
        answered[level[row]]++;
    }
    out->group[out->n] = group;
    out->answered[out->n] = answered;
    out->margin[out->n++] = (struct margin){level, target, n_levels};
    return OK;
}

enum status strata_open(const struct wave *wave, struct strata *out, struct error *err)
{
    const struct settings *settings = &wave->form->settings;
    *out = (struct strata){0};
    out->group = arena_array(&out->arena, settings->n_strata, const struct grouping *);
    out->margin = arena_array(&out->arena, settings->n_strata, struct margin);
    out->answered = arena_array(&out->arena, settings->n_strata, size_t *);
    enum status status =
        out->group == NULL || out->margin == NULL || out->answered == NULL ? error_memory(err) : OK;
    for (size_t i = 0; status == OK && i < settings->n_strata; i++) {
        const struct grouping *group = find_grouping(wave, settings->strata[i]);
        if (group != NULL)
            status = add_group(wave, group, out, err);
    }
    if (status != OK)
        strata_close(out);
    return status;
}

void strata_close(struct strata *strata)
{
    arena_release(&strata->arena);
    *strata = (struct strata){0};
}

const char *strata_level_name(const struct strata *strata, size_t margin, size_t level)
{
    const struct grouping *group = strata->group[margin];
    return level < group->n_levels ? group->names[level] : "";
}

static struct raked weigh_by_one(const struct strata *strata, size_t n_rows, double *weight)
{
    const struct margin *margin = &strata->margin[0];
    const size_t *answered = strata->answered[0];
    struct raked out = {.is_converged = n_rows > 0, .rounds = 1, .cover = MISSING};
    double all = 0;
    for (size_t level = 0; level < margin->n_levels; level++) {
        all += margin->target[level];
        out.total += answered[level] > 0 ? margin->target[level] : 0;
        out.is_converged = out.is_converged && (double)answered[level] <= margin->target[level];
    }
    out.cover = all > 0 ? out.total / all : MISSING;
    for (size_t row = 0; row < n_rows; row++)
        weight[row] = poststratified_weight((struct stratum){
            (size_t)margin->target[margin->level[row]], {.n = answered[margin->level[row]]}});
    return out;
}

static enum status weigh(const struct strata *strata, size_t n_rows, double *weight,
                         struct raked *out, struct error *err)
{
    if (strata->n == 1) {
        *out = weigh_by_one(strata, n_rows, weight);
        return OK;
    }
    struct arena arena = {0};
    struct rake rake;
    const enum status status =
        rake_get(&arena, (struct rake_model){strata->margin, strata->n, n_rows, 0, 0}, &rake, err);
    if (status == OK)
        *out = rake_weights(&rake, NULL, weight);
    arena_release(&arena);
    return status;
}

enum status strata_weigh(const struct strata *strata, struct wave *wave, struct raked *out,
                         struct error *err)
{
    double *weight = malloc((wave->n_rows + 1) * sizeof *weight);
    *out = (struct raked){.cover = MISSING};
    if (weight == NULL)
        return error_memory(err);
    const enum status status = weigh(strata, wave->n_rows, weight, out, err);
    if (status == OK && out->is_converged)
        wave->weight = weight;
    else
        free(weight);
    return status;
}
