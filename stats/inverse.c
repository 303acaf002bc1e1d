/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/inverse.h"

#include <string.h>

#include "base/missing.h"

static const double unexplained_tolerance = 1e-10;

bool correlations_are_complete(const double *r, size_t k)
{
    for (size_t i = 0; i < k * k; i++)
        if (is_missing(r[i]))
            return false;
    return true;
}

/* Exchanges the p-th unknown for the p-th right-hand side. */
static void exchange(double *a, size_t k, size_t p)
{
    double *row = a + p * k;
    const double pivot = row[p];
    row[p] = 1;
    for (size_t j = 0; j < k; j++)
        row[j] /= pivot;
    for (size_t i = 0; i < k; i++) {
        const double times = a[i * k + p];
        if (i == p)
            continue;
        a[i * k + p] = 0;
        for (size_t j = 0; j < k; j++)
            a[i * k + j] -= times * row[j];
    }
}

double correlation_inverse(const double *r, size_t k, double *out)
{
    double log_determinant = 0;
    if (k == 0 || !correlations_are_complete(r, k))
        return MISSING;
    memcpy(out, r, k * k * sizeof *r);
    for (size_t p = 0; p < k; p++) {
        const double unexplained = out[p * k + p];
        if (!(unexplained > unexplained_tolerance))
            return MISSING;
        log_determinant += log(unexplained);
        exchange(out, k, p);
    }
    return log_determinant;
}
