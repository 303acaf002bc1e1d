/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef STATS_SIGNED_RANK_H
#define STATS_SIGNED_RANK_H

/* Did more units rise than fall, large changes counting more? Wilcoxon's signed rank test.

       struct signed_rank_room room;
       TRY(signed_rank_room_get(arena, n, &room, err));        once, for any number of columns
       struct signed_rank w = signed_rank_test(difference, n, &room);

   Wilcoxon (1945), Biometrics Bulletin 1, 80, as R's wilcox.test(exact = FALSE): zeros are left
   out, ties share the mean of their ranks, V is the sum of the ranks of the positive differences,
       z = (V - n(n + 1)/4 -+ 1/2) / sqrt(n(n + 1)(2n + 1)/24 - sum(t^3 - t)/48).
   Neighbours by size that differ by no more than what subtraction leaves (2^-34 of the largest) are
   ties, and such a difference from nothing is a zero.                                            */

#include "stats/sort.h"

struct signed_rank {
    size_t n, n_zero; /* differences that are not 0, that are */
    double v;         /* MISSING when n is 0, as is all below */
    double z, p;      /* two-sided, from the normal distribution with continuity correction */
};

struct signed_rank_room {
    struct sort_room sort;
    double *size; /* capacity */
};

/* Room, in `arena`, for up to `capacity` differences. ERR_MEMORY. */
MUST_CHECK enum status signed_rank_room_get(struct arena *arena, size_t capacity,
                                            struct signed_rank_room *out, struct error *err);

/* Of the present values of difference[0..n), n <= the room's capacity. */
struct signed_rank signed_rank_test(const double *difference, size_t n,
                                    struct signed_rank_room *room);

#endif
