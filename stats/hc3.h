/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef STATS_HC3_H
#define STATS_HC3_H

/* Standard errors of a regression that hold when the residuals' variance differs between rows.

       struct hc3 robust;
       TRY(hc3_of(&model, &fit, arena, &robust, err));
       robust.coefficient[1].low .. .high

   HC3 of MacKinnon & White (1985), Journal of Econometrics 29, 305: (X'X)^-1 [sum x x' e^2 /
   (1 - h)^2] (X'X)^-1, which is the sum over the rows of the squares of what each adds to the
   coefficients (stats/influence.h); t on the fit's degrees of freedom. As R's
   sandwich::vcovHC(type = "HC3").

   Under weights (stats/ols.h) the same form is the linearised variance for sampling weights
   (Binder 1983, International Statistical Review 51, 279) with every residual enlarged by
   1 / (1 - h): large samples give survey::svyglm's, smaller ones a larger, safer one. It counts
   every row as drawn on its own and takes no finite population correction.                       */

#include "stats/ols.h"

struct hc3 {
    struct ols_coefficient *coefficient; /* as the fit's, all but estimate anew; in the arena */
    double *covariance; /* n_coefficients x n_coefficients, row by row; in the arena */
};

/* Everything but the estimates is MISSING when the fit has no degrees of freedom or a row alone
   determines a coefficient. Fails with ERR_MEMORY. */
MUST_CHECK enum status hc3_of(const struct ols_model *model, const struct ols *fit,
                              struct arena *arena, struct hc3 *out, struct error *err);

#endif
