/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef STATS_POLYCHORIC_H
#define STATS_POLYCHORIC_H

/* The correlation that two items on short scales would have if their answers were not cut into
   categories: both are taken as normal variables seen through thresholds.

       const double count[] = {13, 6, 0,  69, 113, 22,  41, 132, 104};
       struct polychoric got;
       TRY(polychoric_of((struct cross_table){count, 3, 3}, &got, err));

   Two steps (Olsson 1979, Psychometrika 44, 443): the thresholds are the normal quantiles of the
   margins, then rho has the largest likelihood given them, found as the root of the score by
   Fisher's scoring, kept safe by bisection.                                                      */

#include <stddef.h>

#include "base/error.h"

/* Counts of a first item (rows) and a second (columns), categories in ascending order:
   count[row * n_columns + column], 0 or more; borrowed. */
struct cross_table {
    const double *count;
    size_t n_rows, n_columns;
};

struct polychoric {
    double rho; /* [-1, 1]; MISSING when an item has fewer than two categories with answers */
    double se;  /* asymptotic, of both steps: thresholds are estimates too. MISSING where rho is and
                   where it is -1 or 1 */
    double n;   /* answers in the table */
};

/* A likelihood that still grows at 0.9999 (-0.9999), as when all answers agree, gives 1 (-1). No
   correction is made for cells without answers. Fails with ERR_MEMORY. */
MUST_CHECK enum status polychoric_of(struct cross_table table, struct polychoric *out,
                                     struct error *err);

#endif
