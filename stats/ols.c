/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/ols.h"

#include "base/missing.h"
#include "stats/distribution.h"
#include "stats/moments.h"

double ols_row(const struct ols_model *m, size_t row, double *out)
{
    const double weight = m->weight == NULL ? 1 : m->weight[row];
    bool is_complete = weight > 0 && !is_missing(m->y[row]);
    if (!m->through_origin)
        *out++ = 1;
    for (size_t v = 0; v < m->n_predictors; v++) {
        *out++ = m->x[v][row];
        is_complete &= !is_missing(m->x[v][row]);
    }
    return is_complete ? weight : MISSING;
}

static enum status take_rows(struct triangle *t, const struct ols_model *m, struct moments *y,
                             struct error *err)
{
    for (size_t row = 0; row < m->n; row++) {
        double *to = triangle_row(t);
        const double weight = ols_row(m, row, to);
        if (is_missing(weight))
            continue;
        to[t->n_columns - 1] = m->y[row];
        for (size_t j = 0; m->weight != NULL && j < t->n_columns; j++)
            to[j] *= sqrt(weight);
        moments_add(y, m->y[row]);
        TRY(triangle_take(t, err));
    }
    return triangle_fold(t, err);
}

static enum status check_rank(const struct triangle *t, struct error *err)
{
    const size_t j = triangle_dependent(t, t->n_columns - 1);
    if (j + 1 == t->n_columns)
        return OK;
    return error_set(err, ERR_NUMBER,
                     _("coefficient %zu is not determined: its column follows from those "
                       "before it"),
                     j + 1);
}

/* Standard errors are s times the lengths of the rows of R's inverse, found column by column. */
static void add_errors(struct ols *fit, double *column)
{
    for (size_t j = 0; j < fit->n_coefficients; j++) {
        for (size_t i = 0; i < fit->n_coefficients; i++)
            column[i] = i == j;
        triangle_solve(&fit->triangle, fit->n_coefficients, column);
        for (size_t i = 0; i <= j; i++)
            fit->coefficient[i].se = hypot(fit->coefficient[i].se, column[i]);
    }
    for (size_t i = 0; i < fit->n_coefficients; i++)
        fit->coefficient[i].se *= fit->residual_sd;
}

void ols_infer(struct ols_coefficient *c, size_t df, double confidence)
{
    const double critical = student_critical(confidence > 0 ? confidence : 0.95, (double)df);
    c->t = c->se > 0 ? c->estimate / c->se : MISSING;
    c->p = student_two_sided(c->t, (double)df);
    c->low = c->estimate - critical * c->se;
    c->high = c->estimate + critical * c->se;
}

/* The sum of squares of y about 0 or, with an intercept, about its mean: what lies beyond the first
   row of the triangle; from y itself where there are no weights, which is a few digits better. */
static double total_squares(const struct triangle *t, const struct ols_model *m, struct moments y)
{
    const size_t last = t->n_columns - 1;
    if (!m->through_origin && m->weight == NULL)
        return y.m2;
    double length = 0;
    for (size_t i = !m->through_origin; i <= last; i++)
        length = hypot(length, triangle_at(t, i, last));
    return y.m2 > 0 || m->through_origin ? length * length : 0;
}

/* What is left of the spread of y about its mean (about 0 for a plane through the origin). */
static void add_fit(const struct ols_model *m, struct moments y, struct ols *fit)
{
    const double residual = triangle_at(&fit->triangle, fit->n_coefficients, fit->n_coefficients);
    const double total = total_squares(&fit->triangle, m, y);
    const double total_df = (double)fit->n - !m->through_origin;
    if (fit->df > 0)
        fit->residual_sd = fabs(residual) / sqrt((double)fit->df);
    if (total > 0)
        fit->r2 = 1 - residual * residual / total;
    if (total > 0 && fit->df > 0)
        fit->r2_adjusted = 1 - (1 - fit->r2) * (total_df / (double)fit->df);
}

/* Coefficients first: the last column of the triangle is what they are solved from. */
static enum status solve_model(struct ols *fit, struct arena *arena, struct error *err)
{
    double *work = arena_array(arena, fit->n_coefficients, double);
    fit->coefficient = arena_array(arena, fit->n_coefficients, struct ols_coefficient);
    if (work == NULL || fit->coefficient == NULL)
        return error_memory(err);
    for (size_t i = 0; i < fit->n_coefficients; i++)
        work[i] = triangle_at(&fit->triangle, i, fit->n_coefficients);
    triangle_solve(&fit->triangle, fit->n_coefficients, work);
    for (size_t i = 0; i < fit->n_coefficients; i++)
        fit->coefficient[i].estimate = work[i];
    add_errors(fit, work);
    return OK;
}

enum status ols_fit(struct ols_model model, struct arena *arena, struct ols *out, struct error *err)
{
    *out = (struct ols){.residual_sd = MISSING, .r2 = MISSING, .r2_adjusted = MISSING};
    out->n_coefficients = model.n_predictors + !model.through_origin;
    struct moments y = {0};
    TRY(triangle_get(arena, out->n_coefficients + 1, &out->triangle, err));
    TRY(take_rows(&out->triangle, &model, &y, err));
    out->n = y.n;
    out->n_dropped = model.n - y.n;
    TRY(check_rank(&out->triangle, err));
    out->df = out->n - out->n_coefficients;
    add_fit(&model, y, out);
    TRY(solve_model(out, arena, err));
    for (size_t i = 0; i < out->n_coefficients; i++)
        ols_infer(&out->coefficient[i], out->df, model.confidence);
    return OK;
}
