/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whoever has the register knows how many units each crossing of levels has, and so how many of it
   can at most have answered. */
#include "analysis/disclosure_cells.h"

#include <string.h>

#define NO_SET SIZE_MAX

/* Crossings of all levels in the frame, with bounds of how many of each answered. */
struct crossed {
    const struct cells *cells;
    struct arena *arena;
    uint32_t *crossing; /* n_frame: of each unit */
    size_t n;
    uint8_t *holds; /* (1 + n_sets) x n: whether the crossing is in the set; first: in all */
    double *low, *high;
};

static bool is_known(const struct wave *wave)
{
    for (size_t g = 0; g < wave->n_groups; g++)
        if (wave->groups[g].unit_level == NULL)
            return false;
    return wave->n_groups > 0 && wave->n_frame > 0;
}

/* Splits the crossings so far by the levels of one more grouping. */
static enum status split(struct crossed *x, const struct grouping *grouping, struct error *err)
{
    const size_t width = grouping->n_levels + 1;
    uint32_t *number = arena_array(x->arena, x->n * width, uint32_t), n = 0; /* from 1 */
    if (number == NULL)
        return error_memory(err);
    for (size_t unit = 0; unit < x->cells->wave->n_frame; unit++) {
        const uint16_t known = grouping->unit_level[unit];
        const size_t level = known == NO_LEVEL ? grouping->n_levels : known;
        uint32_t *of = &number[x->crossing[unit] * width + level];
        if (*of == 0)
            *of = ++n;
        x->crossing[unit] = *of - 1;
    }
    x->n = n;
    return OK;
}

/* Whether somebody of each of the unit's levels answered: where nobody did, that is published. */
static bool may_have_answered(const struct crossed *x, size_t unit)
{
    const struct wave *wave = x->cells->wave;
    size_t n_known = 0, n_sets = 0;
    for (size_t g = 0; g < wave->n_groups; g++)
        n_known += wave->groups[g].unit_level[unit] != NO_LEVEL;
    for (size_t k = 0; k < x->cells->n_sets; k++)
        n_sets +=
            wave->groups[x->cells->sets[k].grouping].unit_level[unit] == x->cells->sets[k].level;
    return n_sets == n_known;
}

static enum status fill(struct crossed *x, struct error *err)
{
    const struct cells *cells = x->cells;
    const struct wave *wave = cells->wave;
    x->holds = arena_array(x->arena, (cells->n_sets + 1) * x->n, uint8_t);
    x->low = arena_array(x->arena, x->n, double);
    x->high = arena_array(x->arena, x->n, double);
    if (x->holds == NULL || x->low == NULL || x->high == NULL)
        return error_memory(err);
    memset(x->holds, 1, x->n);
    for (size_t unit = 0; unit < wave->n_frame; unit++) {
        const uint32_t crossing = x->crossing[unit];
        x->high[crossing] += may_have_answered(x, unit);
        for (size_t k = 0; k < cells->n_sets; k++) {
            const struct cell_set *set = &cells->sets[k];
            x->holds[(k + 1) * x->n + crossing] =
                wave->groups[set->grouping].unit_level[unit] == set->level;
        }
    }
    return OK;
}

/* Narrows the bounds of the crossings in `holds` by their sum; whether one changed. */
static bool narrow(struct crossed *x, const uint8_t *holds, double sum)
{
    double low = 0, high = 0;
    bool is_changed = false;
    for (size_t c = 0; c < x->n; c++) {
        low += holds[c] != 0 ? x->low[c] : 0;
        high += holds[c] != 0 ? x->high[c] : 0;
    }
    for (size_t c = 0; c < x->n; c++) {
        if (holds[c] == 0)
            continue;
        const double most = sum - (low - x->low[c]), least = sum - (high - x->high[c]);
        if (most < x->high[c]) {
            high -= x->high[c] - most;
            x->high[c] = most;
            is_changed = true;
        }
        if (least > x->low[c]) {
            low += least - x->low[c];
            x->low[c] = least;
            is_changed = true;
        }
    }
    return is_changed;
}

/* What the published levels of a grouping leave of all, as one sum more. */
static bool narrow_rest(struct crossed *x, size_t grouping, uint8_t *rest)
{
    const struct cells *cells = x->cells;
    double sum = (double)cells->wave->n_rows;
    memset(rest, 1, x->n);
    for (size_t k = 0; k < cells->n_sets; k++) {
        if (cells->sets[k].grouping != grouping || cells->sets[k].is_withheld)
            continue;
        sum -= cells_mass(cells, 0, k);
        for (size_t c = 0; c < x->n; c++)
            if (x->holds[(k + 1) * x->n + c] != 0)
                rest[c] = 0;
    }
    return narrow(x, rest, sum);
}

static enum status narrow_all(struct crossed *x, struct error *err)
{
    const struct cells *cells = x->cells;
    uint8_t *rest = arena_array(x->arena, x->n, uint8_t);
    if (rest == NULL)
        return error_memory(err);
    bool is_changed = true;
    while (is_changed) {
        is_changed = narrow(x, x->holds, (double)cells->wave->n_rows);
        for (size_t k = 0; k < cells->n_sets; k++)
            if (!cells->sets[k].is_withheld)
                is_changed |= narrow(x, x->holds + (k + 1) * x->n, cells_mass(cells, 0, k));
        for (size_t g = 0; g < cells->wave->n_groups; g++)
            is_changed |= narrow_rest(x, g, rest);
    }
    return OK;
}

/* Whether two sets have a crossing in common. */
static bool meet(const struct crossed *x, size_t one, size_t other)
{
    for (size_t c = 0; c < x->n; c++)
        if (x->holds[(one + 1) * x->n + c] != 0 && x->holds[(other + 1) * x->n + c] != 0)
            return true;
    return false;
}

static size_t smallest_meeting(const struct crossed *x, size_t withheld)
{
    const struct cell_set *sets = x->cells->sets;
    size_t best = NO_SET;
    for (size_t k = 0; k < x->cells->n_sets; k++)
        if (!sets[k].is_withheld && meet(x, withheld, k) &&
            (best == NO_SET || sets[k].n_units < sets[best].n_units))
            best = k;
    return best;
}

/* Whether the bounds of the set's crossings leave one count alone. */
static bool is_told(const struct crossed *x, size_t set)
{
    double open = 0;
    for (size_t c = 0; c < x->n; c++)
        if (x->holds[(set + 1) * x->n + c] != 0)
            open += x->high[c] - x->low[c];
    return open < 1;
}

static enum status find(struct crossed *x, size_t *found, struct error *err)
{
    const struct cells *cells = x->cells;
    for (size_t g = 0; g < cells->wave->n_groups; g++)
        TRY(split(x, &cells->wave->groups[g], err));
    TRY(fill(x, err));
    TRY(narrow_all(x, err));
    for (size_t k = 0; k < cells->n_sets && *found == NO_SET; k++)
        if (cells->sets[k].is_withheld && is_told(x, k))
            *found = smallest_meeting(x, k);
    return OK;
}

enum status cells_find_crossed(const struct cells *cells, size_t *found, struct error *err)
{
    *found = NO_SET;
    if (!is_known(cells->wave))
        return OK;
    struct arena scratch = {0};
    struct crossed x = {.cells = cells,
                        .arena = &scratch,
                        .n = 1,
                        .crossing = arena_array(&scratch, cells->wave->n_frame, uint32_t)};
    const enum status status = x.crossing == NULL ? error_memory(err) : find(&x, found, err);
    arena_release(&scratch);
    return status;
}
