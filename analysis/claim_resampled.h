/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef ANALYSIS_CLAIM_RESAMPLED_H
#define ANALYSIS_CLAIM_RESAMPLED_H

/* The bootstrap that the tests about correlations have in common. */

#include "analysis/claim.h"
#include "stats/bootstrap.h"
#include "stats/resampled.h"

/* Puts hypothesis/bootstrap/H [i], the BCa interval of a statistic of stats/resampled.h over the
   units with all three columns, and says how in its method. */
MUST_CHECK enum status claim_put_bootstrap(const struct claim *claim,
                                           const double *const columns[3],
                                           bootstrap_statistic *statistic, struct error *err);

#endif
