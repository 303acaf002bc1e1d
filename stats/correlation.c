/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/correlation.h"

#include <float.h>

#include "base/missing.h"
#include "stats/distribution.h"
#include "stats/pair.h"
#include "stats/rank.h"

static void add_interval(struct correlation *c, double confidence)
{
    const double reach = normal_critical(confidence) / sqrt((double)c->n - 3);
    c->low = tanh(atanh(c->value) - reach);
    c->high = tanh(atanh(c->value) + reach);
}

double correlation_without_rounding(double r)
{
    return 1 - fabs(r) < 8 * DBL_EPSILON ? copysign(1, r) : r;
}

struct correlation correlation_of(double r, size_t n, double confidence)
{
    struct correlation c = {n, correlation_without_rounding(r), MISSING, MISSING, MISSING};
    if (is_missing(r))
        return c;
    const double unexplained = (1 - c.value) * (1 + c.value);
    const double df = (double)n - 2;
    if (n > 2)
        c.p = unexplained > 0 ? student_two_sided(c.value * sqrt(df / unexplained), df) : 0;
    if (n > 3 && unexplained > 0)
        add_interval(&c, confidence);
    else if (n > 3)
        c.low = c.high = c.value;
    return c;
}

struct correlation correlation_pearson(const double *x, const double *y, size_t n,
                                       double confidence)
{
    struct pair p = {0};
    pair_add_columns(&p, x, y, n);
    return correlation_of(pair_correlation(p), p.n, confidence);
}

enum status spearman_room_get(struct arena *arena, size_t capacity, struct spearman_room *out,
                              struct error *err)
{
    TRY(sort_room_get(arena, capacity, &out->sort, err));
    out->x = arena_array(arena, capacity, double);
    out->y = arena_array(arena, capacity, double);
    return out->x == NULL || out->y == NULL ? error_memory(err) : OK;
}

struct correlation correlation_spearman(const double *x, const double *y, size_t n,
                                        double confidence, struct spearman_room *room)
{
    size_t n_both = 0;
    for (size_t i = 0; i < n; i++) {
        if (is_missing(x[i]) || is_missing(y[i]))
            continue;
        room->x[n_both] = x[i];
        room->y[n_both++] = y[i];
    }
    rank_mid(room->x, n_both, room->x, &room->sort);
    rank_mid(room->y, n_both, room->y, &room->sort);
    return correlation_pearson(room->x, room->y, n_both, confidence);
}
