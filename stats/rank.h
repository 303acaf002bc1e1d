/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef STATS_RANK_H
#define STATS_RANK_H

/* Ranks from unrounded values, 1 upwards.

       values            7   5   5   9   NaN
       rank_mid          3  1.5 1.5  4   NaN     ties share the mean of their places
       rank_ascending    3   1   1   4   NaN     ties get the smallest: 1, 1, 3, 4
       rank_descending   2   3   3   1   NaN     as in a league table

     x     n values, n <= room->capacity; a missing value stays missing, with its reason
     rank  room for n values; may be x itself
     room  from sort_room_get                                                                     */

#include <stddef.h>

#include "stats/sort.h"

/* Each returns how many values are present. */
size_t rank_mid(const double *x, size_t n, double *rank, struct sort_room *room);
size_t rank_ascending(const double *x, size_t n, double *rank, struct sort_room *room);
size_t rank_descending(const double *x, size_t n, double *rank, struct sort_room *room);

#endif
