/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Does y go with x, given other predictors? The coefficient of the first x with standard errors
   that need no equal variances, and beside it what tells how firm it is: the other terms, what each
   contributes, a fit that odd units do not decide, single units, weights. */

#include "analysis/claim.h"
#include "analysis/claim_range.h"
#include "stats/bisquare.h"
#include "stats/hc3.h"
#include "stats/importance.h"
#include "stats/influence.h"

/* The plane of a claim: its x, then its controls. */
struct plane {
    const struct claim *claim;
    struct ols_model model;
    struct ols fit;
    struct hc3 hc3;
    struct importance *importance; /* one per term */
    const char *why;               /* there is none: why; else NULL */
};

/* The x and controls in one row; NULL when memory runs out. */
static const double *const *terms_of(const struct claim *claim)
{
    const struct hypothesis *of = claim->of;
    const double **terms = arena_array(claim->scratch, of->n_x + of->n_controls, const double *);
    for (size_t i = 0; terms != NULL && i < of->n_x; i++)
        terms[i] = claim->x[i];
    for (size_t i = 0; terms != NULL && i < of->n_controls; i++)
        terms[of->n_x + i] = claim->controls[i];
    return terms;
}

static const char *term_code(const struct plane *plane, size_t term)
{
    const struct hypothesis *of = plane->claim->of;
    return term < of->n_x ? of->x[term]->code : of->controls[term - of->n_x]->code;
}

/* A term that stands twice is told of once. */
static bool is_repeated(const struct plane *plane, size_t term)
{
    for (size_t i = 0; i < term; i++)
        if (strcmp(term_code(plane, i), term_code(plane, term)) == 0)
            return true;
    return false;
}

/* Whether y differs between two of the rows that have every value. */
static bool y_varies(const struct ols_model *model)
{
    double first = MISSING;
    for (size_t i = 0; i < model->n; i++) {
        bool is_whole = !is_missing(model->y[i]);
        for (size_t j = 0; is_whole && j < model->n_predictors; j++)
            is_whole = !is_missing(model->x[j][i]);
        if (is_whole && !is_missing(first) && model->y[i] != first)
            return true;
        if (is_whole)
            first = model->y[i];
    }
    return false;
}

/* Why the plane has no solution, for the finding. */
static const char *why_not(const struct plane *plane)
{
    struct analysis *analysis = plane->claim->analysis;
    const struct ols *fit = &plane->fit;
    const size_t dependent = triangle_dependent(&fit->triangle, fit->n_coefficients);
    if (fit->n < fit->n_coefficients)
        return analysis_text(analysis, "%zu units have all its values, and it has %zu coefficients",
                             fit->n, fit->n_coefficients);
    return analysis_text(analysis, "'%s' does not vary, or follows from the terms before it",
                         term_code(plane, dependent - 1));
}

/* A plane without a solution is not an error: `why` tells. Nor has a constant y one: its
   coefficients would be rounding errors, which pass for figures. */
static enum status fit_plane(struct plane *plane, struct error *err)
{
    const struct claim *claim = plane->claim;
    const size_t n_terms = plane->model.n_predictors;
    plane->importance = arena_array(claim->scratch, n_terms, struct importance);
    if (plane->model.x == NULL || plane->importance == NULL)
        return error_memory(err);
    for (size_t i = 0; i < n_terms; i++)
        plane->importance[i] = (struct importance){MISSING, MISSING, MISSING};
    const enum status status = ols_fit(plane->model, claim->scratch, &plane->fit, NULL);
    if (status == ERR_NUMBER)
        plane->why = why_not(plane);
    if (status == ERR_NUMBER)
        return OK;
    if (status != OK)
        return error_memory(err);
    if (!y_varies(&plane->model)) {
        plane->why = "y does not vary";
        plane->fit.r2 = plane->fit.r2_adjusted = MISSING;
        return OK;
    }
    TRY(hc3_of(&plane->model, &plane->fit, claim->scratch, &plane->hc3, err));
    return importance_of(&plane->model, claim->scratch, plane->importance, err);
}

/* The HC3 coefficient of a term; all MISSING without a plane. */
static struct ols_coefficient coefficient_of(const struct plane *plane, size_t term)
{
    if (plane->why != NULL)
        return (struct ols_coefficient){MISSING, MISSING, MISSING, MISSING, MISSING, MISSING};
    return plane->hc3.coefficient[term + 1];
}

static struct figure figure_of_coefficient(const struct plane *plane, struct ols_coefficient c)
{
    struct figure figure = figure_of(c.estimate, (double)plane->fit.n);
    figure.se = c.se;
    figure.low = c.low;
    figure.high = c.high;
    figure.p = c.p;
    figure.unit = "";
    figure.decimals = 3;
    return figure;
}

static enum status put_number(const struct plane *plane, const char *measure, const char *group,
                              struct figure figure, struct error *err)
{
    figure.n = (double)plane->fit.n;
    figure.decimals = figure.decimals == 0 ? 3 : figure.decimals;
    figure.unit = figure.unit == NULL ? "" : figure.unit;
    return claim_put(plane->claim, measure, group, figure, err);
}

