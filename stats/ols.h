/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef STATS_OLS_H
#define STATS_OLS_H

/* Linear regression by least squares.

       struct ols fit;
       TRY(ols_fit((struct ols_model){.y = y, .x = predictors, .n = n, .n_predictors = 3}, arena,
                   &fit, err));
       fit.coefficient[0]      the intercept, then the predictors in order

   Householder QR of the design with y as its last column, never normal equations; rows are taken
   in blocks (stats/triangle.h), so memory does not grow with n. NIST's reference sets come out to 9
   digits or more.

   With weights, the sum of weight x residual^2 is least: each row is multiplied by the root of its
   weight. se, t, p and intervals are then right when a row's variance is 1 / weight; for sampling
   weights take those of stats/hc3.h.                                                             */

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/error.h"
#include "stats/triangle.h"

struct ols_model {
    const double *y;        /* n values; borrowed */
    const double *const *x; /* x[predictor][row], n_predictors columns of n values; borrowed */
    const double *weight;   /* n values; a row without a positive one is dropped; NULL: all 1 */
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
    size_t n;         /* rows used: none of y, x and weight missing */
    size_t n_dropped; /* rows with a missing value */
    size_t n_coefficients;
    size_t df;                           /* n - n_coefficients */
    struct ols_coefficient *coefficient; /* intercept first, if any; in the arena */
    double residual_sd;                  /* unit of y; MISSING without degrees of freedom */
    double r2, r2_adjusted;              /* MISSING when y does not vary; adjusted when df = 0 */
    struct triangle triangle;            /* of the design with y as its last column */
};

/* Fails with ERR_MEMORY, and with ERR_NUMBER when a column is a linear combination of those before
   it (to 1e-10 of its length), which fewer rows than coefficients imply; the message names the
   first such coefficient by number, and n, n_dropped and triangle are there to say more.         */
MUST_CHECK enum status ols_fit(struct ols_model model, struct arena *arena, struct ols *out,
                               struct error *err);

/* The design's row `row`: n_coefficients numbers (1 for the intercept, then the predictors), into
   `out`. Its weight; MISSING when the row is dropped. */
double ols_row(const struct ols_model *model, size_t row, double *out);

/* t, p and the interval that follow from estimate and se. */
void ols_infer(struct ols_coefficient *coefficient, size_t df, double confidence);

#endif
