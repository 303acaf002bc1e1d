/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef STATS_OLS_H
#define STATS_OLS_H

/* Linear regression by least squares.

       struct ols fit;
       TRY(ols_fit((struct ols_model){.y = y, .x = predictors, .n = n, .n_predictors = 3}, arena,
                   &fit, err));
       fit.coefficient[0]      the intercept, then the predictors in order

   Householder QR of the design with y as its last column, never normal equations; rows are taken
   in blocks, each stacked under the triangle of those before (Golub & Van Loan 2013, 5.2 and 6.5),
   so memory does not grow with n. NIST's reference sets come out to 9 digits or more.            */

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/error.h"

struct ols_model {
    const double *y;        /* n values; borrowed */
    const double *const *x; /* x[predictor][row], n_predictors columns of n values; borrowed */
    size_t n, n_predictors;
    bool through_origin; /* no intercept; R^2 is then about 0, not about the mean */
    double confidence;   /* of the intervals; 0 = 0.95 */
};

struct ols_coefficient {
    double estimate;  /* unit of y per unit of x */
    double se, t;     /* MISSING without degrees of freedom; t when the fit is exact (se 0) */
    double p;         /* two-sided; MISSING where t is */
    double low, high; /* MISSING where se is */
};

struct ols {
    size_t n;         /* rows used: none of y and x missing */
    size_t n_dropped; /* rows with a missing value */
    size_t n_coefficients;
    size_t df;                           /* n - n_coefficients */
    struct ols_coefficient *coefficient; /* intercept first, if any; in the arena */
    double residual_sd;                  /* unit of y; MISSING without degrees of freedom */
    double r2, r2_adjusted;              /* MISSING when y does not vary; adjusted when df = 0 */
};

/* Fails with ERR_MEMORY, and with ERR_NUMBER when a column is a linear combination of those before
   it (to 1e-10 of its length), which fewer rows than coefficients imply; the message names the
   first such coefficient by number.                                                              */
MUST_CHECK enum status ols_fit(struct ols_model model, struct arena *arena, struct ols *out,
                               struct error *err);

#endif