static enum status put_term(const struct plane *plane, size_t term, struct error *err)
{
    struct analysis *analysis = plane->claim->analysis;
    const char *group = figure_level(analysis->out->arena, "term", term_code(plane, term));
    if (group == NULL)
        return error_memory(err);
    struct figure b = figure_of_coefficient(plane, coefficient_of(plane, term));
    b.method = analysis_text(analysis,
                             "least squares with the other terms; HC3 se, t on n - %zu, %s; p "
                             "two-sided",
                             plane->fit.n_coefficients, analysis->interval);
    TRY(claim_put(plane->claim, "b", group, b, err));
    struct figure figure = figure_of(plane->importance[term].beta, MISSING);
    figure.method = "standardised coefficient: sd of y per sd of the term, given the others";
    TRY(put_number(plane, "beta", group, figure, err));
    figure.value = plane->importance[term].vif;
    figure.decimals = 2;
    figure.method = "variance inflation factor: 1 / (1 - R2 of the term on the others)";
    TRY(put_number(plane, "vif", group, figure, err));
    figure.value = plane->importance[term].share;
    figure.decimals = 3;
    figure.unit = "share";
    figure.method = "the term's part of R2: what it adds, averaged over all orders (Shapley, LMG)";
    return put_number(plane, "r2_share", group, figure, err);
}

static enum status put_fit(const struct plane *plane, struct error *err)
{
    struct figure figure = figure_of(plane->fit.r2, MISSING);
    figure.unit = "share";
    figure.method = "share of the variance of y that the terms explain together";
    TRY(put_number(plane, "r2", NULL, figure, err));
    figure.value = plane->fit.r2_adjusted;
    figure.method = "R2 adjusted for the number of terms: 1 - (1 - R2) (n - 1) / (n - p)";
    return put_number(plane, "r2_adjusted", NULL, figure, err);
}

/* b of the first x where odd units do not decide. */
static enum status put_robust(const struct plane *plane, struct error *err)
{
    struct bisquare robust = {0};
    struct figure figure = figure_of(MISSING, (double)plane->fit.n);
    if (plane->why == NULL) {
        TRY(bisquare_fit(&plane->model, plane->claim->scratch, &robust, err));
        figure.value = robust.estimate[1];
        figure.se = robust.se[1];
    }
    figure.unit = "";
    figure.decimals = 3;
    figure.method = "coefficient of the first x by Tukey's bisquare, tuning constant 4.685, scale "
                    "median |residual| / 0.6745: odd units count less, or not at all";
    return claim_put(plane->claim, "robust_b", NULL, figure, err);
}

static enum status put_leave_one_out(const struct plane *plane, struct error *err)
{
    const size_t p = plane->fit.n_coefficients;
    double *shift = arena_array(plane->claim->scratch, p, double);
    struct influence_range *of = arena_array(plane->claim->scratch, p, struct influence_range);
    if (shift == NULL || of == NULL)
        return error_memory(err);
    struct claim_range range = {0};
    if (plane->why == NULL) {
        influence_ranges(&plane->model, &plane->fit, shift, of);
        claim_range_take(&range, of[1].low, of[1].low_row);
        claim_range_take(&range, of[1].high, of[1].high_row);
    }
    struct figure like = figure_of(MISSING, (double)plane->fit.n);
    like.unit = "";
    like.decimals = 3;
    return claim_range_put(plane->claim, &range, like, err);
}

static enum status put_weighted(const struct plane *plane, struct error *err)
{
    struct analysis *analysis = plane->claim->analysis;
    struct plane weighted = {.claim = plane->claim, .model = plane->model};
    weighted.model.weight = plane->claim->weight;
    TRY(fit_plane(&weighted, err));
    struct figure figure = figure_of_coefficient(&weighted, coefficient_of(&weighted, 0));
    figure.method =
        analysis_text(analysis,
                      "b of the first x, least squares weighted for non-response; linearised se, "
                      "residuals enlarged as in HC3, t on n - %zu, %s; p two-sided",
                      weighted.fit.n_coefficients, analysis->interval);
    return claim_put(plane->claim, "weighted", NULL, figure, err);
}

static void set_estimate(const struct plane *plane, struct estimate *out)
{
    const struct claim *claim = plane->claim;
    struct analysis *analysis = claim->analysis;
    const struct ols_coefficient c = coefficient_of(plane, 0);
    *out = (struct estimate){
        .value = c.estimate,
        .n = (double)plane->fit.n,
        .se = c.se,
        .low = c.low,
        .high = c.high,
        .p = claim_directed_p(claim, c.t, c.p),
        .unit = "",
        .decimals = 3,
        .method = analysis_text(analysis,
                                "coefficient of the first x, least squares with the other terms; "
                                "HC3 se, t on n - %zu, %s; p %s%s",
                                plane->fit.n_coefficients, analysis->interval,
                                claim_sidedness(claim), claim_kinship(claim)),
        .why = plane->why != NULL ? plane->why
                                  : "a single unit determines a coefficient, no unit is left to "
                                    "tell the error, or the fit is exact",
    };
}

static enum status run(const struct claim *claim, struct estimate *out, struct error *err)
{
    struct plane plane = {
        .claim = claim,
        .model = {.y = claim->y[0],
                  .x = terms_of(claim),
                  .n = claim->n,
                  .n_predictors = claim->of->n_x + claim->of->n_controls,
                  .confidence = claim->analysis->confidence},
    };
    TRY(fit_plane(&plane, err));
    set_estimate(&plane, out);
    for (size_t term = 0; term < plane.model.n_predictors; term++)
        if (!is_repeated(&plane, term))
            TRY(put_term(&plane, term, err));
    TRY(put_fit(&plane, err));
    if (claim->analysis->leaves_out) {
        TRY(put_robust(&plane, err));
        TRY(put_leave_one_out(&plane, err));
    }
    return claim->weight != NULL ? put_weighted(&plane, err) : OK;
}

const struct claim_test claim_regression = {run};
