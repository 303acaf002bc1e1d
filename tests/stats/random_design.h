/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TESTS_STATS_RANDOM_DESIGN_H
#define TESTS_STATS_RANDOM_DESIGN_H

/* Seeded regressions for the slow twins, and the slow twin that most of them need: normal
   equations, by elimination with more digits. */

#include "stats/ols.h"
#include "tests/stats/random_column.h"

enum { DESIGN_P = 3, DESIGN_ROWS = 40, DESIGN_CASES = 200 };

struct random_design {
    double y[DESIGN_ROWS], x[DESIGN_P][DESIGN_ROWS], weight[DESIGN_ROWS];
    const double *columns[DESIGN_P];
    size_t n;
};

/* 12 to 40 rows; the predictors go together a little, the residuals grow with the first, weights
   are 0.5 to 2.5; every other case has missing values. */
__attribute__((unused)) static void random_design(struct random *r, size_t nth,
                                                  struct random_design *d)
{
    d->n = 12 + random_below(r, DESIGN_ROWS - 11);
    for (size_t v = 0; v < DESIGN_P; v++)
        d->columns[v] = d->x[v];
    for (size_t row = 0; row < d->n; row++) {
        const double common = random_normal(r);
        d->x[0][row] = 50 + common + random_normal(r);
        d->x[1][row] = common + 2 * random_normal(r);
        d->x[2][row] = 7 + random_normal(r) - d->x[1][row] / 2;
        d->y[row] =
            3 + d->x[0][row] - d->x[2][row] + random_normal(r) * (1 + fabs(d->x[0][row] - 50));
        d->weight[row] = 0.5 + 2 * random_uniform(r);
        if (nth % 2 == 1 && random_below(r, 8) == 0)
            *(row % 2 == 0 ? &d->y[row] : &d->x[1][row]) = MISSING;
    }
}

__attribute__((unused)) static struct ols_model design_model(const struct random_design *d,
                                                             bool is_weighted)
{
    return (struct ols_model){.y = d->y,
                              .x = d->columns,
                              .weight = is_weighted ? d->weight : NULL,
                              .n = d->n,
                              .n_predictors = DESIGN_P};
}

/* (X'WX)^-1 over the rows that are used, but for `left_out` (n: none); and X'Wy. */
struct slow_normal {
    long double inverse[DESIGN_P + 1][DESIGN_P + 1], xy[DESIGN_P + 1];
};

__attribute__((unused)) static bool slow_row(const struct ols_model *m, size_t row,
                                             long double x[DESIGN_P + 1])
{
    x[0] = 1;
    bool is_complete = !is_missing(m->y[row]);
    for (size_t v = 0; v < DESIGN_P; v++) {
        x[v + 1] = m->x[v][row];
        is_complete &= !is_missing(m->x[v][row]);
    }
    return is_complete;
}

__attribute__((unused)) static struct slow_normal slow_normal(const struct ols_model *m,
                                                              size_t left_out)
{
    enum { N = DESIGN_P + 1 };
    struct slow_normal s = {0};
    long double a[N][2 * N] = {{0}}, x[N];
    for (size_t row = 0; row < m->n; row++) {
        const double w = m->weight == NULL ? 1 : m->weight[row];
        if (row == left_out || !slow_row(m, row, x))
            continue;
        for (size_t i = 0; i < N; i++) {
            s.xy[i] += w * x[i] * m->y[row];
            for (size_t j = 0; j < N; j++)
                a[i][j] += w * x[i] * x[j];
        }
    }
    for (size_t i = 0; i < N; i++)
        a[i][N + i] = 1;
    for (size_t k = 0; k < N; k++) {
        const long double pivot = a[k][k];
        for (size_t j = 0; j < 2 * N; j++)
            a[k][j] /= pivot;
        for (size_t i = 0; i < N; i++) {
            const long double factor = i == k ? 0 : a[i][k];
            for (size_t j = 0; j < 2 * N; j++)
                a[i][j] -= factor * a[k][j];
        }
    }
    for (size_t i = 0; i < N; i++)
        for (size_t j = 0; j < N; j++)
            s.inverse[i][j] = a[i][N + j];
    return s;
}

__attribute__((unused)) static void slow_coefficients(const struct slow_normal *s,
                                                      double out[DESIGN_P + 1])
{
    for (size_t i = 0; i <= DESIGN_P; i++) {
        long double b = 0;
        for (size_t j = 0; j <= DESIGN_P; j++)
            b += s->inverse[i][j] * s->xy[j];
        out[i] = (double)b;
    }
}

#endif
