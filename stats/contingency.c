/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/contingency.h"

#include "base/missing.h"
#include "stats/distribution.h"
#include "stats/noncentral.h"

static double row_total(const struct counts *c, size_t row)
{
    double total = 0;
    for (size_t column = 0; column < c->n_columns; column++)
        total += (double)c->cell[row * c->n_columns + column];
    return total;
}

static double column_total(const struct counts *c, size_t column)
{
    double total = 0;
    for (size_t row = 0; row < c->n_rows; row++)
        total += (double)c->cell[row * c->n_columns + column];
    return total;
}

static void count_margins(const struct counts *c, struct contingency *out)
{
    for (size_t row = 0; row < c->n_rows; row++) {
        out->n += (size_t)row_total(c, row);
        out->n_rows += row_total(c, row) > 0;
    }
    for (size_t column = 0; column < c->n_columns; column++)
        out->n_columns += column_total(c, column) > 0;
}

/* Sum of (|observed - expected| - off)^2 / expected. In a 2 x 2 table all cells are as far away,
   so `off` is the same for all of them. */
static double distance(const struct counts *c, size_t n, double off, double *least_expected)
{
    double sum = 0;
    *least_expected = INFINITY;
    for (size_t column = 0; column < c->n_columns; column++) {
        const double of_column = column_total(c, column);
        for (size_t row = 0; row < c->n_rows; row++) {
            const double expected = row_total(c, row) * of_column / (double)n;
            const double away = fabs((double)c->cell[row * c->n_columns + column] - expected);
            if (!(expected > 0))
                continue;
            *least_expected = fmin(*least_expected, expected);
            sum += (away - fmin(off, away)) * (away - fmin(off, away)) / expected;
        }
    }
    return sum;
}

static void add_v(struct contingency *c, double confidence)
{
    const double n = (double)c->n, rows = (double)c->n_rows, columns = (double)c->n_columns;
    const double most = n * (fmin(rows, columns) - 1);
    const double low = noncentral_chi_square_lambda(c->chi2, c->df, (1 + confidence) / 2);
    const double high = noncentral_chi_square_lambda(c->chi2, c->df, (1 - confidence) / 2);
    c->v = fmin(1, sqrt(c->chi2 / most));
    if (!is_missing(low) && !is_missing(high)) {
        c->low = fmin(c->v, sqrt(low / most));
        c->high = fmin(1, fmax(c->v, sqrt(high / most)));
    }
    const double phi2 = fmax(0, c->chi2 / n - c->df / (n - 1));
    const double rows_left = rows - (rows - 1) * (rows - 1) / (n - 1);
    const double columns_left = columns - (columns - 1) * (columns - 1) / (n - 1);
    if (fmin(rows_left, columns_left) > 1)
        c->v_corrected = fmin(1, sqrt(phi2 / (fmin(rows_left, columns_left) - 1)));
}

struct contingency contingency_of(struct counts counts, double confidence)
{
    struct contingency c = {0,       0,       0,       MISSING, MISSING, MISSING,
                            MISSING, MISSING, MISSING, MISSING, MISSING, MISSING};
    double ignored;
    count_margins(&counts, &c);
    if (c.n_rows < 2 || c.n_columns < 2)
        return c;
    c.chi2 = distance(&counts, c.n, 0, &c.least_expected);
    c.df = (double)((c.n_rows - 1) * (c.n_columns - 1));
    c.p = chi_square_above(c.chi2, c.df);
    if (c.df == 1)
        c.p_yates = chi_square_above(distance(&counts, c.n, 0.5, &ignored), 1);
    add_v(&c, confidence);
    return c;
}
