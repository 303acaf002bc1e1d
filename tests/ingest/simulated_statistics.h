/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TESTS_INGEST_SIMULATED_STATISTICS_H
#define TESTS_INGEST_SIMULATED_STATISTICS_H

/* Counts, shares and correlations of drawn answers. */

#include "tests/ingest/simulated.h"

__attribute__((unused)) static size_t count_cells(const struct simulated *s, const char *column,
                                                  const char *text)
{
    size_t n = 0;
    for (size_t row = 0; row < s->n_rows; row++)
        n += strcmp(simulated_cell(s, row, column), text) == 0;
    return n;
}

/* Whether n of `of` is within four standard errors of the share expected. */
__attribute__((unused)) static bool is_share(size_t n, size_t of, double share)
{
    return fabs((double)n / (double)of - share) <= 4 * sqrt(share * (1 - share) / (double)of);
}

static bool is_number(const char *text)
{
    return text[0] != '\0' && strcmp(text, "98") != 0;
}

/* Pearson's r of two columns of whole numbers, over the rows where both have one. */
__attribute__((unused)) static double correlation(const struct simulated *a, const char *x,
                                                  const struct simulated *b, const char *y)
{
    double n = 0, sx = 0, sy = 0, sxx = 0, syy = 0, sxy = 0;
    for (size_t row = 0; row < a->n_rows; row++) {
        const char *first = simulated_cell(a, row, x), *second = simulated_cell(b, row, y);
        if (!is_number(first) || !is_number(second))
            continue;
        const double u = atof(first), v = atof(second);
        n++;
        sx += u;
        sy += v;
        sxx += u * u;
        syy += v * v;
        sxy += u * v;
    }
    return (sxy - sx * sy / n) / sqrt((sxx - sx * sx / n) * (syy - sy * sy / n));
}

#endif
