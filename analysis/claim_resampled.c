/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/claim_resampled.h"

enum status claim_put_bootstrap(const struct claim *claim, const double *const columns[3],
                                bootstrap_statistic *statistic, struct error *err)
{
    struct analysis *analysis = claim->analysis;
    struct resampled units;
    struct bootstrap b;
    TRY(resampled_get(claim->scratch, columns, claim->n, &units, err));
    TRY(bootstrap_interval((struct bootstrap_request){.statistic = statistic,
                                                      .data = &units,
                                                      .n_units = units.n,
                                                      .replicates = analysis->replicates,
                                                      .seed = claim->seed,
                                                      .confidence = analysis->confidence},
                           &b, err));
    struct figure figure = figure_of(b.value, (double)units.n);
    figure.se = b.se;
    figure.low = b.low;
    figure.high = b.high;
    figure.unit = "r";
    figure.decimals = 2;
    figure.method =
        analysis_text(analysis,
                      "bootstrap of units, %zu replicates: %s corrected for bias and acceleration "
                      "(BCa), se of the replicates%s",
                      b.n_used, analysis->interval, claim_kinship(claim));
    return claim_put(claim, "bootstrap", NULL, figure, err);
}
