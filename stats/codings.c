/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/codings.h"

#include "base/missing.h"
#include "stats/sort.h"

static size_t without_repeats(double *sorted, size_t n)
{
    size_t kept = 0;
    for (size_t i = 0; i < n; i++)
        if (kept == 0 || sorted[i] != sorted[kept - 1])
            sorted[kept++] = sorted[i];
    return kept;
}

static uint32_t number_of(const struct categories *categories, double value)
{
    size_t low = 0, high = categories->n;
    while (high - low > 1) {
        const size_t middle = low + (high - low) / 2;
        if (categories->value[middle] <= value)
            low = middle;
        else
            high = middle;
    }
    return (uint32_t)low;
}

enum status codings_number(struct codings codings, struct arena *arena, struct categories *out,
                           struct error *err)
{
    const size_t n_cells = codings.n_units * codings.n_coders;
    struct sort_room room;
    *out = (struct categories){
        .value = arena_array(arena, n_cells, double),
        .index = arena_array(arena, n_cells, uint32_t),
    };
    if (out->value == NULL || out->index == NULL)
        return error_memory(err);
    TRY(sort_room_get(arena, n_cells, &room, err));
    out->n = without_repeats(out->value, sort_present(codings.cell, n_cells, out->value, &room));
    for (size_t i = 0; i < n_cells; i++)
        out->index[i] = is_missing(codings.cell[i]) ? NOT_CODED : number_of(out, codings.cell[i]);
    return OK;
}
