/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/pair.h"

#include "base/missing.h"
#include "stats/block.h"

/* The rows of a block in which both are present, side by side. */
struct both {
    size_t n;
    double x[BLOCK_ROWS], y[BLOCK_ROWS];
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

static struct pair block_pair(const struct both *both)
{
    struct pair p = {.n = both->n};
    if (p.n == 0)
        return p;
    p.mean_x = block_mean(both->x, p.n);
    p.mean_y = block_mean(both->y, p.n);
    for (size_t i = 0; i < p.n; i++) {
        const double dx = both->x[i] - p.mean_x;
        const double dy = both->y[i] - p.mean_y;
        p.xx += dx * dx;
        p.yy += dy * dy;
        p.xy += dx * dy;
    }
    return p;
}

void pair_add_columns(struct pair *p, const double *x, const double *y, size_t n)
{
    struct both both;
    for (size_t done = 0; done < n; done += BLOCK_ROWS) {
        keep_both(&both, x + done, y + done, block_rows(n - done));
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
