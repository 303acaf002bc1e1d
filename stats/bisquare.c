/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/bisquare.h"

#include <gsl/gsl_errno.h>
#include <gsl/gsl_multifit.h>

#include "base/missing.h"

/* The rows that are used, together. */
struct rows {
    double *x, *y; /* n x p; n */
    size_t n, p;
};

static enum status gather_rows(const struct ols_model *model, struct arena *arena,
                               struct rows *rows, struct error *err)
{
    struct ols_model unweighted = *model;
    unweighted.weight = NULL;
    rows->p = model->n_predictors + !model->through_origin;
    rows->x = arena_array(arena, (model->n + 1) * rows->p, double);
    rows->y = arena_array(arena, model->n + 1, double);
    if (rows->x == NULL || rows->y == NULL)
        return error_memory(err);
    for (size_t row = 0; row < model->n; row++) {
        if (is_missing(ols_row(&unweighted, row, rows->x + rows->n * rows->p)))
            continue;
        rows->y[rows->n++] = model->y[row];
    }
    return OK;
}

static void no_estimates(struct bisquare *out)
{
    for (size_t j = 0; j < out->n_coefficients; j++)
        out->estimate[j] = out->se[j] = MISSING;
    out->scale = MISSING;
}

static bool is_finite(const double *x, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (!isfinite(x[i]))
            return false;
    return true;
}

static enum status fit_rows(struct rows *rows, gsl_matrix *covariance, struct bisquare *out,
                            struct error *err)
{
    gsl_multifit_robust_workspace *work =
        gsl_multifit_robust_alloc(gsl_multifit_robust_bisquare, rows->n, rows->p);
    if (work == NULL)
        return error_memory(err);
    gsl_matrix_view x = gsl_matrix_view_array(rows->x, rows->n, rows->p);
    gsl_vector_view y = gsl_vector_view_array(rows->y, rows->n);
    gsl_vector_view estimate = gsl_vector_view_array(out->estimate, rows->p);
    const int code = gsl_multifit_robust(&x.matrix, &y.vector, &estimate.vector, covariance, work);
    out->scale = gsl_multifit_robust_statistics(work).sigma;
    for (size_t j = 0; j < rows->p; j++)
        out->se[j] = sqrt(gsl_matrix_get(covariance, j, j));
    if (code != GSL_SUCCESS || !is_finite(out->estimate, rows->p))
        no_estimates(out);
    gsl_multifit_robust_free(work);
    return OK;
}

enum status bisquare_fit(const struct ols_model *model, struct arena *arena, struct bisquare *out,
                         struct error *err)
{
    struct rows rows = {0};
    TRY(gather_rows(model, arena, &rows, err));
    double *covariance = arena_array(arena, rows.p * rows.p, double);
    *out = (struct bisquare){.n = rows.n,
                             .n_coefficients = rows.p,
                             .estimate = arena_array(arena, rows.p, double),
                             .se = arena_array(arena, rows.p, double)};
    if (covariance == NULL || out->estimate == NULL || out->se == NULL)
        return error_memory(err);
    if (rows.n <= rows.p) {
        no_estimates(out);
        return OK;
    }
    gsl_matrix_view view = gsl_matrix_view_array(covariance, rows.p, rows.p);
    return fit_rows(&rows, &view.matrix, out, err);
}
