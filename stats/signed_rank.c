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

/* The sizes of the differences, those of zeros missing; how far apart two may be and still tie. */
static double measure(const double *difference, size_t n, struct signed_rank *w, double *size)
{
    double largest = 0;
    for (size_t i = 0; i < n; i++)
        if (!is_missing(difference[i]))
            largest = fmax(largest, fabs(difference[i]));
    const double slack = largest * 0x1p-34;
    for (size_t i = 0; i < n; i++) {
        size[i] = MISSING;
        if (is_missing(difference[i]))
            continue;
        const bool is_zero = !(fabs(difference[i]) > slack);
        w->n_zero += is_zero;
        if (!is_zero)
            size[i] = fabs(difference[i]);
    }
    return slack;
}

/* Where the run of ties ends that begins at `start` of the sorted sizes. */
static size_t end_of_run(const double *size, const uint32_t *position, size_t n, size_t start,
                         double slack)
{
    size_t end = start + 1;
    while (end < n && size[position[end]] - size[position[end - 1]] <= slack)
        end++;
    return end;
}

static double cube_less_itself(double t)
{
    return t * t * t - t;
}

struct signed_rank signed_rank_test(const double *difference, size_t n,
                                    struct signed_rank_room *room)
{
    struct signed_rank w = {0, 0, MISSING, MISSING, MISSING};
    const double slack = measure(difference, n, &w, room->size);
    w.n = sort_order(room->size, n, &room->sort);
    if (w.n == 0)
        return w;
    const uint32_t *position = room->sort.position[0];
    double ties = 0;
    w.v = 0;
    for (size_t start = 0, end; start < w.n; start = end) {
        size_t n_positive = 0;
        end = end_of_run(room->size, position, w.n, start, slack);
        for (size_t i = start; i < end; i++)
            n_positive += difference[position[i]] > 0;
        w.v += (double)n_positive * (double)(start + end + 1) / 2;
        ties += cube_less_itself((double)(end - start));
    }
    const double count = (double)w.n, away = w.v - count * (count + 1) / 4;
    const double correction = away > 0 ? 0.5 : away < 0 ? -0.5 : 0;
    w.z = (away - correction) / sqrt(count * (count + 1) * (2 * count + 1) / 24 - ties / 48);
    w.p = fmin(1, normal_two_sided(w.z));
    return w;
}
