/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef STATS_STANDING_H
#define STATS_STANDING_H

/* The place that each unit takes in a league table, made over and over.

       struct standing_room room;
       TRY(standing_room_get(&arena, n, &room, err));
       standing_rank((struct standing_scores){.score = s, .n = n}, &room, rank);

   The ranks are those of rank_descending (stats/rank.h): 1 = highest, ties share the smallest. The
   scores are dealt into twice as many stretches of equal width as there are units, and put
   right by insertion: linear for scores that are spread somehow (Dobosiewicz 1978). Where many
   crowd together it falls back on stats/sort.h.                                                 */

#include <stddef.h>
#include <stdint.h>

#include "stats/sort.h"

struct standing_room {
    uint32_t *order; /* units with a score, best first, after standing_rank */
    double *key;     /* their scores */
    double *present; /* scores and units in the order of the units */
    uint32_t *unit;
    int32_t *stretch, *end; /* of each of them; where each stretch ends */
    struct sort_room sort;
};

struct standing_scores {
    const double *score; /* n; a missing one gets no rank */
    size_t n;
    const double *times; /* n, none negative: how many units each stands for; NULL: one */
};

MUST_CHECK enum status standing_room_get(struct arena *arena, size_t n, struct standing_room *out,
                                         struct error *err);

/*   rank     n; 0 without a score. With `times`: 1 + what stands above, rounded (half up), at most
              the number of units with a score
     returns  the number of units with a score                                                    */
size_t standing_rank(struct standing_scores scores, struct standing_room *room, uint32_t *rank);

/* The weights that units get when n of a population are drawn anew, with replacement: the rescaled
   bootstrap of Rao & Wu (1988; Rao, Wu & Yue 1992) with n - 1 draws,

       1 - c + c n / (n - 1) m,   c = sqrt(1 - n / population),

   m being how often the unit is drawn. All 1 when the whole population is there, or n < 2.
     stream      (seed, replicate)
     times       n weights                                                                        */
void standing_resample(uint64_t seed, uint64_t replicate, size_t population, size_t n,
                       double *times);

#endif
