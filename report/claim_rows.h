/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef REPORT_CLAIM_ROWS_H
#define REPORT_CLAIM_ROWS_H

/* The rows of the sheet of associations: one figure each, first of pairs of indices, then of the
   hypotheses about them. */

#include "report/kept_rows.h"

enum {
    ASSOCIATION_X = 2,
    ASSOCIATION_VALUE,
    ASSOCIATION_LOW,
    ASSOCIATION_HIGH,
    ASSOCIATION_N,
    ASSOCIATION_P,
    ASSOCIATION_ID
};

/* A row: what of, the measure, x (missing but for a line), value, limits, n, p and id of the
   figure. A figure that is a p stands under p. NULL, and no row, when there is no such figure. */
struct cell *association_row(struct kept_rows *rows, const char *of, const char *measure, double x,
                             const struct figure *figure);

/* What stands beside the estimate of every hypothesis about how measures go together: partial
   correlations, intervals by resampling, the agencies that matter most (not in a published report)
   ... ERR_STORE, ERR_MEMORY. */
MUST_CHECK enum status claim_rows_put(struct kept_rows *rows, struct error *err);

#endif
