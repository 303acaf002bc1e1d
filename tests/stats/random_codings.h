/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TESTS_STATS_RANDOM_CODINGS_H
#define TESTS_STATS_RANDOM_CODINGS_H

/* Seeded codings for the slow twins: coders who see the same, more or less. */

#include "base/missing.h"
#include "base/random.h"
#include "stats/codings.h"

enum { MOST_UNITS = 14, MOST_CODERS = 4, MOST_CATEGORIES = 6 };

struct random_codings {
    double cell[MOST_UNITS * MOST_CODERS];
    struct codings codings; /* of them */
};

/* From 0 units and 1 coder on; categories are small whole numbers, from 0. In two of three cases
   some codings are missing. */
__attribute__((unused)) static void random_codings(struct random *r, size_t nth,
                                                   struct random_codings *out)
{
    const size_t n_units = random_below(r, MOST_UNITS + 1);
    const size_t n_coders = 1 + random_below(r, MOST_CODERS);
    const size_t n_categories = 1 + random_below(r, MOST_CATEGORIES);
    for (size_t unit = 0; unit < n_units; unit++) {
        const size_t truth = random_below(r, n_categories);
        for (size_t coder = 0; coder < n_coders; coder++) {
            const bool sees = random_below(r, 3) > 0;
            out->cell[unit * n_coders + coder] =
                (double)(sees ? truth : random_below(r, n_categories));
            if (nth % 3 > 0 && random_below(r, 5) == 0)
                out->cell[unit * n_coders + coder] = missing_because(MISSING_NOT_ASKED);
        }
    }
    out->codings = (struct codings){out->cell, n_units, n_coders};
}

#endif
