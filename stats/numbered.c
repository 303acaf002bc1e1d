/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/numbered.h"

#include "base/missing.h"

enum status numbered_get(struct arena *arena, const double *x, size_t n, struct sort_room *room,
                         struct numbered *out, struct error *err)
{
    *out = (struct numbered){.number = arena_array(arena, n, uint32_t)};
    if (out->number == NULL)
        return error_memory(err);
    out->n_present = sort_order(x, n, room);
    uint32_t number = 0;
    for (size_t i = 0; i < out->n_present; i++) {
        number += i > 0 && room->key[0][i] != room->key[0][i - 1];
        out->number[room->position[0][i]] = number;
    }
    out->n_distinct = out->n_present > 0 ? number + 1 : 0;
    for (size_t i = 0; out->n_present < n && i < n; i++)
        if (is_missing(x[i]))
            out->number[i] = out->n_distinct;
    return OK;
}
