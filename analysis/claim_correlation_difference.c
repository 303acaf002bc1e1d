/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Does x go more with y1 than with y2? The difference of two correlations that the same units give,
   after Steiger, and beside it both r, a bootstrap interval and, with weights, the weighted one. */

#include "analysis/claim.h"
#include "analysis/claim_resampled.h"
#include "stats/correlation.h"
#include "stats/dependent.h"
#include "stats/weighted.h"

/* The columns over the units that have all three. */
struct trio {
    double *x, *y[2], *weight; /* weight NULL without one */
    size_t n;
};

static enum status trio_get(const struct claim *claim, struct trio *out, struct error *err)
{
    struct arena *scratch = claim->scratch;
    *out = (struct trio){
        .x = arena_array(scratch, claim->n, double),
        .y = {arena_array(scratch, claim->n, double), arena_array(scratch, claim->n, double)},
        .weight = arena_array(scratch, claim->n, double)};
    if (out->x == NULL || out->y[0] == NULL || out->y[1] == NULL || out->weight == NULL)
        return error_memory(err);
    for (size_t i = 0; i < claim->n; i++) {
        const double x = claim->x[0][i], y1 = claim->y[0][i], y2 = claim->y[1][i];
        if (is_missing(x) || is_missing(y1) || is_missing(y2))
            continue;
        out->x[out->n] = x;
        out->y[0][out->n] = y1;
        out->y[1][out->n] = y2;
        out->weight[out->n++] = claim->weight == NULL ? 1 : claim->weight[i];
    }
    return OK;
}

static enum status put_r(const struct claim *claim, struct correlation r, size_t which,
                         struct error *err)
{
    struct analysis *analysis = claim->analysis;
    const char *group = figure_level(analysis->out->arena, "y", claim->of->y[which]->code);
    if (group == NULL)
        return error_memory(err);
    struct figure figure = figure_of_r(r);
    figure.method =
        analysis_text(analysis,
                      "Pearson's r of x and %s over units with all three; p two-sided, t on n - 2; "
                      "Fisher z %s%s",
                      claim->of->y[which]->code, analysis->interval, claim_kinship(claim));
    return claim_put(claim, "pearson", group, figure, err);
}

static enum status put_steiger(const struct claim *claim, struct dependent d, size_t n,
                               struct error *err)
{
    struct figure figure = figure_of(d.z, (double)n);
    figure.p = d.p;
    figure.unit = "z";
    figure.decimals = 2;
    figure.method = analysis_text(claim->analysis,
                                  "Steiger's (1980) Z2* for two correlations that share x; p "
                                  "two-sided, normal%s",
                                  claim_kinship(claim));
    return claim_put(claim, "steiger_z", NULL, figure, err);
}

static enum status put_weighted(const struct claim *claim, const struct trio *trio,
                                struct error *err)
{
    struct analysis *analysis = claim->analysis;
    const struct weighted_correlation first = weighted_correlation(trio->x, trio->y[0],
                                                                   trio->weight, trio->n),
                                      second = weighted_correlation(trio->x, trio->y[1],
                                                                    trio->weight, trio->n),
                                      both = weighted_correlation(trio->y[0], trio->y[1],
                                                                  trio->weight, trio->n);
    const size_t effective = first.effective >= 1 ? (size_t)first.effective : 0;
    const struct dependent d =
        dependent_compare((struct dependent_pair){first.value, second.value, both.value, effective},
                          analysis->confidence);
    struct figure figure = figure_of(d.difference, (double)first.n);
    figure.low = d.low;
    figure.high = d.high;
    figure.p = d.p;
    figure.unit = "r";
    figure.decimals = 2;
    figure.method = analysis_text(
        analysis,
        "difference of r weighted for non-response; Steiger's test, two-sided, and Zou's "
        "%s, on %zu effective units%s",
        analysis->interval, effective, claim_kinship(claim));
    return claim_put(claim, "weighted", NULL, figure, err);
}

static enum status put_beside(const struct claim *claim, const struct trio *trio, struct error *err)
{
    if (claim->analysis->replicates > 0)
        TRY(claim_put_bootstrap(claim,
                                (const double *const[]){claim->x[0], claim->y[0], claim->y[1]},
                                resampled_difference, err));
    return claim->weight != NULL ? put_weighted(claim, trio, err) : OK;
}

static enum status run(const struct claim *claim, struct estimate *out, struct error *err)
{
    struct analysis *analysis = claim->analysis;
    const double confidence = analysis->confidence;
    struct trio trio;
    TRY(trio_get(claim, &trio, err));
    const struct correlation r_1 = correlation_pearson(trio.x, trio.y[0], trio.n, confidence);
    const struct correlation r_2 = correlation_pearson(trio.x, trio.y[1], trio.n, confidence);
    const double r_12 = correlation_pearson(trio.y[0], trio.y[1], trio.n, confidence).value;
    const struct dependent d =
        dependent_compare((struct dependent_pair){r_1.value, r_2.value, r_12, trio.n}, confidence);
    *out = (struct estimate){
        .value = d.difference,
        .n = (double)trio.n,
        .se = MISSING,
        .low = d.low,
        .high = d.high,
        .p = claim_directed_p(claim, d.z, d.p),
        .unit = "r",
        .decimals = 2,
        .method = analysis_text(analysis,
                                "r of x and y1 less r of x and y2 over units with all three; p %s, "
                                "Steiger's (1980) Z2*; %s after Zou (2007)%s",
                                claim_sidedness(claim), analysis->interval, claim_kinship(claim)),
        .why = "x and both y must vary over at least four units that have all three",
    };
    TRY(put_r(claim, r_1, 0, err));
    TRY(put_r(claim, r_2, 1, err));
    TRY(put_steiger(claim, d, trio.n, err));
    return put_beside(claim, &trio, err);
}

const struct claim_test claim_correlation_difference = {run};
