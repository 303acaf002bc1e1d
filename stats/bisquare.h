/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef STATS_BISQUARE_H
#define STATS_BISQUARE_H

/* Linear regression that odd rows do not decide: Tukey's bisquare.

       struct bisquare robust;
       TRY(bisquare_fit(&model, arena, &robust, err));
       robust.estimate[1]      beside the same of ols_fit

   Rows are weighted by (1 - u^2)^2 where |u| < 1, else 0, and fitted anew until the coefficients
   stay (to 1.5e-8 of their size, at most 100 times). u = e / (4.685 s): e the residual over
   sqrt(1 - h), h the leverage, and s = median |e| / 0.6745 without the p - 1 smallest |e| of p
   coefficients. 4.685 gives 95 % of the efficiency of least squares under normal residuals. Beaton
   & Tukey (1974), Technometrics 16, 147; DuMouchel & O'Brien (1989), Computer Science and
   Statistics: 21st Symposium on the Interface, 297, whom GSL's gsl_multifit_robust, used here,
   follows; R's MASS::rlm takes neither h nor p into account, and so differs a little. All rows are
   held in memory at once.                                                                        */

#include "stats/ols.h"

struct bisquare {
    size_t n, n_coefficients; /* rows used, as in ols_fit */
    double *estimate;         /* n_coefficients, intercept first; all MISSING when the fits do not
                                 settle or there are no degrees of freedom; in the arena */
    double *se;               /* likewise (Street, Carroll & Ruppert 1988) */
    double scale;             /* unit of y; robust standard deviation of the residuals */
};

/* The model's weights are not looked at. Fails with ERR_MEMORY. A design whose columns depend on
   each other is for ols_fit to find: here it gives MISSING, or any of many solutions. */
MUST_CHECK enum status bisquare_fit(const struct ols_model *model, struct arena *arena,
                                    struct bisquare *out, struct error *err);

#endif
