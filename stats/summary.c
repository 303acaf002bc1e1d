/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/summary.h"

#include "base/missing.h"
#include "stats/quantile.h"
#include "stats/shape.h"

/* The part of a summary that the moments give. */
static struct summary summary_of_shape(struct shape s)
{
    const double sd = moments_sd(shape_moments(s));
    return (struct summary){
        .n = s.n,
        .mean = s.n == 0 ? MISSING : s.mean,
        .sd = sd,
        .se = sd / sqrt((double)s.n),
        .skewness = shape_skewness(s),
        .kurtosis = shape_kurtosis(s),
    };
}

struct summary summary_of(const double *x, size_t n, double *scratch, struct sort_room *room)
{
    const size_t n_present = sort_present(x, n, scratch, room);
    struct shape s = {0};
    shape_add_block(&s, scratch, n_present);
    struct summary summary = summary_of_shape(s);
    summary.n_missing = n - n_present;
    summary.min = quantile_sorted(scratch, n_present, 0);
    summary.q1 = quantile_sorted(scratch, n_present, 0.25);
    summary.median = quantile_sorted(scratch, n_present, 0.5);
    summary.q3 = quantile_sorted(scratch, n_present, 0.75);
    summary.max = quantile_sorted(scratch, n_present, 1);
    return summary;
}

struct summary summary_of_table(const struct frequency *table, size_t n_values)
{
    struct shape s = {0};
    for (size_t i = 0; i < n_values; i++)
        shape_add_times(&s, table[i].value, table[i].count);
    struct summary summary = summary_of_shape(s);
    summary.min = quantile_table(table, n_values, 0);
    summary.q1 = quantile_table(table, n_values, 0.25);
    summary.median = quantile_table(table, n_values, 0.5);
    summary.q3 = quantile_table(table, n_values, 0.75);
    summary.max = quantile_table(table, n_values, 1);
    return summary;
}
