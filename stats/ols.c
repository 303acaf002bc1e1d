/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/ols.h"

#include <gsl/gsl_linalg.h>

#include "base/missing.h"
#include "stats/distribution.h"
#include "stats/moments.h"

enum { BLOCK = 512 };

static const double rank_tolerance = 1e-10;

/* The rows seen so far, as an upper triangle: R of the design with y as its last column. The rows
   below it take the next block. */
struct triangle {
    gsl_matrix_view rows; /* (n_columns + BLOCK) x n_columns */
    gsl_vector_view tau;
    size_t n_columns; /* coefficients and y */
    size_t n_block;   /* rows waiting below the triangle */
};

static double at(const struct triangle *t, size_t i, size_t j)
{
    return gsl_matrix_get(&t->rows.matrix, i, j);
}

static enum status triangle_get(struct arena *arena, size_t n_columns, struct triangle *out,
                                struct error *err)
{
    double *rows = arena_array(arena, (n_columns + BLOCK) * n_columns, double);
    double *tau = arena_array(arena, n_columns, double);
    if (rows == NULL || tau == NULL)
        return error_memory(err);
    out->rows = gsl_matrix_view_array(rows, n_columns + BLOCK, n_columns);
    out->tau = gsl_vector_view_array(tau, n_columns);
    out->n_columns = n_columns;
    out->n_block = 0;
    return OK;
}

/* Works the waiting rows into the triangle. Reflecting a column moves its own row and the block's,
   so what is 0 below the diagonal stays 0. */
static enum status fold_block(struct triangle *t, struct error *err)
{
    gsl_matrix_view used =
        gsl_matrix_submatrix(&t->rows.matrix, 0, 0, t->n_columns + t->n_block, t->n_columns);
    if (gsl_linalg_QR_decomp(&used.matrix, &t->tau.vector) != GSL_SUCCESS)
        return error_set(err, ERR_NUMBER, "%s", _("the design cannot be decomposed"));
    t->n_block = 0;
    return OK;
}

/* Puts row `row` below the triangle; returns whether it is complete and so was taken. */
static bool take_row(struct triangle *t, const struct ols_model *m, size_t row)
{
    double *to = gsl_matrix_ptr(&t->rows.matrix, t->n_columns + t->n_block, 0);
    bool is_complete = !is_missing(m->y[row]);
    if (!m->through_origin)
        *to++ = 1;
    for (size_t v = 0; v < m->n_predictors; v++) {
        *to++ = m->x[v][row];
        is_complete &= !is_missing(m->x[v][row]);
    }
    *to = m->y[row];
    t->n_block += is_complete;
    return is_complete;
}

static enum status take_rows(struct triangle *t, const struct ols_model *m, struct moments *y,
                             struct error *err)
{
    for (size_t row = 0; row < m->n; row++) {
        if (take_row(t, m, row))
            moments_add(y, m->y[row]);
        if (t->n_block == BLOCK)
            TRY(fold_block(t, err));
    }
    return fold_block(t, err);
}

static double column_length(const struct triangle *t, size_t j)
{
    double length = 0;
    for (size_t i = 0; i <= j; i++)
        length = hypot(length, at(t, i, j));
    return length;
}

/* A diagonal element is the length of what is new in its column. */
static enum status check_rank(const struct triangle *t, struct error *err)
{
    for (size_t j = 0; j + 1 < t->n_columns; j++)
        if (fabs(at(t, j, j)) <= rank_tolerance * column_length(t, j))
            return error_set(err, ERR_NUMBER,
                             _("coefficient %zu is not determined: its column follows from those "
                               "before it"),
                             j + 1);
    return OK;
}

/* Solves R b = c for the first p columns of R by back substitution, in place. */
static void solve(const struct triangle *t, double *c)
{
    for (size_t i = t->n_columns - 1; i-- > 0;) {
        for (size_t j = i + 1; j + 1 < t->n_columns; j++)
            c[i] -= at(t, i, j) * c[j];
        c[i] /= at(t, i, i);
    }
}

/* Standard errors are s times the lengths of the rows of R's inverse, found column by column. */
static void add_errors(const struct triangle *t, struct ols *fit, double *column)
{
    for (size_t j = 0; j < fit->n_coefficients; j++) {
        for (size_t i = 0; i < fit->n_coefficients; i++)
            column[i] = i == j;
        solve(t, column);
        for (size_t i = 0; i <= j; i++)
            fit->coefficient[i].se = hypot(fit->coefficient[i].se, column[i]);
    }
    for (size_t i = 0; i < fit->n_coefficients; i++)
        fit->coefficient[i].se *= fit->residual_sd;
}

static void add_inference(struct ols *fit, double confidence)
{
    const double critical = student_critical(confidence, (double)fit->df);
    for (size_t i = 0; i < fit->n_coefficients; i++) {
        struct ols_coefficient *c = &fit->coefficient[i];
        c->t = c->se > 0 ? c->estimate / c->se : MISSING;
        c->p = student_two_sided(c->t, (double)fit->df);
        c->low = c->estimate - critical * c->se;
        c->high = c->estimate + critical * c->se;
    }
}

/* What is left of the spread of y about its mean (about 0 for a plane through the origin). */
static void add_fit(const struct triangle *t, bool through_origin, struct moments y,
                    struct ols *fit)
{
    const double residual = at(t, fit->n_coefficients, fit->n_coefficients);
    const double length = column_length(t, fit->n_coefficients);
    const double total = through_origin ? length * length : y.m2;
    const double total_df = (double)fit->n - !through_origin;
    if (fit->df > 0)
        fit->residual_sd = fabs(residual) / sqrt((double)fit->df);
    if (total > 0)
        fit->r2 = 1 - residual * residual / total;
    if (total > 0 && fit->df > 0)
        fit->r2_adjusted = 1 - (1 - fit->r2) * (total_df / (double)fit->df);
}

/* Coefficients first: the last column of the triangle is what they are solved from. */
static enum status solve_model(const struct triangle *t, struct ols *fit, struct arena *arena,
                               struct error *err)
{
    double *work = arena_array(arena, fit->n_coefficients, double);
    fit->coefficient = arena_array(arena, fit->n_coefficients, struct ols_coefficient);
    if (work == NULL || fit->coefficient == NULL)
        return error_memory(err);
    for (size_t i = 0; i < fit->n_coefficients; i++)
        work[i] = at(t, i, fit->n_coefficients);
    solve(t, work);
    for (size_t i = 0; i < fit->n_coefficients; i++)
        fit->coefficient[i].estimate = work[i];
    add_errors(t, fit, work);
    return OK;
}

enum status ols_fit(struct ols_model model, struct arena *arena, struct ols *out, struct error *err)
{
    *out = (struct ols){.residual_sd = MISSING, .r2 = MISSING, .r2_adjusted = MISSING};
    out->n_coefficients = model.n_predictors + !model.through_origin;
    struct triangle t = {0};
    struct moments y = {0};
    TRY(triangle_get(arena, out->n_coefficients + 1, &t, err));
    TRY(take_rows(&t, &model, &y, err));
    TRY(check_rank(&t, err));
    out->n = y.n;
    out->n_dropped = model.n - y.n;
    out->df = out->n - out->n_coefficients;
    add_fit(&t, model.through_origin, y, out);
    TRY(solve_model(&t, out, arena, err));
    add_inference(out, model.confidence > 0 ? model.confidence : 0.95);
    return OK;
}
