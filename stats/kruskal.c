/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/kruskal.h"

#include "base/missing.h"
#include "stats/distribution.h"
#include "stats/noncentral.h"

enum status kruskal_room_get(struct arena *arena, size_t capacity, size_t n_levels,
                             struct kruskal_room *out, struct error *err)
{
    TRY(sort_room_get(arena, capacity, &out->sort, err));
    out->n_sorted = 0;
    out->sum = arena_array(arena, n_levels, double);
    out->count = arena_array(arena, n_levels, size_t);
    return out->sum == NULL || out->count == NULL ? error_memory(err) : OK;
}

/* The values that have a level. */
struct ranked {
    size_t n;
    double ties; /* sum of t^3 - t over runs of t equal values */
};

static double cube_less_itself(double t)
{
    return t * t * t - t;
}

/* Gives the mid-rank of a run of equal values to their levels. */
static void rank_run(const uint16_t *level, size_t n_levels, const uint32_t *position, size_t n,
                     struct kruskal_room *room, struct ranked *ranked)
{
    size_t t = 0;
    for (size_t i = 0; i < n; i++)
        t += level[position[i]] < n_levels;
    const double rank = (double)ranked->n + ((double)t + 1) / 2;
    for (size_t i = 0; i < n; i++) {
        const uint16_t to = level[position[i]];
        if (to >= n_levels)
            continue;
        room->sum[to] += rank;
        room->count[to]++;
    }
    ranked->n += t;
    ranked->ties += cube_less_itself((double)t);
}

static struct ranked rank_levels(const uint16_t *level, size_t n_levels, struct kruskal_room *room)
{
    struct ranked ranked = {0};
    const uint64_t *key = room->sort.key[0];
    for (size_t i = 0; i < n_levels; i++) {
        room->sum[i] = 0;
        room->count[i] = 0;
    }
    for (size_t start = 0, end; start < room->n_sorted; start = end) {
        for (end = start + 1; end < room->n_sorted && key[end] == key[start]; end++)
            ;
        rank_run(level, n_levels, room->sort.position[0] + start, end - start, room, &ranked);
    }
    return ranked;
}

static void add_interval(struct kruskal *k, double confidence)
{
    const double n = (double)k->n, df2 = n - (double)k->n_levels;
    if (k->epsilon2 >= 1) {
        k->low = k->high = 1;
        return;
    }
    const double f = k->epsilon2 / k->df / ((1 - k->epsilon2) / df2);
    const double low = noncentral_f_lambda(f, k->df, df2, (1 + confidence) / 2);
    const double high = noncentral_f_lambda(f, k->df, df2, (1 - confidence) / 2);
    if (is_missing(low) || is_missing(high))
        return;
    k->low = fmin(low / (low + n), k->epsilon2);
    k->high = fmax(high / (high + n), k->epsilon2);
}

void kruskal_sort(const double *x, size_t n, struct kruskal_room *room)
{
    room->n_sorted = sort_order(x, n, &room->sort);
}

struct kruskal kruskal_of_levels(const uint16_t *level, size_t n_levels, double confidence,
                                 struct kruskal_room *room)
{
    struct kruskal k = {0, 0, MISSING, MISSING, MISSING, MISSING, MISSING, MISSING};
    const struct ranked ranked = rank_levels(level, n_levels, room);
    const double n = (double)ranked.n, squares = (cube_less_itself(n) - ranked.ties) / 12;
    double between = 0;
    k.n = ranked.n;
    for (size_t i = 0; i < n_levels; i++) {
        if (room->count[i] == 0)
            continue;
        const double count = (double)room->count[i], away = room->sum[i] - count * (n + 1) / 2;
        between += away * away / count;
        k.n_levels++;
    }
    if (k.n_levels < 2 || !(squares > 0))
        return k;
    k.df = (double)k.n_levels - 1;
    k.epsilon2 = fmin(1, between / squares);
    k.h = k.epsilon2 * (n - 1);
    k.p = chi_square_above(k.h, k.df);
    if (k.n > k.n_levels)
        add_interval(&k, confidence);
    return k;
}

struct kruskal kruskal_wallis(struct grouped data, double confidence, struct kruskal_room *room)
{
    kruskal_sort(data.x, data.n, room);
    return kruskal_of_levels(data.level, data.n_levels, confidence, room);
}
