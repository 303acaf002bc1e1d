/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/resampled.h"

#include <stdbool.h>

#include "base/missing.h"

static const double rounding = 1e-12;

static bool is_complete(const double *const columns[3], size_t row)
{
    return !is_missing(columns[0][row]) && !is_missing(columns[1][row]) &&
           !is_missing(columns[2][row]);
}

static void centre(struct resampled *units, size_t column)
{
    double mean = 0;
    for (size_t i = 0; i < units->n; i++)
        mean += (units->row[i][column] - mean) / (double)(i + 1);
    for (size_t i = 0; i < units->n; i++)
        units->row[i][column] -= mean;
}

enum status resampled_get(struct arena *arena, const double *const columns[3], size_t n,
                          struct resampled *out, struct error *err)
{
    out->n = 0;
    out->row = arena_zeros(arena, n, sizeof *out->row);
    if (out->row == NULL)
        return error_memory(err);
    for (size_t row = 0; row < n; row++) {
        if (!is_complete(columns, row))
            continue;
        for (size_t v = 0; v < 3; v++)
            out->row[out->n][v] = columns[v][row];
        out->n++;
    }
    for (size_t v = 0; v < 3; v++)
        centre(out, v);
    return OK;
}

/* Sums over the drawn units about the origin; then about their own mean. */
struct sums {
    double x, y, xx, yy, xy;
};

static double r_of(struct sums s, double n)
{
    const double xx = s.xx - s.x * s.x / n, yy = s.yy - s.y * s.y / n;
    if (!(xx > rounding * s.xx) || !(yy > rounding * s.yy))
        return MISSING;
    return fmax(-1, fmin(1, (s.xy - s.x * s.y / n) / sqrt(xx) / sqrt(yy)));
}

double resampled_r(const uint32_t *unit, size_t n, const void *data)
{
    const struct resampled *units = data;
    struct sums s = {0};
    for (size_t i = 0; i < n; i++) {
        const double *row = units->row[unit[i]];
        s.x += row[0];
        s.y += row[1];
        s.xx += row[0] * row[0];
        s.yy += row[1] * row[1];
        s.xy += row[0] * row[1];
    }
    return r_of(s, (double)n);
}

double resampled_difference(const uint32_t *unit, size_t n, const void *data)
{
    const struct resampled *units = data;
    struct sums a = {0}, b = {0};
    for (size_t i = 0; i < n; i++) {
        const double *row = units->row[unit[i]];
        a.x += row[0];
        a.xx += row[0] * row[0];
        a.y += row[1];
        a.yy += row[1] * row[1];
        a.xy += row[0] * row[1];
        b.y += row[2];
        b.yy += row[2] * row[2];
        b.xy += row[0] * row[2];
    }
    b.x = a.x;
    b.xx = a.xx;
    return r_of(a, (double)n) - r_of(b, (double)n);
}
