/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/standing.h"

#include <math.h>
#include <stdbool.h>
#include <string.h>

#include "base/missing.h"
#include "base/random.h"
#include "base/wide.h"

/* Steps per unit after which a radix sort is the shorter way. */
enum { PATIENCE = 24 };

enum { STRETCHES = 2 }; /* per unit */

enum status standing_room_get(struct arena *arena, size_t n, struct standing_room *out,
                              struct error *err)
{
    out->order = arena_array(arena, n, uint32_t);
    out->key = arena_array(arena, n, double);
    out->present = arena_array(arena, n + 1, double);
    out->unit = arena_array(arena, n + 1, uint32_t);
    out->stretch = arena_array(arena, n, int32_t);
    out->end = arena_array(arena, STRETCHES * n + 1, int32_t);
    if (out->order == NULL || out->key == NULL || out->present == NULL || out->unit == NULL ||
        out->stretch == NULL || out->end == NULL)
        return error_memory(err);
    return sort_room_get(arena, n, &out->sort, err);
}

/* Takes out the scores that are there, side by side. */
static size_t gather(const double *score, size_t n, struct standing_room *room)
{
    size_t n_present = 0;
    for (size_t i = 0; i < n; i++) {
        room->present[n_present] = score[i];
        room->unit[n_present] = (uint32_t)i;
        n_present += is_missing(score[i]) ? 0 : 1;
    }
    return n_present;
}

/* Finds the stretch of each of n scores, highest first: a higher score is never in a later one. */
static void find_stretches(struct standing_room *room, size_t n)
{
    const double *x = room->present;
    double min = x[0], max = x[0];
    for (size_t i = 1; i < n; i++) {
        min = x[i] < min ? x[i] : min;
        max = x[i] > max ? x[i] : max;
    }
    const double last = (double)(STRETCHES * n - 1), scale = last / (max - min);
    const bool can_be_dealt = scale > 0 && scale < 1e300;
    for (size_t i = 0; i < n; i++) {
        const double at = can_be_dealt ? (max - x[i]) * scale : 0;
        room->stretch[i] = (int32_t)(at < last ? at : last);
    }
}

static void deal(struct standing_room *room, size_t n)
{
    int32_t *end = room->end;
    find_stretches(room, n);
    memset(end, 0, (STRETCHES * n + 1) * sizeof *end);
    for (size_t i = 0; i < n; i++)
        end[room->stretch[i] + 1]++;
    for (size_t i = 0; i < STRETCHES * n; i++)
        end[i + 1] += end[i];
    for (size_t i = 0; i < n; i++) {
        const int32_t to = end[room->stretch[i]]++;
        room->order[to] = room->unit[i];
        room->key[to] = room->present[i];
    }
}

/* Insertion sort; gives up, and returns false, after too many steps. */
static bool put_right(struct standing_room *room, size_t n)
{
    double *key = room->key;
    uint32_t *order = room->order;
    size_t patience = PATIENCE * n;
    for (size_t i = 1; i < n; i++) {
        const double x = key[i];
        if (!(key[i - 1] < x))
            continue;
        const uint32_t unit = order[i];
        size_t to = i;
        for (; to > 0 && key[to - 1] < x; to--) {
            key[to] = key[to - 1];
            order[to] = order[to - 1];
        }
        key[to] = x;
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
    for (size_t i = 0; i < n; i++) {
        room->order[i] = room->sort.position[0][n - 1 - i];
        room->key[i] = s->score[room->order[i]];
    }
}

static uint32_t place(double above, size_t n)
{
    const double places = above + 0.5; /* not negative: cutting it off rounds half up */
    return places < (double)(n - 1) ? 1 + (uint32_t)places : (uint32_t)n;
}

WIDE size_t standing_rank(struct standing_scores s, struct standing_room *room, uint32_t *rank)
{
    const size_t n = gather(s.score, s.n, room);
    memset(rank, 0, s.n * sizeof *rank);
    if (n > 0)
        deal(room, n);
    if (!put_right(room, n))
        sort_anew(&s, room);
    double above = 0;
    for (size_t first = 0, end; first < n; first = end) {
        const double x = room->key[first];
        double level = 0;
        for (end = first; end < n && room->key[end] == x; end++) {
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
