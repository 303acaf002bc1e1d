/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TESTS_STATS_SLEEP_H
#define TESTS_STATS_SLEEP_H

/* "Student" (1908), The probable error of a mean, Biometrika 6, 20: extra hours of sleep after two
   drugs; datasets::sleep of R, here taken as two groups. */

// clang-format off
__attribute__((unused)) static const double sleep_first[] = {
    0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0,
};
__attribute__((unused)) static const double sleep_second[] = {
    1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4,
}; // clang-format on

#endif
