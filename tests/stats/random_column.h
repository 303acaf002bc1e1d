/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TESTS_STATS_RANDOM_COLUMN_H
#define TESTS_STATS_RANDOM_COLUMN_H

/* Seeded random columns for the slow twins: every kind of column that a survey brings. */

#include "base/missing.h"
#include "base/random.h"

enum { RANDOM_CASES = 1000 };

/* A column of one of six kinds, by case number: whole or broken numbers, with or without ties, far
   from 0 or near it; about a fifth is missing in every other case. */
__attribute__((unused)) static void random_column(struct random *r, size_t nth, double *x, size_t n)
{
    const double far = nth % 3 == 0 ? 1e6 : 0;
    const bool has_ties = nth % 2 == 0;
    const bool has_missing = nth / 2 % 2 == 0;
    for (size_t i = 0; i < n; i++) {
        x[i] = far + (has_ties ? (double)random_below(r, 5) : random_normal(r));
        if (has_missing && random_below(r, 5) == 0)
            x[i] = missing_because(MISSING_REFUSED);
    }
}

/* Copies what is present; returns how many that is. */
__attribute__((unused)) static size_t present(const double *x, size_t n, double *out)
{
    size_t kept = 0;
    for (size_t i = 0; i < n; i++)
        if (!is_missing(x[i]))
            out[kept++] = x[i];
    return kept;
}

/* Copies the rows where both are present; returns how many those are. */
__attribute__((unused)) static size_t both_present(const double *x, const double *y, size_t n,
                                                   double *out_x, double *out_y)
{
    size_t kept = 0;
    for (size_t i = 0; i < n; i++) {
        if (is_missing(x[i]) || is_missing(y[i]))
            continue;
        out_x[kept] = x[i];
        out_y[kept++] = y[i];
    }
    return kept;
}

#endif
