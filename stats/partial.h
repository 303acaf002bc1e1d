/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef STATS_PARTIAL_H
#define STATS_PARTIAL_H

/* The correlation of x and y when what controls explain of either is taken away.

       struct partial partial;
       TRY(partial_correlation((struct partial_model){.x = x, .y = y, .control = columns, .n = n,
                                                      .n_controls = 2, .confidence = 0.95},
                               &partial, err));

   Pearson's r of the residuals of x and y on the controls, which is -P_ij / sqrt(P_ii P_jj) of the
   inverse P of all their correlations. Orthogonalised in turn by Gram & Schmidt, twice, which is
   enough (Giraud, Langou & Rozloznik 2005), over the rows where nothing is missing. p from t on
   n - 2 - k degrees of freedom, Fisher's interval with n - 3 - k, for k controls.               */

#include <stddef.h>

#include "base/error.h"
#include "stats/correlation.h"

struct partial_model {
    const double *x, *y;          /* n values each; borrowed */
    const double *const *control; /* control[v][row], n_controls columns; borrowed */
    size_t n, n_controls;
    double confidence;
};

struct partial {
    struct correlation r; /* n: rows without a missing value. MISSING where x or y does not vary, or
                             follows from the controls (to 1e-10 of its length); p and interval also
                             when no degrees of freedom are left */
    size_t n_controls;    /* that count: a control that does not vary, or follows from those before
                             it, explains nothing more and costs no degree of freedom */
};

/* Memory for the duration of the call: 8 bytes per row and column. Fails with ERR_MEMORY. */
MUST_CHECK enum status partial_correlation(struct partial_model model, struct partial *out,
                                           struct error *err);

#endif
