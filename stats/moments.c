/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/moments.h"

#include "base/missing.h"

void moments_add_times(struct moments *m, double x, size_t count)
{
    *m = moments_merge(*m, (struct moments){.n = count, .mean = x});
}

struct moments moments_merge(struct moments a, struct moments b)
{
    if (a.n == 0 || b.n == 0)
        return a.n == 0 ? b : a;
    const double n = (double)a.n + (double)b.n;
    const double delta = b.mean - a.mean;
    return (struct moments){
        .n = a.n + b.n,
        .mean = a.mean + delta * ((double)b.n / n),
        .m2 = a.m2 + b.m2 + delta * delta * ((double)a.n * (double)b.n / n),
    };
}

struct moments moments_of(const double *x, size_t n)
{
    struct moments m = {0};
    for (size_t i = 0; i < n; i++)
        if (!is_missing(x[i]))
            moments_add(&m, x[i]);
    return m;
}

double moments_variance(struct moments m)
{
    return m.n < 2 ? MISSING : m.m2 / (double)(m.n - 1);
}

double moments_sd(struct moments m)
{
    return sqrt(moments_variance(m));
}
