/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/claim_data.h"

#include "analysis/variable.h"

/* A column of the wave over the rows of the claim; NULL when memory runs out. */
static double *take_rows(const struct claim *claim, const double *column)
{
    double *taken = arena_array(claim->scratch, claim->n, double);
    for (size_t i = 0; taken != NULL && i < claim->n; i++)
        taken[i] = column[claim->row[i]];
    return taken;
}

/* The rows for which `where` holds; all without one. */
static enum status fetch_rows(struct claim *claim, struct error *err)
{
    const struct analysis *analysis = claim->analysis;
    const struct wave *wave = analysis->wave;
    uint32_t *row = arena_array(claim->scratch, wave->n_rows, uint32_t);
    uint8_t *holds = arena_array(claim->scratch, wave->n_rows, uint8_t);
    if (row == NULL || holds == NULL)
        return error_memory(err);
    const bool is_some = claim->of->where != NULL;
    if (is_some && analysis->source.where == NULL)
        return error_at(err, ERR_VALUE, claim->of->at, "hypothesis '%s' has a where, unasked",
                        claim->of->id);
    if (is_some)
        TRY(analysis->source.where(analysis->source.context, claim->of, holds, err));
    for (size_t i = 0; i < wave->n_rows; i++)
        if (!is_some || holds[i])
            row[claim->n++] = (uint32_t)i;
    claim->row = row;
    if (wave->weight != NULL && (claim->weight = take_rows(claim, wave->weight)) == NULL)
        return error_memory(err);
    claim->n_frame = is_some ? 0 : wave->n_frame;
    return OK;
}

/* The columns of n variables. */
static enum status fetch_columns(const struct claim *claim, const struct indicator *const *of,
                                 size_t n, const double *const **out, struct error *err)
{
    const double **columns = arena_array(claim->scratch, n, const double *);
    struct variables set;
    if (columns == NULL)
        return error_memory(err);
    TRY(variables_open(claim->analysis->wave, (struct indicator *const *)of, n, NULL, &set, err));
    enum status status = OK;
    for (size_t i = 0; status == OK && i < n; i++) {
        const double *column = NULL;
        status = variables_column(&set, i, &column, err);
        if (status == OK && (columns[i] = take_rows(claim, column)) == NULL)
            status = error_memory(err);
    }
    variables_close(&set);
    *out = columns;
    return status;
}

static const struct grouping *grouping_of(const struct wave *wave, const struct indicator *group)
{
    for (size_t i = 0; i < wave->n_groups; i++)
        if (wave->groups[i].of == group)
            return &wave->groups[i];
    return NULL;
}

/* The place of a level of the grouping among those that the hypothesis names. */
static uint16_t place_of(const struct hypothesis *h, const char *name, size_t level)
{
    if (h->n_levels == 0)
        return (uint16_t)level;
    for (size_t i = 0; i < h->n_levels; i++)
        if (strcmp(h->levels[i], name) == 0)
            return (uint16_t)i;
    return NO_LEVEL;
}

/* The levels of a Group, in the order in which the hypothesis names them. A level that it names and
   nobody has stays, without units. */
static enum status fetch_levels(struct claim *claim, const struct grouping *groups,
                                struct error *err)
{
    const struct hypothesis *h = claim->of;
    const size_t n = h->n_levels > 0 ? h->n_levels : groups->n_levels;
    const char **names = arena_array(claim->scratch, n, const char *);
    size_t *units = arena_array(claim->scratch, n, size_t);
    uint16_t *place = arena_array(claim->scratch, groups->n_levels, uint16_t);
    uint16_t *level = arena_array(claim->scratch, claim->n, uint16_t);
    if (names == NULL || units == NULL || place == NULL || level == NULL)
        return error_memory(err);
    for (size_t i = 0; i < h->n_levels; i++)
        names[i] = h->levels[i];
    for (size_t i = 0; i < groups->n_levels; i++) {
        place[i] = place_of(h, groups->names[i], i);
        if (place[i] == NO_LEVEL)
            continue;
        names[place[i]] = groups->names[i];
        units[place[i]] = h->where == NULL ? groups->n_units[i] : 0;
    }
    for (size_t i = 0; i < claim->n; i++) {
        const uint16_t of_row = groups->level[claim->row[i]];
        level[i] = of_row == NO_LEVEL ? NO_LEVEL : place[of_row];
    }
    claim->level = level;
    claim->level_names = names;
    claim->n_level_units = units;
    claim->n_levels = n;
    return OK;
}

/* An index cut in two: those that are strong on it come first. */
static enum status cut_index(struct claim *claim, const struct score *score, struct error *err)
{
    static const char *const names[] = {"strong", "other"};
    const double cut = is_missing(claim->of->cut) ? score->index->strong : claim->of->cut;
    uint16_t *level = arena_array(claim->scratch, claim->n, uint16_t);
    size_t *units = arena_array(claim->scratch, COUNT(names), size_t);
    if (level == NULL || units == NULL)
        return error_memory(err);
    for (size_t i = 0; i < claim->n; i++) {
        const double x = score->value[claim->row[i]];
        level[i] = is_missing(x) ? NO_LEVEL : x >= cut ? 0 : 1;
    }
    claim->level = level;
    claim->level_names = names;
    claim->n_level_units = units;
    claim->n_levels = COUNT(names);
    return OK;
}

static enum status fetch_group(struct claim *claim, struct error *err)
{
    const struct wave *wave = claim->analysis->wave;
    const struct indicator *group = claim->of->group;
    if (group == NULL)
        return OK;
    if (group->type == INDICATOR_AGGREGATE)
        return cut_index(claim, score_of(wave, group), err);
    return fetch_levels(claim, grouping_of(wave, group), err);
}

enum status claim_fetch(struct analysis *analysis, const struct hypothesis *of,
                        struct arena *scratch, struct claim *out, struct error *err)
{
    *out = (struct claim){.analysis = analysis,
                          .of = of,
                          .seed = analysis->seed ^ random_name(of->id),
                          .scratch = scratch};
    TRY(fetch_rows(out, err));
    TRY(fetch_columns(out, of->y, of->n_y, &out->y, err));
    TRY(fetch_columns(out, of->x, of->n_x, &out->x, err));
    TRY(fetch_columns(out, of->controls, of->n_controls, &out->controls, err));
    return fetch_group(out, err);
}
