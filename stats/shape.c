/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/shape.h"

#include "base/missing.h"
#include "stats/block.h"

static struct shape block_shape(const double *x, size_t n)
{
    struct shape s = {.n = n, .mean = block_mean(x, n)};
    for (size_t i = 0; i < n; i++) {
        const double d = x[i] - s.mean;
        const double d2 = d * d;
        s.m2 += d2;
        s.m3 += d2 * d;
        s.m4 += d2 * d2;
    }
    return s;
}

void shape_add_block(struct shape *s, const double *x, size_t n)
{
    for (size_t done = 0; done < n; done += BLOCK_ROWS)
        *s = shape_merge(*s, block_shape(x + done, block_rows(n - done)));
}

void shape_add_times(struct shape *s, double x, size_t count)
{
    *s = shape_merge(*s, (struct shape){.n = count, .mean = x});
}

struct shape shape_merge(struct shape a, struct shape b)
{
    if (a.n == 0 || b.n == 0)
        return a.n == 0 ? b : a;
    const double n = (double)a.n + (double)b.n;
    const double share_a = (double)a.n / n, share_b = (double)b.n / n;
    const double d = b.mean - a.mean, d2 = d * d;
    const double between = (double)a.n * share_b;
    return (struct shape){
        .n = a.n + b.n,
        .mean = a.mean + d * share_b,
        .m2 = a.m2 + b.m2 + d2 * between,
        .m3 = a.m3 + b.m3 + d2 * d * between * (share_a - share_b) +
              3 * d * (share_a * b.m2 - share_b * a.m2),
        .m4 = a.m4 + b.m4 +
              d2 * d2 * between * (share_a * share_a - share_a * share_b + share_b * share_b) +
              6 * d2 * (share_a * share_a * b.m2 + share_b * share_b * a.m2) +
              4 * d * (share_a * b.m3 - share_b * a.m3),
    };
}

struct moments shape_moments(struct shape s)
{
    return (struct moments){.n = s.n, .mean = s.mean, .m2 = s.m2};
}

double shape_skewness(struct shape s)
{
    if (s.n < 3 || s.m2 <= 0)
        return MISSING;
    const double n = (double)s.n;
    const double g1 = sqrt(n) * s.m3 / (s.m2 * sqrt(s.m2));
    return g1 * sqrt(n * (n - 1)) / (n - 2);
}

double shape_kurtosis(struct shape s)
{
    if (s.n < 4 || s.m2 <= 0)
        return MISSING;
    const double n = (double)s.n;
    const double g2 = n * (s.m4 / s.m2 / s.m2) - 3;
    return ((n + 1) * g2 + 6) * (n - 1) / ((n - 2) * (n - 3));
}
