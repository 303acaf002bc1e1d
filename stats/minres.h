/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef STATS_MINRES_H
#define STATS_MINRES_H

/* One factor behind a set of items, and how reliable their sum is if it is so.

       struct minres factor;
       TRY(minres_fit(r, k, arena, &factor, err));
       double omega = omega_total(factor.loading, k);

   Minimum residuals (Harman & Jones 1966, Psychometrika 31, 351): the loadings that leave the
   smallest sum of squares of the correlations of different items, found one at a time, again and
   again, which never makes it larger; the first principal component is where it begins.
   Omega: McDonald (1999), Test Theory, 89. */

#include <stddef.h>

#include "base/arena.h"
#include "base/error.h"

struct minres {
    double *loading;   /* k, in the arena: correlation of item and factor, [-1, 1]; their sum is
                          positive or 0. The uniqueness is 1 - loading^2 */
    double residual;   /* root mean square of what is left of the correlations of two items */
    size_t n_improper; /* loadings that would be larger than the largest, sqrt(0.995) as in R's
                          psych, and were kept there (a Heywood case) */
    size_t n_sweeps;   /* rounds through the items */
};

/* From the correlations r (k x k, ones on the diagonal); borrowed.
   Loadings and residual are MISSING when k < 3 (two items do not determine a factor), when one of r
   is missing, when an item follows from others (stats/inverse.h), when the items have nothing in
   common, or when 10 000 sweeps do not settle the loadings to 1e-13. Fails with ERR_MEMORY. */
MUST_CHECK enum status minres_fit(const double *r, size_t k, struct arena *arena,
                                  struct minres *out, struct error *err);

/* (sum of loadings)^2 / ((sum of loadings)^2 + sum of uniquenesses): the share of the variance of
   the sum of the standardised items that their factor has. Items are turned the same way. MISSING
   when a loading is, or k is 0. */
double omega_total(const double *loading, size_t k);

#endif
