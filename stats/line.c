/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/line.h"

#include "base/missing.h"
#include "stats/distribution.h"
#include "stats/pair.h"

/* Sum of squared residuals about a line through the means: of the residuals themselves, because
   yy - slope xy would lose the digits of a good fit. */
static double residual_sum(const double *x, const double *y, size_t n, struct line line)
{
    double sum = 0;
    for (size_t i = 0; i < n; i++) {
        if (is_missing(x[i]) || is_missing(y[i]))
            continue;
        const double e = (y[i] - line.mean_y) - line.slope * (x[i] - line.mean_x);
        sum += e * e;
    }
    return sum;
}

static void add_errors(struct line *line, double residuals)
{
    const double n = (double)line->n;
    line->residual_sd = sqrt(residuals / (n - 2));
    line->slope_se = line->residual_sd / sqrt(line->xx);
    line->intercept_se = line->residual_sd * sqrt(1 / n + line->mean_x * line->mean_x / line->xx);
}

struct line line_fit(const double *x, const double *y, size_t n)
{
    struct pair p = {0};
    pair_add_columns(&p, x, y, n);
    struct line line = {
        .n = p.n,
        .slope = MISSING,
        .intercept = MISSING,
        .slope_se = MISSING,
        .intercept_se = MISSING,
        .residual_sd = MISSING,
        .r2 = MISSING,
        .mean_x = p.n == 0 ? MISSING : p.mean_x,
        .mean_y = p.n == 0 ? MISSING : p.mean_y,
        .xx = p.xx,
    };
    if (p.n < 2 || p.xx <= 0)
        return line;
    line.slope = p.xy / p.xx;
    line.intercept = p.mean_y - line.slope * p.mean_x;
    const double residuals = residual_sum(x, y, n, line);
    if (p.yy > 0)
        line.r2 = fmax(0, 1 - residuals / p.yy);
    if (p.n > 2)
        add_errors(&line, residuals);
    return line;
}

struct line_point line_at(struct line line, double x, double confidence)
{
    const double distance = x - line.mean_x;
    struct line_point at = {
        .value = line.mean_y + line.slope * distance,
        .se = line.residual_sd * sqrt(1 / (double)line.n + distance * distance / line.xx),
    };
    const double reach = student_critical(confidence, (double)line.n - 2) * at.se;
    at.low = at.value - reach;
    at.high = at.value + reach;
    return at;
}
