/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Does x go with y? Pearson's r in the claimed direction, and beside it what tells how firm it is:
   ranks, controls, measurement error, chance, resampling, single units, weights. */

#include "analysis/claim.h"
#include "analysis/claim_range.h"
#include "analysis/claim_resampled.h"
#include "stats/attenuation.h"
#include "stats/correlation.h"
#include "stats/kendall.h"
#include "stats/leave_one_out.h"
#include "stats/partial.h"
#include "stats/permutation.h"
#include "stats/weighted.h"

static const double *x_of(const struct claim *claim)
{
    return claim->x[0];
}

static const double *y_of(const struct claim *claim)
{
    return claim->y[0];
}

static enum status put_spearman(const struct claim *claim, struct error *err)
{
    struct analysis *analysis = claim->analysis;
    struct spearman_room room;
    TRY(spearman_room_get(claim->scratch, claim->n, &room, err));
    struct figure figure = figure_of_r(
        correlation_spearman(x_of(claim), y_of(claim), claim->n, analysis->confidence, &room));
    figure.method =
        analysis_text(analysis, "Spearman's rho, mid-ranks; p two-sided, t on n - 2; Fisher z %s%s",
                      analysis->interval, claim_kinship(claim));
    return claim_put(claim, "spearman", NULL, figure, err);
}

static enum status put_kendall(const struct claim *claim, struct error *err)
{
    struct kendall tau;
    TRY(kendall_of(x_of(claim), y_of(claim), claim->n, &tau, err));
    struct figure figure = figure_of(tau.value, (double)tau.n);
    figure.p = tau.p;
    figure.unit = "tau";
    figure.decimals = 2;
    figure.method = analysis_text(claim->analysis, "Kendall's tau-b; p two-sided, %s%s",
                                  tau.is_exact ? "exact" : "normal, variance corrected for ties",
                                  claim_kinship(claim));
    return claim_put(claim, "kendall", NULL, figure, err);
}

/* "fte, complexity": the n controls from `first`. */
static const char *names_of_controls(const struct claim *claim, size_t first, size_t n)
{
    const char *names = claim->of->controls[first]->code;
    for (size_t i = first + 1; i < first + n && names != NULL; i++)
        names = arena_print(claim->scratch, "%s, %s", names, claim->of->controls[i]->code);
    claim->analysis->is_out_of_memory |= names == NULL;
    return names == NULL ? "" : names;
}

/* Given the n controls from `first`; `group` says which when those are not all. */
static enum status put_partial_given(const struct claim *claim, size_t first, size_t n,
                                     const char *group, struct error *err)
{
    struct analysis *analysis = claim->analysis;
    struct partial partial;
    TRY(partial_correlation((struct partial_model){.x = x_of(claim),
                                                   .y = y_of(claim),
                                                   .control = claim->controls + first,
                                                   .n = claim->n,
                                                   .n_controls = n,
                                                   .confidence = analysis->confidence},
                            &partial, err));
    struct figure figure = figure_of_r(partial.r);
    figure.method = analysis_text(
        analysis,
        "partial correlation given %s: r of the residuals; p two-sided, t on n - %zu; Fisher z %s, "
        "n - %zu%s",
        names_of_controls(claim, first, n), 2 + partial.n_controls, analysis->interval,
        3 + partial.n_controls, claim_kinship(claim));
    return claim_put(claim, "partial", group, figure, err);
}

/* Given all controls, and given each alone. */
static enum status put_partial(const struct claim *claim, struct error *err)
{
    const size_t n = claim->of->n_controls;
    if (n == 0)
        return OK;
    TRY(put_partial_given(claim, 0, n, NULL, err));
    for (size_t i = 0; n > 1 && i < n; i++) {
        const char *group =
            figure_level(claim->analysis->out->arena, "given", claim->of->controls[i]->code);
        if (group == NULL)
            return error_memory(err);
        TRY(put_partial_given(claim, i, 1, group, err));
    }
    return OK;
}

static double alpha_figure(const struct claim *claim, const char *measure,
                           const struct indicator *index)
{
    struct analysis *analysis = claim->analysis;
    const char *id = figure_id(analysis->out->arena, "alpha", measure, index->code, NULL, NULL);
    analysis->is_out_of_memory |= id == NULL;
    const struct figure *alpha = id == NULL ? NULL : figures_find(analysis->out, id);
    return alpha == NULL ? MISSING : alpha->value;
}

/* That of its items rather than of two or three indices in between, which is too low. */
static double alpha_of(const struct claim *claim, const struct indicator *index)
{
    const double of_items = alpha_figure(claim, "complete_items", index);
    return is_missing(of_items) ? alpha_figure(claim, "complete", index) : of_items;
}

