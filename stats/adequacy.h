/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef STATS_ADEQUACY_H
#define STATS_ADEQUACY_H

/* Is there anything for a factor to find among these items? Kaiser, Meyer & Olkin's measure of
   sampling adequacy, and Bartlett's test of sphericity.

       struct adequacy a;
       TRY(adequacy_of(r, k, n, arena, &a, err));

   Sources: Kaiser & Rice (1974) Educational and Psychological Measurement 34, 111; Bartlett (1951)
   Biometrika 38, 337.                                                                            */

#include <stddef.h>

#include "base/arena.h"
#include "base/error.h"

struct adequacy {
    double kmo;   /* 0..1: sum of squared correlations over that plus the sum of squared partial
                     correlations, over all pairs of different items */
    double *item; /* k: the same over the pairs with one item; in the arena */
    double chi2;  /* -(n - 1 - (2k + 5)/6) ln det r: 0 when no two items are correlated */
    size_t df;    /* k (k - 1) / 2 */
    double p;     /* P(chi-square on df >= chi2) */
};

/* From the correlations r (k x k, ones on the diagonal) of k items over n people; borrowed.
   All MISSING when k < 2, when one of r is missing, or when an item follows from others
   (stats/inverse.h). chi2 and p also when n is too small, n - 1 <= (2k + 5)/6; kmo also when no two
   items are correlated at all, and an item's when it is correlated with none. Fails with
   ERR_MEMORY.                                                                                    */
MUST_CHECK enum status adequacy_of(const double *r, size_t k, size_t n, struct arena *arena,
                                   struct adequacy *out, struct error *err);

#endif
