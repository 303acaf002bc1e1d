/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/uncertainty_default.h"

#include "base/arena.h"
#include "ingest/uncertainty_effect.h"

/* Weights: a quarter up or down is what nobody who sets them all to 1 can claim to have ruled out.
   Geometric means are left out: one item at its lower goalpost would take the index with it. */
static const struct uncertainty_choice defaults[] = {
    {.parameter = UNCERTAINTY_WEIGHT, .low = -0.25, .high = 0.25},
    {.parameter = UNCERTAINTY_NORMALISE,
     .values = (const int[]){UNCERTAINTY_OWN, NORMALISE_MINMAX, NORMALISE_PERCENTILE},
     .n_values = 3,
     .low = MISSING,
     .high = MISSING},
    {.parameter = UNCERTAINTY_IMPUTE,
     .values = (const int[]){UNCERTAINTY_OWN, IMPUTE_MEAN},
     .n_values = 2,
     .low = MISSING,
     .high = MISSING},
    {.parameter = UNCERTAINTY_ITEM_OUT, .low = MISSING, .high = MISSING},
    {.parameter = UNCERTAINTY_UNITS, .low = MISSING, .high = MISSING},
    {.parameter = UNCERTAINTY_ANSWERS, .low = MISSING, .high = MISSING},
};

static enum status find_indices(struct arena *arena, const struct form *form,
                                struct uncertainty_choice *out, struct error *err)
{
    const bool is_of_roots = uncertainty_is_of_items(out->parameter);
    const struct indicator **indices =
        arena_array(arena, form->n_indicators, const struct indicator *);
    out->indices = indices;
    if (indices == NULL)
        return error_memory(err);
    for (size_t i = 0; i < form->n_indicators; i++) {
        const struct indicator *index = &form->indicators[i];
        if (index->type == INDICATOR_AGGREGATE && !(is_of_roots && index->parent != NULL) &&
            uncertainty_idle(out, index) == NULL)
            indices[out->n_indices++] = index;
    }
    return OK;
}

enum status uncertainty_default(struct arena *arena, struct form *form, struct error *err)
{
    form->uncertainty = arena_array(arena, COUNT(defaults), struct uncertainty_choice);
    if (form->uncertainty == NULL)
        return error_memory(err);
    for (size_t i = 0; i < COUNT(defaults); i++) {
        struct uncertainty_choice *out = &form->uncertainty[form->n_uncertainty];
        *out = defaults[i];
        const bool is_of_all = uncertainty_is_of_all(out->parameter);
        if (!is_of_all)
            TRY(find_indices(arena, form, out, err));
        form->n_uncertainty += is_of_all || out->n_indices > 0;
    }
    return OK;
}
