/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TESTS_STATS_KARATE_H
#define TESTS_STATS_KARATE_H

/* Zachary (1977), J. Anthropol. Res. 33, 452: who of a karate club's 34 members met outside it, and
   with whom each sided in the conflict that split it, by his analysis (1: with the instructor).
   Members are numbered from 0, a pair a tie.                                                     */

#include <stdint.h>

enum { KARATE_N = 34, KARATE_TIES = 78 };

// clang-format off
static const uint32_t karate_from[KARATE_TIES] = {
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 2, 2,
    2, 2, 2, 2, 2, 2, 3, 3, 3, 4, 4, 5, 5, 5, 6, 8, 8, 8, 9, 13, 14, 14, 15, 15, 18, 18,
    19, 20, 20, 22, 22, 23, 23, 23, 23, 23, 24, 24, 24, 25, 26, 26, 27, 28, 28, 29, 29, 30, 30, 31, 31, 32};
static const uint32_t karate_to[KARATE_TIES] = {
    1, 2, 3, 4, 5, 6, 7, 8, 10, 11, 12, 13, 17, 19, 21, 31, 2, 3, 7, 13, 17, 19, 21, 30, 3, 7,
    8, 9, 13, 27, 28, 32, 7, 12, 13, 6, 10, 6, 10, 16, 16, 30, 32, 33, 33, 33, 32, 33, 32, 33, 32, 33,
    33, 32, 33, 32, 33, 25, 27, 29, 32, 33, 25, 27, 31, 31, 29, 33, 33, 31, 33, 32, 33, 32, 33, 32, 33, 33};
// clang-format on
static const uint16_t karate_faction[KARATE_N] = {1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 1, 1,
                                                  1, 1, 0, 0, 1, 1, 0, 1, 0, 1, 0, 0,
                                                  0, 0, 0, 0, 0, 0, 0, 0, 0, 0};

#endif
