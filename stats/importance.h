/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef STATS_IMPORTANCE_H
#define STATS_IMPORTANCE_H

/* What each predictor of a regression with intercept contributes, whatever its unit.

       struct importance of[3];
       TRY(importance_of(&model, arena, of, err));           one per predictor

   All of it comes from one triangle: QR of the columns, each about its mean and of length 1. VIF:
   squared length of a row of R's inverse, as R's car::vif. Share: Shapley's, of R^2 (Lindeman,
   Merenda & Gold 1980, 119; as relaimpo's lmg): what the predictor adds to R^2, averaged over all
   orders in which the predictors may come; R^2 of every subset is the length of y within the
   subset's columns of the triangle.                                                              */

#include "stats/ols.h"

enum { IMPORTANCE_MOST = 12 }; /* predictors for which 2^k subsets are gone through */

struct importance {
    double beta;  /* standardised coefficient: sd of y per sd of x; MISSING when y is constant */
    double vif;   /* >= 1: how collinearity multiplies the coefficient's variance */
    double share; /* >= 0, sum over the predictors is R^2; MISSING when y is constant or there are
                     more than IMPORTANCE_MOST */
};

/* Fills n_predictors elements, over the rows that ols_fit uses. Fails with ERR_MEMORY, and as
   ols_fit with ERR_NUMBER when a predictor is constant or follows from those before it. The model
   has an intercept: through_origin is not looked at. */
MUST_CHECK enum status importance_of(const struct ols_model *model, struct arena *arena,
                                     struct importance *out, struct error *err);

#endif
