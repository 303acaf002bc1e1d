/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef STATS_COMOMENTS_H
#define STATS_COMOMENTS_H

/* Means and co-moments of k variables over the rows in which none is missing (listwise deletion).

       struct comoments m;
       TRY(comoments_get(arena, k, &m, err));
       comoments_add_rows(&m, rows, n_rows);          as often as there are rows
       double s12 = comoments_covariance(&m, 0, 1);

   Two passes within a block of rows, blocks merged: Chan, Golub & LeVeque (1983). A variable that
   does not vary has its sum of squares exactly 0. The same calls give the same bits.             */

#include <stddef.h>

#include "base/arena.h"
#include "base/error.h"

struct comoments {
    size_t k;         /* variables */
    size_t n;         /* complete rows added */
    size_t n_dropped; /* rows left out because a value was missing */
    double *mean;     /* k; 0 while n is 0 */
    double *sum;      /* k x k, symmetric: sums of (x_i - mean_i)(x_j - mean_j) */
    double *block;    /* private: a block of complete rows, then its mean */
    double *turned;   /* private: a block of columns turned into rows */
};

/* No rows yet of k variables; the arrays live in `arena`. Fails with ERR_MEMORY. */
MUST_CHECK enum status comoments_get(struct arena *arena, size_t k, struct comoments *out,
                                     struct error *err);

/* Adds n rows given row by row: rows[row * k + v]. */
void comoments_add_rows(struct comoments *m, const double *rows, size_t n);

/* Adds n rows given as k columns: columns[v][row]. The same bits as from rows. */
void comoments_add_columns(struct comoments *m, const double *const *columns, size_t n);

/* Adds what `other` has seen of the same k variables. */
void comoments_merge(struct comoments *m, const struct comoments *other);

/* sum_ij / (n - 1); MISSING when n < 2. */
double comoments_covariance(const struct comoments *m, size_t i, size_t j);

/* Pearson's r of i and j, in [-1, 1]; MISSING when n < 2 or one of the two does not vary. */
double comoments_correlation(const struct comoments *m, size_t i, size_t j);

/* All of them: out[i * k + j]; 1 on the diagonal where the variable varies. */
void comoments_correlations(const struct comoments *m, double *out);

#endif
