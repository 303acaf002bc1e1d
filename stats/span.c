/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/span.h"

#include <math.h>
#include <string.h>

static const double NOTHING = 1e-9;

/* A matrix in elimination, and what its rows are made of. */
struct work {
    double *row, *made;
    size_t n_rows, n_columns;
};

static void swap(double *a, double *b, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        const double kept = a[i];
        a[i] = b[i];
        b[i] = kept;
    }
}

static void subtract(double *from, const double *row, double times, size_t n)
{
    for (size_t i = 0; i < n; i++)
        from[i] -= times * row[i];
}

static void divide(double *row, double by, size_t n)
{
    for (size_t i = 0; i < n; i++)
        row[i] /= by;
}

/* The row at or below `from` with the largest entry in the column. */
static size_t largest(const struct work *w, size_t from, size_t column)
{
    size_t best = from;
    for (size_t i = from + 1; i < w->n_rows; i++)
        if (fabs(w->row[i * w->n_columns + column]) > fabs(w->row[best * w->n_columns + column]))
            best = i;
    return best;
}

/* Makes `rank` the row with a 1 in the column and every other row one with a 0; false when all
   have a 0 there already. */
static bool eliminate(const struct work *w, size_t rank, size_t column)
{
    const size_t k = w->n_columns, n = w->n_rows, best = largest(w, rank, column);
    double *row = w->row + rank * k, *made = w->made + rank * n;
    if (fabs(w->row[best * k + column]) < NOTHING)
        return false;
    if (best != rank) {
        swap(row, w->row + best * k, k);
        swap(made, w->made + best * n, n);
    }
    const double pivot = row[column];
    divide(row, pivot, k);
    divide(made, pivot, n);
    for (size_t i = 0; i < n; i++) {
        const double times = w->row[i * k + column];
        if (i == rank || times == 0)
            continue;
        subtract(w->row + i * k, row, times, k);
        subtract(w->made + i * n, made, times, n);
        w->row[i * k + column] = 0;
    }
    return true;
}

enum status span_make(const double *rows, size_t n_rows, size_t n_columns, struct arena *arena,
                      struct span *out, struct error *err)
{
    const struct work w = {.row = arena_array(arena, n_rows * n_columns, double),
                           .made = arena_array(arena, n_rows * n_rows, double),
                           .n_rows = n_rows,
                           .n_columns = n_columns};
    size_t *pivot = arena_array(arena, n_rows, size_t);
    if (w.row == NULL || w.made == NULL || pivot == NULL)
        return error_memory(err);
    if (n_rows * n_columns > 0)
        memcpy(w.row, rows, n_rows * n_columns * sizeof *rows);
    for (size_t i = 0; i < n_rows; i++)
        w.made[i * n_rows + i] = 1;
    size_t rank = 0;
    for (size_t column = 0; column < n_columns && rank < n_rows; column++)
        if (eliminate(&w, rank, column))
            pivot[rank++] = column;
    *out = (struct span){n_rows, n_columns, rank, w.row, w.made, pivot};
    return OK;
}

bool span_has(const struct span *span, const double *target, double *times)
{
    const size_t k = span->n_columns;
    for (size_t column = 0; column < k; column++) {
        double left = target[column];
        for (size_t r = 0; r < span->rank; r++)
            left -= target[span->pivot[r]] * span->reduced[r * k + column];
        if (fabs(left) > NOTHING)
            return false;
    }
    for (size_t i = 0; i < span->n_rows; i++) {
        times[i] = 0;
        for (size_t r = 0; r < span->rank; r++)
            times[i] += target[span->pivot[r]] * span->made[r * span->n_rows + i];
    }
    return true;
}
