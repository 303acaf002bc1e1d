/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/moments.h"

#include "base/missing.h"
#include "stats/block.h"

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

static struct moments block_moments(const double *x, size_t n)
{
    if (n == 0)
        return (struct moments){0};
    struct moments m = {.n = n, .mean = block_mean(x, n)};
    for (size_t i = 0; i < n; i++)
        m.m2 += (x[i] - m.mean) * (x[i] - m.mean);
    return m;
}

/* Every value is written, and kept only if it is present: no branch to mispredict. */
static size_t keep_present(const double *x, size_t n, double *kept)
{
    size_t n_kept = 0;
    for (size_t i = 0; i < n; i++) {
        kept[n_kept] = x[i];
        n_kept += !is_missing(x[i]);
    }
    return n_kept;
}

struct moments moments_of(const double *x, size_t n)
{
    double kept[BLOCK_ROWS];
    struct moments m = {0};
    for (size_t done = 0; done < n; done += BLOCK_ROWS) {
        const size_t n_kept = keep_present(x + done, block_rows(n - done), kept);
        m = moments_merge(m, block_moments(kept, n_kept));
    }
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
