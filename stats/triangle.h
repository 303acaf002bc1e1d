/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef STATS_TRIANGLE_H
#define STATS_TRIANGLE_H

/* Rows of numbers boiled down to a triangle: the R of Householder's QR, never the normal equations.

       struct triangle t;
       TRY(triangle_get(arena, n_columns, &t, err));
       for (...) {
           double *row = triangle_row(&t);       fill n_columns numbers
           TRY(triangle_take(&t, err));          or do not: the next row takes the place
       }
       TRY(triangle_fold(&t, err));              the last rows

   Rows wait in blocks, each folded under the triangle of those before (Golub & Van Loan 2013, 5.2
   and 6.5), so memory does not grow with their number. Signs of rows of R are of no consequence. */

#include <stddef.h>

#include "base/arena.h"
#include "base/error.h"

struct triangle {
    double *rows; /* n_columns of the triangle, below them those that wait; in the arena */
    double *tau;  /* n_columns, for GSL */
    size_t n_columns;
    size_t n_waiting;
};

/* An empty triangle. Fails with ERR_MEMORY. */
MUST_CHECK enum status triangle_get(struct arena *arena, size_t n_columns, struct triangle *out,
                                    struct error *err);

/* The place of the next row, n_columns numbers. */
double *triangle_row(struct triangle *t);

/* Takes the row that stands in that place. Fails, with ERR_NUMBER, only where GSL does. */
MUST_CHECK enum status triangle_take(struct triangle *t, struct error *err);

/* Works the rows that wait into the triangle; to be called after the last one. */
MUST_CHECK enum status triangle_fold(struct triangle *t, struct error *err);

/* What stands at row i, column j >= i. */
double triangle_at(const struct triangle *t, size_t i, size_t j);

/* The length (2-norm) of all rows' column j. */
double triangle_length(const struct triangle *t, size_t j);

/* The first of the columns 0 .. n - 1 that is a linear combination of those before it (to 1e-10 of
   its length), as fewer rows than columns imply; n when none is. */
size_t triangle_dependent(const struct triangle *t, size_t n);

/* Solves R b = c for the triangle of the first n columns, in place. */
void triangle_solve(const struct triangle *t, size_t n, double *c);

/* Solves R' z = c likewise. */
void triangle_solve_transposed(const struct triangle *t, size_t n, double *c);

#endif