/* Only an index has an alpha; what is asked in one question has none. */
static enum status put_attenuation(const struct claim *claim, struct correlation r,
                                   struct error *err)
{
    const double alpha_x = alpha_of(claim, claim->of->x[0]);
    const double alpha_y = alpha_of(claim, claim->of->y[0]);
    const bool has_both = !is_missing(alpha_x) && !is_missing(alpha_y);
    struct figure figure = figure_of(attenuation_corrected(r.value, alpha_x, alpha_y), (double)r.n);
    figure.unit = "r";
    figure.decimals = 2;
    figure.status = has_both ? NULL : "z";
    figure.method =
        has_both
            ? analysis_text(claim->analysis,
                            "corrected for attenuation: r / sqrt(alpha_x alpha_y), alpha %.3f and "
                            "%.3f; what r might be without measurement error, not an estimate to "
                            "test; may exceed 1%s",
                            alpha_x, alpha_y, claim_kinship(claim))
            : "corrected for attenuation: x or y has no alpha";
    return claim_put(claim, "attenuation_corrected", NULL, figure, err);
}

static enum status put_permutation(const struct claim *claim, struct error *err)
{
    struct permutation p;
    TRY(permutation_correlation(
        (struct permutation_request){.x = x_of(claim),
                                     .y = y_of(claim),
                                     .n = claim->n,
                                     .replicates = claim->analysis->replicates,
                                     .seed = claim->seed},
        &p, err));
    static const char *const side[] = {[ALTERNATIVE_TWO_SIDED] = "|r| as large",
                                       [ALTERNATIVE_GREATER] = "r as high",
                                       [ALTERNATIVE_LESS] = "r as low"};
    struct figure figure =
        figure_of(claim_own_p(claim, p.two_sided, p.greater, p.less), (double)p.n);
    figure.unit = "p";
    figure.decimals = 4;
    figure.method = analysis_text(claim->analysis,
                                  "permutation: (b + 1) / (m + 1), b of m = %zu random orders of y "
                                  "with %s%s",
                                  claim->analysis->replicates, side[claim->of->alternative],
                                  claim_kinship(claim));
    return claim_put(claim, "permutation_p", NULL, figure, err);
}

static enum status put_leave_one_out(const struct claim *claim, struct correlation r,
                                     struct error *err)
{
    const struct leave_one_out ends = leave_one_out(x_of(claim), y_of(claim), claim->n);
    struct claim_range range = {0};
    claim_range_take(&range, ends.low, ends.low_row);
    claim_range_take(&range, ends.high, ends.high_row);
    return claim_range_put(claim, &range, figure_of_r(r), err);
}

/* Its interval takes the effective number of units for n. */
static enum status put_weighted(const struct claim *claim, struct error *err)
{
    struct analysis *analysis = claim->analysis;
    const struct weighted_correlation w =
        weighted_correlation(x_of(claim), y_of(claim), claim->weight, claim->n);
    const size_t effective = w.effective >= 1 ? (size_t)w.effective : 0;
    struct figure figure = figure_of_r(correlation_of(w.value, effective, analysis->confidence));
    figure.n = (double)w.n;
    figure.method = analysis_text(
        analysis,
        "Pearson's r weighted for non-response; p two-sided, t, and Fisher z %s, on %zu "
        "effective units%s",
        analysis->interval, effective, claim_kinship(claim));
    return claim_put(claim, "weighted", NULL, figure, err);
}

static enum status put_resampled(const struct claim *claim, struct error *err)
{
    TRY(put_permutation(claim, err));
    return claim_put_bootstrap(
        claim, (const double *const[]){x_of(claim), y_of(claim), y_of(claim)}, resampled_r, err);
}

static enum status run(const struct claim *claim, struct estimate *out, struct error *err)
{
    struct analysis *analysis = claim->analysis;
    const struct correlation r =
        correlation_pearson(x_of(claim), y_of(claim), claim->n, analysis->confidence);
    *out = (struct estimate){
        .value = r.value,
        .n = (double)r.n,
        .se = MISSING,
        .low = r.low,
        .high = r.high,
        .p = claim_directed_p(claim, r.value, r.p),
        .unit = "r",
        .decimals = 2,
        .method = analysis_text(analysis, "Pearson's r; p %s, t on n - 2; Fisher z %s%s",
                                claim_sidedness(claim), analysis->interval, claim_kinship(claim)),
        .why = "x and y must vary over at least three units that have both",
    };
    TRY(put_spearman(claim, err));
    TRY(put_kendall(claim, err));
    TRY(put_partial(claim, err));
    TRY(put_attenuation(claim, r, err));
    if (analysis->replicates > 0)
        TRY(put_resampled(claim, err));
    if (analysis->leaves_out)
        TRY(put_leave_one_out(claim, r, err));
    return claim->weight != NULL ? put_weighted(claim, err) : OK;
}

const struct claim_test claim_correlation = {run};
