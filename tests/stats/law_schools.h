/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TESTS_STATS_LAW_SCHOOLS_H
#define TESTS_STATS_LAW_SCHOOLS_H

/* Efron (1982), The Jackknife, the Bootstrap and Other Resampling Plans, table 2.1: mean admission
   test score and grade point average of 15 American law schools in 1973. */

enum { LAW_N = 15 };

static const double law_lsat[LAW_N] = {576, 635, 558, 578, 666, 580, 555, 661,
                                       651, 605, 653, 575, 545, 572, 594};
static const double law_gpa[LAW_N] = {3.39, 3.30, 2.81, 3.03, 3.44, 3.07, 3.00, 3.43,
                                      3.36, 3.13, 3.12, 2.74, 2.76, 2.88, 2.96};

#endif
