/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/leave_one_out.h"

#include "base/missing.h"
#include "stats/correlation.h"
#include "stats/pair.h"

/* Below this share of a variance left, subtraction has cost too many digits: at most one row for
   each variable. */
static const double too_little = 1e-4;

struct columns {
    const double *x, *y;
    size_t n;
};

static double r_of_others(const struct columns *c, size_t row)
{
    struct pair others = {0};
    pair_add_columns(&others, c->x, c->y, row);
    pair_add_columns(&others, c->x + row + 1, c->y + row + 1, c->n - row - 1);
    return pair_correlation(others);
}

static double r_without(const struct columns *c, struct pair all, size_t row)
{
    const double n = (double)all.n;
    const double dx = c->x[row] - all.mean_x, dy = c->y[row] - all.mean_y;
    const struct pair others = {
        .n = all.n - 1,
        .xx = all.xx - dx * dx * n / (n - 1),
        .yy = all.yy - dy * dy * n / (n - 1),
        .xy = all.xy - dx * dy * n / (n - 1),
    };
    if (others.xx < too_little * all.xx || others.yy < too_little * all.yy)
        return r_of_others(c, row);
    return pair_correlation(others);
}

struct leave_one_out leave_one_out(const double *x, const double *y, size_t n)
{
    const struct columns c = {x, y, n};
    struct pair all = {0};
    pair_add_columns(&all, x, y, n);
    struct leave_one_out range = {.n = all.n, .low = MISSING, .high = MISSING};
    for (size_t row = 0; all.n > 2 && row < n; row++) {
        if (is_missing(x[row]) || is_missing(y[row]))
            continue;
        const double r = correlation_without_rounding(r_without(&c, all, row));
        if (is_missing(r))
            continue;
        if (!(r >= range.low)) {
            range.low = r;
            range.low_row = row;
        }
        if (!(r <= range.high)) {
            range.high = r;
            range.high_row = row;
        }
    }
    return range;
}
