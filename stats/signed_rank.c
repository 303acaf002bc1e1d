/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/signed_rank.h"

#include "base/missing.h"
#include "stats/distribution.h"

enum status signed_rank_room_get(struct arena *arena, size_t capacity, struct signed_rank_room *out,
                                 struct error *err)
{
    TRY(sort_room_get(arena, capacity, &out->sort, err));
    out->size = arena_array(arena, capacity, double);
    return out->size == NULL ? error_memory(err) : OK;
}

/* The sizes of the differences, on a grid; zeros are missing. */
static void measure(const double *difference, size_t n, struct signed_rank *w, double *size)
{
    double largest = 0;
    for (size_t i = 0; i < n; i++)
        if (!is_missing(difference[i]))
            largest = fmax(largest, fabs(difference[i]));
    const double step = largest * 0x1p-36;
    for (size_t i = 0; i < n; i++) {
        size[i] = MISSING;
        if (is_missing(difference[i]))
            continue;
        const double rounded = step > 0 ? round(fabs(difference[i]) / step) : 0;
        w->n_zero += rounded == 0;
        if (rounded > 0)
            size[i] = rounded;
    }
}

static double cube_less_itself(double t)
{
    return t * t * t - t;
}

struct signed_rank signed_rank_test(const double *difference, size_t n,
                                    struct signed_rank_room *room)
{
    struct signed_rank w = {0, 0, MISSING, MISSING, MISSING};
    measure(difference, n, &w, room->size);
    w.n = sort_order(room->size, n, &room->sort);
    if (w.n == 0)
        return w;
    const uint64_t *key = room->sort.key[0];
    const uint32_t *position = room->sort.position[0];
    double ties = 0;
    w.v = 0;
    for (size_t start = 0, end; start < w.n; start = end) {
        size_t n_positive = 0;
        for (end = start; end < w.n && key[end] == key[start]; end++)
            n_positive += difference[position[end]] > 0;
        w.v += (double)n_positive * (double)(start + end + 1) / 2;
        ties += cube_less_itself((double)(end - start));
    }
    const double count = (double)w.n, away = w.v - count * (count + 1) / 4;
    const double correction = away > 0 ? 0.5 : away < 0 ? -0.5 : 0;
    w.z = (away - correction) / sqrt(count * (count + 1) * (2 * count + 1) / 24 - ties / 48);
    w.p = fmin(1, normal_two_sided(w.z));
    return w;
}
