/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/triangle.h"

#include <gsl/gsl_linalg.h>
#include <math.h>

enum { BLOCK = 512 };

static const double rank_tolerance = 1e-10;

enum status triangle_get(struct arena *arena, size_t n_columns, struct triangle *out,
                         struct error *err)
{
    *out = (struct triangle){
        .rows = arena_array(arena, (n_columns + BLOCK) * n_columns, double),
        .tau = arena_array(arena, n_columns, double),
        .n_columns = n_columns,
    };
    return out->rows == NULL || out->tau == NULL ? error_memory(err) : OK;
}

double *triangle_row(struct triangle *t)
{
    return t->rows + (t->n_columns + t->n_waiting) * t->n_columns;
}

enum status triangle_take(struct triangle *t, struct error *err)
{
    t->n_waiting++;
    return t->n_waiting == BLOCK ? triangle_fold(t, err) : OK;
}

/* Reflecting a column moves its own row and the block's, so what is 0 below the diagonal stays 0.
 */
enum status triangle_fold(struct triangle *t, struct error *err)
{
    gsl_matrix_view rows =
        gsl_matrix_view_array(t->rows, t->n_columns + t->n_waiting, t->n_columns);
    gsl_vector_view tau = gsl_vector_view_array(t->tau, t->n_columns);
    if (gsl_linalg_QR_decomp(&rows.matrix, &tau.vector) != GSL_SUCCESS)
        return error_set(err, ERR_NUMBER, "%s", _("the design cannot be decomposed"));
    t->n_waiting = 0;
    return OK;
}

double triangle_at(const struct triangle *t, size_t i, size_t j)
{
    return t->rows[i * t->n_columns + j];
}

double triangle_length(const struct triangle *t, size_t j)
{
    double length = 0;
    for (size_t i = 0; i <= j; i++)
        length = hypot(length, triangle_at(t, i, j));
    return length;
}

/* A diagonal element is the length of what is new in its column. */
size_t triangle_dependent(const struct triangle *t, size_t n)
{
    for (size_t j = 0; j < n; j++)
        if (fabs(triangle_at(t, j, j)) <= rank_tolerance * triangle_length(t, j))
            return j;
    return n;
}

void triangle_solve(const struct triangle *t, size_t n, double *c)
{
    for (size_t i = n; i-- > 0;) {
        for (size_t j = i + 1; j < n; j++)
            c[i] -= triangle_at(t, i, j) * c[j];
        c[i] /= triangle_at(t, i, i);
    }
}

void triangle_solve_transposed(const struct triangle *t, size_t n, double *c)
{
    for (size_t i = 0; i < n; i++) {
        for (size_t j = 0; j < i; j++)
            c[i] -= triangle_at(t, j, i) * c[j];
        c[i] /= triangle_at(t, i, i);
    }
}
