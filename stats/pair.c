/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/pair.h"

#include "base/missing.h"

/* The rows of a block in which both are present, side by side. */
struct both {
    size_t n;
    double x[PAIR_BLOCK], y[PAIR_BLOCK];
};

/* Every row is written, and kept only if both are present: no branch to mispredict. */
static void keep_both(struct both *both, const double *x, const double *y, size_t n)
{
    size_t kept = 0;
    for (size_t i = 0; i < n; i++) {
        both->x[kept] = x[i];
        both->y[kept] = y[i];
        kept += !is_missing(x[i]) && !is_missing(y[i]);
    }
    both->n = kept;
}

/* Two passes; taking the first row as origin makes the sums of a constant exactly 0. Even and odd
   rows are summed apart, so that one addition need not wait for the one before. */
static double mean_of(const double *x, size_t n)
{
    double even = 0, odd = 0;
    for (size_t i = 0; i + 1 < n; i += 2) {
        even += x[i] - x[0];
        odd += x[i + 1] - x[0];
    }
    if (n % 2 == 1)
        even += x[n - 1] - x[0];
    return x[0] + (even + odd) / (double)n;
}

static struct pair block_pair(const struct both *both)
{
    struct pair p = {.n = both->n};
    if (p.n == 0)
        return p;
    p.mean_x = mean_of(both->x, p.n);
    p.mean_y = mean_of(both->y, p.n);
    for (size_t i = 0; i < p.n; i++) {
        const double dx = both->x[i] - p.mean_x;
        const double dy = both->y[i] - p.mean_y;
        p.xx += dx * dx;
        p.yy += dy * dy;
        p.xy += dx * dy;
    }
    return p;
}

static size_t block_size(size_t left)
{
    return left < PAIR_BLOCK ? left : PAIR_BLOCK;
}

void pair_add_columns(struct pair *p, const double *x, const double *y, size_t n)
{
    struct both both;
    for (size_t done = 0; done < n; done += PAIR_BLOCK) {
        keep_both(&both, x + done, y + done, block_size(n - done));
        *p = pair_merge(*p, block_pair(&both));
    }
}

struct pair pair_merge(struct pair a, struct pair b)
{
    if (a.n == 0 || b.n == 0)
        return a.n == 0 ? b : a;
    const double n = (double)a.n + (double)b.n;
    const double share_b = (double)b.n / n;
    const double between = (double)a.n * share_b;
    const double dx = b.mean_x - a.mean_x, dy = b.mean_y - a.mean_y;
    return (struct pair){
        .n = a.n + b.n,
        .mean_x = a.mean_x + dx * share_b,
        .mean_y = a.mean_y + dy * share_b,
        .xx = a.xx + b.xx + dx * dx * between,
        .yy = a.yy + b.yy + dy * dy * between,
        .xy = a.xy + b.xy + dx * dy * between,
    };
}

double pair_covariance(struct pair p)
{
    return p.n < 2 ? MISSING : p.xy / (double)(p.n - 1);
}

double pair_correlation(struct pair p)
{
    if (p.n < 2 || p.xx <= 0 || p.yy <= 0)
        return MISSING;
    return fmax(-1, fmin(1, p.xy / sqrt(p.xx) / sqrt(p.yy)));
}
