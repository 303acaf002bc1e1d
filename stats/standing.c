/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/standing.h"

#include <math.h>
#include <stdbool.h>

#include "base/missing.h"
#include "base/random.h"

/* Steps per unit after which a radix sort is the shorter way. */
enum { PATIENCE = 24 };

enum status standing_room_get(struct arena *arena, size_t n, struct standing_room *out,
                              struct error *err)
{
    out->order = arena_array(arena, n, uint32_t);
    return out->order == NULL ? error_memory(err) : sort_room_get(arena, n, &out->sort, err);
}

/* Insertion sort; gives up, and returns false, after too many steps. */
static bool sort_nearly(const double *score, uint32_t *order, size_t n)
{
    size_t patience = PATIENCE * n;
    for (size_t i = 1; i < n; i++) {
        const uint32_t unit = order[i];
        const double x = score[unit];
        size_t to = i;
        while (to > 0 && score[order[to - 1]] < x) {
            order[to] = order[to - 1];
            to--;
        }
        order[to] = unit;
        if (i - to > patience)
            return false;
        patience -= i - to;
    }
    return true;
}

static void sort_anew(const struct standing_scores *s, struct standing_room *room)
{
    const size_t n = sort_order(s->score, s->n, &room->sort);
    for (size_t i = 0; i < n; i++)
        room->order[i] = room->sort.position[0][n - 1 - i];
}

static uint32_t place(double above, size_t n)
{
    const double rank = 1 + floor(above + 0.5);
    return rank < (double)n ? (uint32_t)rank : (uint32_t)n;
}

size_t standing_rank(struct standing_scores s, struct standing_room *room, uint32_t *rank)
{
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++) {
        rank[i] = 0;
        if (!is_missing(s.score[s.start[i]]))
            room->order[n++] = s.start[i];
    }
    if (!sort_nearly(s.score, room->order, n))
        sort_anew(&s, room);
    double above = 0;
    for (size_t first = 0, end; first < n; first = end) {
        const double x = s.score[room->order[first]];
        double level = 0;
        for (end = first; end < n && s.score[room->order[end]] == x; end++) {
            const uint32_t unit = room->order[end];
            rank[unit] = s.times == NULL ? (uint32_t)first + 1 : place(above, n);
            level += s.times == NULL ? 0 : s.times[unit];
        }
        above += level;
    }
    return n;
}

void standing_resample(uint64_t seed, uint64_t replicate, size_t population, size_t n,
                       double *times)
{
    const bool is_sample = n >= 2 && population > n;
    const double c = is_sample ? sqrt(1 - (double)n / (double)population) : 0;
    const double each = is_sample ? c * (double)n / (double)(n - 1) : 0;
    struct random random = random_stream(seed, replicate);
    for (size_t i = 0; i < n; i++)
        times[i] = 0;
    for (size_t draw = 1; is_sample && draw < n; draw++)
        times[random_below(&random, n)] += 1;
    for (size_t i = 0; i < n; i++)
        times[i] = 1 - c + each * times[i];
}
