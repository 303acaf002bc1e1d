/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/weighted.h"

#include "base/missing.h"

#include <float.h>

/* A row counts when both values are there; for one column it is given twice. */
static bool is_row(const double *x, const double *y, const double *weight, size_t i)
{
    return !is_missing(x[i]) && !is_missing(y[i]) && weight[i] > 0 && weight[i] <= DBL_MAX;
}

/* The mean of x over the rows that count with y. Sums are of x less its first value, so that what
   does not vary has a mean without rounding. */
static struct weighted mean_beside(const double *x, const double *y, const double *weight, size_t n)
{
    struct weighted m = {.mean = MISSING};
    double origin = 0, sum = 0;
    for (size_t i = 0; i < n; i++) {
        if (!is_row(x, y, weight, i))
            continue;
        if (m.n == 0)
            origin = x[i];
        m.n++;
        m.w += weight[i];
        m.w2 += weight[i] * weight[i];
        sum += weight[i] * (x[i] - origin);
    }
    if (m.n > 0)
        m.mean = origin + sum / m.w;
    return m;
}

struct weighted weighted_of(const double *x, const double *weight, size_t n)
{
    struct weighted m = mean_beside(x, x, weight, n);
    for (size_t i = 0; i < n; i++)
        if (is_row(x, x, weight, i))
            m.squares += weight[i] * (x[i] - m.mean) * (x[i] - m.mean);
    return m;
}

double weighted_variance(struct weighted m)
{
    const double n = (double)m.n;
    return m.n < 2 ? MISSING : m.squares / m.w * (n / (n - 1));
}

double weighted_effective(struct weighted m)
{
    return m.n == 0 ? MISSING : m.w / (m.w2 / m.w);
}

struct weighted_correlation weighted_correlation(const double *x, const double *y,
                                                 const double *weight, size_t n)
{
    const struct weighted mx = mean_beside(x, y, weight, n), my = mean_beside(y, x, weight, n);
    double xx = 0, yy = 0, xy = 0;
    for (size_t i = 0; i < n; i++) {
        if (!is_row(x, y, weight, i))
            continue;
        const double dx = x[i] - mx.mean, dy = y[i] - my.mean;
        xx += weight[i] * dx * dx;
        yy += weight[i] * dy * dy;
        xy += weight[i] * dx * dy;
    }
    struct weighted_correlation r = {mx.n, weighted_effective(mx), MISSING};
    if (r.n >= 2 && xx > 0 && yy > 0)
        r.value = fmax(-1, fmin(1, xy / sqrt(xx) / sqrt(yy)));
    return r;
}
