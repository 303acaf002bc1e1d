/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/quantile.h"

#include <stdbool.h>

#include "base/missing.h"

/* Where a quantile lies: `part` of the way from order statistic `below` to the next one. */
struct spot {
    bool exists;
    size_t below;
    double part;
};

static struct spot find_spot(size_t n, double p)
{
    if (n == 0 || !(p >= 0 && p <= 1))
        return (struct spot){.exists = false};
    const double h = (double)(n - 1) * p;
    const double whole = floor(h);
    return (struct spot){.exists = true, .below = (size_t)whole, .part = h - whole};
}

/* Equal neighbours give themselves, without rounding. */
static double between(double low, double high, double part)
{
    return low + part * (high - low);
}

double quantile_sorted(const double *sorted, size_t n, double p)
{
    const struct spot at = find_spot(n, p);
    if (!at.exists)
        return MISSING;
    const double low = sorted[at.below];
    return at.part > 0 ? between(low, sorted[at.below + 1], at.part) : low;
}

static size_t total_count(const struct frequency *table, size_t n_values)
{
    size_t n = 0;
    for (size_t i = 0; i < n_values; i++)
        n += table[i].count;
    return n;
}

/* The value of the order statistic `place`, counted from 0; place < total count. */
static double value_at(const struct frequency *table, size_t place)
{
    while (place >= table->count) {
        place -= table->count;
        table++;
    }
    return table->value;
}

double quantile_table(const struct frequency *table, size_t n_values, double p)
{
    const struct spot at = find_spot(total_count(table, n_values), p);
    if (!at.exists)
        return MISSING;
    const double low = value_at(table, at.below);
    return at.part > 0 ? between(low, value_at(table, at.below + 1), at.part) : low;
}
