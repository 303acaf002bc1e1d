/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/partial.h"

#include <stdbool.h>

#include "base/arena.h"
#include "base/missing.h"

static const double follows = 1e-10;

/* Complete rows: the controls, then x, then y. */
struct design {
    double **column;
    size_t n, n_columns;
};

static const double *column_of(const struct partial_model *m, size_t v)
{
    return v < m->n_controls ? m->control[v] : v == m->n_controls ? m->x : m->y;
}

static enum status design_get(struct arena *arena, const struct partial_model *m,
                              struct design *out)
{
    out->n_columns = m->n_controls + 2;
    out->column = arena_array(arena, out->n_columns, double *);
    for (size_t v = 0; out->column != NULL && v < out->n_columns; v++)
        if ((out->column[v] = arena_array(arena, m->n, double)) == NULL)
            return ERR_MEMORY;
    return out->column == NULL ? ERR_MEMORY : OK;
}

static void take_rows(const struct partial_model *m, struct design *d)
{
    d->n = 0;
    for (size_t row = 0; row < m->n; row++) {
        bool is_complete = true;
        for (size_t v = 0; v < d->n_columns; v++) {
            d->column[v][d->n] = column_of(m, v)[row];
            is_complete &= !is_missing(column_of(m, v)[row]);
        }
        d->n += is_complete;
    }
}

static double product(const double *a, const double *b, size_t n)
{
    double sum = 0;
    for (size_t i = 0; i < n; i++)
        sum += a[i] * b[i];
    return sum;
}

/* The first value is the origin, so that a constant becomes 0 exactly. */
static void centre(double *x, size_t n)
{
    double mean = 0;
    for (size_t i = n; i-- > 0;)
        mean += (x[i] -= x[0]) / (double)n;
    for (size_t i = 0; i < n; i++)
        x[i] -= mean;
}

/* Takes away what the `n_unit` columns of length 1 explain; scales what is left to length 1.
     returns  whether anything is left                                                           */
static bool orthogonalise(const struct design *d, double *const *unit, size_t n_unit, double *x)
{
    const double length = sqrt(product(x, x, d->n));
    for (int round = 0; round < 2; round++)
        for (size_t u = 0; u < n_unit; u++) {
            const double part = product(unit[u], x, d->n);
            for (size_t i = 0; i < d->n; i++)
                x[i] -= part * unit[u][i];
        }
    const double left = sqrt(product(x, x, d->n));
    if (!(left > follows * length))
        return false;
    for (size_t i = 0; i < d->n; i++)
        x[i] /= left;
    return true;
}

/* Keeps the controls that say something new in front; returns how many those are. */
static size_t reduce_controls(struct design *d)
{
    size_t kept = 0;
    for (size_t v = 0; v + 2 < d->n_columns; v++)
        if (orthogonalise(d, d->column, kept, d->column[v])) {
            double *new = d->column[v];
            d->column[v] = d->column[kept];
            d->column[kept++] = new;
        }
    return kept;
}

static double residual_correlation(struct design *d, size_t n_unit)
{
    double *x = d->column[d->n_columns - 2], *y = d->column[d->n_columns - 1];
    const bool exists =
        orthogonalise(d, d->column, n_unit, x) && orthogonalise(d, d->column, n_unit, y);
    return exists ? fmax(-1, fmin(1, product(x, y, d->n))) : MISSING;
}

enum status partial_correlation(struct partial_model model, struct partial *out, struct error *err)
{
    struct arena scratch = {0};
    struct design d;
    const enum status status = design_get(&scratch, &model, &d);
    if (status == OK) {
        take_rows(&model, &d);
        for (size_t v = 0; v < d.n_columns; v++)
            centre(d.column[v], d.n);
        const size_t k = out->n_controls = reduce_controls(&d);
        const size_t effective = d.n > k ? d.n - k : 0;
        out->r = correlation_of(effective < 2 ? MISSING : residual_correlation(&d, k), effective,
                                model.confidence);
        out->r.n = d.n;
    }
    arena_release(&scratch);
    return status == OK ? OK : error_memory(err);
}
