/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/influence.h"

#include "base/missing.h"

/* A leverage nearer to 1 than rounding can tell. */
static const double least_rest = 1e-10;

static double residual_of(const struct ols_model *model, const struct ols *fit, size_t row,
                          const double *x)
{
    double residual = model->y[row];
    for (size_t j = 0; j < fit->n_coefficients; j++)
        residual -= fit->coefficient[j].estimate * x[j];
    return residual;
}

static void nothing_shifts(const struct ols *fit, double *shift)
{
    for (size_t j = 0; j < fit->n_coefficients; j++)
        shift[j] = MISSING;
}

/* Turns the row x into (X'X)^-1 x and returns its leverage: with z = R'^-1 x, they are R^-1 z and
   z'z. */
static double solve_row(const struct ols *fit, double *x)
{
    double leverage = 0;
    triangle_solve_transposed(&fit->triangle, fit->n_coefficients, x);
    for (size_t j = 0; j < fit->n_coefficients; j++)
        leverage += x[j] * x[j];
    triangle_solve(&fit->triangle, fit->n_coefficients, x);
    return leverage;
}

/* `e` is the weighted residual. */
static void add_distances(const struct ols *fit, double e, struct influence *at)
{
    const double rest = 1 - at->leverage;
    const double variance = fit->residual_sd * fit->residual_sd;
    if (!(variance > 0))
        return;
    at->cook = e * e * at->leverage / ((double)fit->n_coefficients * variance * rest * rest);
    const double others = ((double)fit->df * variance - e * e / rest) / ((double)fit->df - 1);
    if (fit->df > 1 && others > 0)
        at->studentised = e / sqrt(others * rest);
}

struct influence influence_of(const struct ols_model *model, const struct ols *fit, size_t row,
                              double *shift)
{
    struct influence at = {MISSING, MISSING, MISSING, MISSING};
    const double weight = ols_row(model, row, shift);
    if (is_missing(weight)) {
        nothing_shifts(fit, shift);
        return at;
    }
    at.residual = residual_of(model, fit, row, shift);
    const double root = sqrt(weight);
    for (size_t j = 0; j < fit->n_coefficients; j++)
        shift[j] *= root;
    at.leverage = fmin(1, solve_row(fit, shift));
    if (1 - at.leverage < least_rest) {
        nothing_shifts(fit, shift);
        return at;
    }
    const double e = root * at.residual;
    for (size_t j = 0; j < fit->n_coefficients; j++)
        shift[j] *= e / (1 - at.leverage);
    add_distances(fit, e, &at);
    return at;
}

double influence_cut(const struct ols *fit)
{
    return 4 / (double)fit->n;
}

static void widen(struct influence_range *range, double value, size_t row)
{
    if (is_missing(range->low) || value < range->low) {
        range->low = value;
        range->low_row = row;
    }
    if (is_missing(range->high) || value > range->high) {
        range->high = value;
        range->high_row = row;
    }
}

void influence_ranges(const struct ols_model *model, const struct ols *fit, double *shift,
                      struct influence_range *out)
{
    for (size_t j = 0; j < fit->n_coefficients; j++)
        out[j] = (struct influence_range){.low = MISSING, .high = MISSING};
    for (size_t row = 0; row < model->n; row++) {
        influence_of(model, fit, row, shift);
        for (size_t j = 0; j < fit->n_coefficients; j++)
            if (!is_missing(shift[j]))
                widen(&out[j], fit->coefficient[j].estimate - shift[j], row);
    }
}
