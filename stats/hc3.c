/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/hc3.h"

#include "base/missing.h"
#include "stats/influence.h"

static void add_row(double *covariance, const double *shift, size_t p)
{
    for (size_t i = 0; i < p; i++)
        for (size_t j = 0; j < p; j++)
            covariance[i * p + j] += shift[i] * shift[j];
}

/* A row that cannot be left out makes the whole sum missing. */
static void sum_rows(const struct ols_model *model, const struct ols *fit, double *shift,
                     double *covariance)
{
    for (size_t row = 0; row < model->n; row++) {
        const struct influence at = influence_of(model, fit, row, shift);
        if (!is_missing(at.residual))
            add_row(covariance, shift, fit->n_coefficients);
    }
}

enum status hc3_of(const struct ols_model *model, const struct ols *fit, struct arena *arena,
                   struct hc3 *out, struct error *err)
{
    const size_t p = fit->n_coefficients;
    double *shift = arena_array(arena, p, double);
    out->covariance = arena_array(arena, p * p, double);
    out->coefficient = arena_array(arena, p, struct ols_coefficient);
    if (shift == NULL || out->covariance == NULL || out->coefficient == NULL)
        return error_memory(err);
    sum_rows(model, fit, shift, out->covariance);
    for (size_t i = 0; i < p * p && fit->df == 0; i++)
        out->covariance[i] = MISSING;
    for (size_t j = 0; j < p; j++) {
        out->coefficient[j].estimate = fit->coefficient[j].estimate;
        out->coefficient[j].se = sqrt(out->covariance[j * p + j]);
        ols_infer(&out->coefficient[j], fit->df, model->confidence);
    }
    return OK;
}
