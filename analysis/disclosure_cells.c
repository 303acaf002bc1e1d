/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/disclosure_cells.h"

#include <string.h>

/* Splits the atoms so far by the levels of one more grouping. */
static enum status split(struct cells *cells, const struct grouping *grouping, struct error *err)
{
    const size_t width = grouping->n_levels + 1, n_rows = cells->wave->n_rows;
    struct arena scratch = {0};
    uint32_t *number = arena_array(&scratch, cells->n_atoms * width, uint32_t); /* from 1 */
    uint32_t n = 0;
    for (size_t row = 0; number != NULL && row < n_rows; row++) {
        const size_t level =
            grouping->level[row] == NO_LEVEL ? grouping->n_levels : grouping->level[row];
        uint32_t *of = &number[cells->atom[row] * width + level];
        if (*of == 0)
            *of = ++n;
        cells->atom[row] = *of - 1;
    }
    cells->n_atoms = n;
    arena_release(&scratch);
    return number == NULL ? error_memory(err) : OK;
}

static void add_sets(struct cells *cells, size_t g)
{
    const struct grouping *grouping = &cells->wave->groups[g];
    const size_t first = cells->n_sets;
    for (size_t level = 0; level < grouping->n_levels; level++)
        cells->sets[cells->n_sets++] =
            (struct cell_set){.grouping = g, .level = level, .n_frame = grouping->n_units[level]};
    for (size_t row = 0; row < cells->wave->n_rows; row++)
        if (grouping->level[row] != NO_LEVEL)
            cells->sets[first + grouping->level[row]].n_units++;
}

static void drop_empty(struct cells *cells)
{
    size_t n = 0;
    for (size_t k = 0; k < cells->n_sets; k++)
        if (cells->sets[k].n_units > 0)
            cells->sets[n++] = cells->sets[k];
    cells->n_sets = n;
}

static enum status fill(struct cells *cells, struct error *err)
{
    const struct wave *wave = cells->wave;
    cells->holds = arena_array(cells->arena, cells->n_sets * cells->n_atoms, uint8_t);
    if (cells->holds == NULL)
        return error_memory(err);
    for (size_t k = 0; k < cells->n_sets; k++) {
        const struct cell_set *set = &cells->sets[k];
        const uint16_t *level = wave->groups[set->grouping].level;
        for (size_t row = 0; row < wave->n_rows; row++)
            if (level[row] == set->level)
                cells->holds[k * cells->n_atoms + cells->atom[row]] = 1;
    }
    TRY(cells_weigh(cells, 1, err));
    for (size_t row = 0; row < wave->n_rows; row++)
        cells->mass[cells->atom[row]]++;
    return OK;
}

enum status cells_make(const struct wave *wave, struct arena *arena, struct cells *out,
                       struct error *err)
{
    size_t n_levels = 0;
    for (size_t g = 0; g < wave->n_groups; g++)
        n_levels += wave->groups[g].n_levels;
    *out = (struct cells){.wave = wave,
                          .arena = arena,
                          .n_atoms = wave->n_rows > 0,
                          .atom = arena_array(arena, wave->n_rows, uint32_t),
                          .sets = arena_array(arena, n_levels, struct cell_set)};
    if (out->atom == NULL || out->sets == NULL)
        return error_memory(err);
    for (size_t g = 0; g < wave->n_groups; g++) {
        TRY(split(out, &wave->groups[g], err));
        add_sets(out, g);
    }
    drop_empty(out);
    return fill(out, err);
}

enum status cells_weigh(struct cells *cells, size_t n_masses, struct error *err)
{
    cells->mass = arena_array(cells->arena, n_masses * cells->n_atoms, double);
    cells->n_masses = n_masses;
    cells->most = NULL;
    cells->is_of_frame = false;
    return cells->mass == NULL ? error_memory(err) : OK;
}

double cells_mass(const struct cells *cells, size_t mass, size_t set)
{
    const uint8_t *holds = cells->holds + set * cells->n_atoms;
    const double *of = cells->mass + mass * cells->n_atoms;
    double sum = 0;
    for (size_t a = 0; a < cells->n_atoms; a++)
        sum += holds[a] != 0 ? of[a] : 0;
    return sum;
}

void cells_withhold_small(struct cells *cells, size_t least)
{
    for (size_t m = 0; m < cells->n_masses; m++)
        for (size_t k = 0; k < cells->n_sets; k++) {
            const double n = cells_mass(cells, m, k);
            if (n > 0 && n < (double)least)
                cells->sets[k].is_withheld = true;
        }
}
