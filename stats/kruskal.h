/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef STATS_KRUSKAL_H
#define STATS_KRUSKAL_H

/* Do the values of some levels lie higher than those of others? By ranks alone.

       struct kruskal_room room;
       TRY(kruskal_room_get(arena, n, n_levels, &room, err));     once, for any number of columns
       struct kruskal k = kruskal_wallis((struct grouped){x, level, n, n_levels}, 0.95, &room);

   Kruskal & Wallis (1952), JASA 47, 583: H corrected for ties, p from chi-square on n_levels - 1
   degrees of freedom, as R's kruskal.test. Epsilon squared is H / ((n^2 - 1) / (n + 1)) (Kelley
   1935; Tomczak & Tomczak 2014), the share of the ranks' variance that lies between the levels. Its
   interval takes the ranks for numbers: lambda / (lambda + n) with lambda from the noncentral F of
   their analysis of variance (Steiger 2004, Psychol. Methods 9, 164), so it is approximate: a
   nominal 95 % covered 91 to 99 in 400 simulated samples each of 170 units in 4 levels, normal,
   skew or of unequal variance, least where differences were largest (epsilon squared 0.35). */

#include "base/arena.h"
#include "base/error.h"
#include "stats/grouped.h"
#include "stats/sort.h"

struct kruskal {
    size_t n, n_levels; /* values with a level; levels with at least one */
    double h, df, p;    /* MISSING with fewer than 2 levels, or when all values are equal */
    double epsilon2;    /* 0..1; MISSING where h is */
    double low, high;   /* MISSING where h is, or when n = n_levels; holds epsilon2 */
};

/* 24 bytes per row, used again and again. */
struct kruskal_room {
    struct sort_room sort;
    size_t n_sorted;
    double *sum;   /* n_levels: of the ranks */
    size_t *count; /* n_levels */
};

/* Room, in `arena`, for columns of up to `capacity` (below 2^32) values. Fails with ERR_MEMORY. */
MUST_CHECK enum status kruskal_room_get(struct arena *arena, size_t capacity, size_t n_levels,
                                        struct kruskal_room *out, struct error *err);

/* data.n and data.n_levels at most what the room was made for; confidence of the interval. */
struct kruskal kruskal_wallis(struct grouped data, double confidence, struct kruskal_room *room);

/* The same in two steps, to sort a column once for several groupings of the same rows. */
void kruskal_sort(const double *x, size_t n, struct kruskal_room *room);
struct kruskal kruskal_of_levels(const uint16_t *level, size_t n_levels, double confidence,
                                 struct kruskal_room *room);

#endif
