/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TESTS_STATS_NIST_REGRESSION_H
#define TESTS_STATS_NIST_REGRESSION_H

/* Small reference sets for linear regression: NIST Statistical Reference Datasets,
   https://www.itl.nist.gov/div898/strd/ (a work of the US government). Norris: one predictor, lower
   difficulty; NoInt1 and NoInt2: through the origin; Longley: six nearly collinear predictors. */

// clang-format off
__attribute__((unused)) static const double norris_y[] = {
    0.1, 338.8, 118.1, 888.0, 9.2, 228.1, 668.5, 998.5, 449.1, 778.9, 559.2, 0.3, 0.1, 778.1,
    668.8, 339.3, 448.9, 10.8, 557.7, 228.3, 998.0, 888.8, 119.6, 0.3, 0.6, 557.6, 339.3,
    888.0, 998.5, 778.9, 10.2, 117.6, 228.9, 668.4, 449.2, 0.2,
};
__attribute__((unused)) static const double norris_x[] = {
    0.2, 337.4, 118.2, 884.6, 10.1, 226.5, 666.3, 996.3, 448.6, 777.0, 558.2, 0.4, 0.6, 775.5,
    666.9, 338.0, 447.5, 11.6, 556.0, 228.1, 995.8, 887.6, 120.2, 0.3, 0.3, 556.8, 339.1,
    887.2, 999.0, 779.0, 11.1, 118.3, 229.2, 669.1, 448.9, 0.5,
};
__attribute__((unused)) static const double noint1_y[] = {
    130, 131, 132, 133, 134, 135, 136, 137, 138, 139, 140,
};
__attribute__((unused)) static const double noint1_x[] = {
    60, 61, 62, 63, 64, 65, 66, 67, 68, 69, 70,
};
__attribute__((unused)) static const double noint2_y[] = {
    3, 4, 4,
};
__attribute__((unused)) static const double noint2_x[] = {
    4, 5, 6,
};
__attribute__((unused)) static const double longley_y[] = {
    60323, 61122, 60171, 61187, 63221, 63639, 64989, 63761, 66019, 67857, 68169, 66513, 68655,
    69564, 69331, 70551,
};
__attribute__((unused)) static const double longley_x1[] = {
    83.0, 88.5, 88.2, 89.5, 96.2, 98.1, 99.0, 100.0, 101.2, 104.6, 108.4, 110.8, 112.6, 114.2,
    115.7, 116.9,
};
__attribute__((unused)) static const double longley_x2[] = {
    234289, 259426, 258054, 284599, 328975, 346999, 365385, 363112, 397469, 419180, 442769,
    444546, 482704, 502601, 518173, 554894,
};
__attribute__((unused)) static const double longley_x3[] = {
    2356, 2325, 3682, 3351, 2099, 1932, 1870, 3578, 2904, 2822, 2936, 4681, 3813, 3931, 4806,
    4007,
};
__attribute__((unused)) static const double longley_x4[] = {
    1590, 1456, 1616, 1650, 3099, 3594, 3547, 3350, 3048, 2857, 2798, 2637, 2552, 2514, 2572,
    2827,
};
__attribute__((unused)) static const double longley_x5[] = {
    107608, 108632, 109773, 110929, 112075, 113270, 115094, 116219, 117388, 118734, 120445,
    121950, 123366, 125368, 127852, 130081,
};
__attribute__((unused)) static const double longley_x6[] = {
    1947, 1948, 1949, 1950, 1951, 1952, 1953, 1954, 1955, 1956, 1957, 1958, 1959, 1960, 1961,
    1962,
}; // clang-format on

#endif
