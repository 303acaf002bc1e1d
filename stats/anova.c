/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/anova.h"

#include "base/missing.h"
#include "stats/distribution.h"

static struct anova begin(const struct moments *level, size_t n_levels)
{
    struct anova a = {.df1 = MISSING, .df2 = MISSING, .f = MISSING, .p = MISSING};
    for (size_t i = 0; i < n_levels; i++) {
        a.n += level[i].n;
        a.n_levels += level[i].n > 0;
    }
    if (a.n_levels > 0)
        a.df1 = (double)a.n_levels - 1;
    return a;
}

struct anova_table anova_of(const struct moments *level, size_t n_levels)
{
    struct anova_table t = {begin(level, n_levels), MISSING, MISSING, MISSING};
    struct moments all = {0};
    for (size_t i = 0; i < n_levels; i++)
        all = moments_merge(all, level[i]);
    if (all.n == 0)
        return t;
    t.ss_between = t.ss_within = 0;
    for (size_t i = 0; i < n_levels; i++) {
        const double away = level[i].mean - all.mean;
        t.ss_within += level[i].m2;
        t.ss_between += (double)level[i].n * away * away;
    }
    t.test.df2 = (double)(all.n - t.test.n_levels);
    if (t.ss_between + t.ss_within > 0)
        t.r2 = t.ss_between / (t.ss_between + t.ss_within);
    if (t.test.n_levels > 1 && t.test.df2 > 0 && t.ss_within > 0) {
        t.test.f = t.ss_between / t.test.df1 / (t.ss_within / t.test.df2);
        t.test.p = fisher_above(t.test.f, t.test.df1, t.test.df2);
    }
    return t;
}

/* What weighs a level: its values over its variance; MISSING when it has none. */
static double weight(struct moments level)
{
    const double variance = moments_variance(level);
    return variance > 0 ? (double)level.n / variance : MISSING;
}

/* The mean of the levels by weight; *total is the sum of the weights. */
static double weighted_mean(const struct moments *level, size_t n_levels, double *total)
{
    double mean = 0;
    *total = 0;
    for (size_t i = 0; i < n_levels; i++) {
        if (level[i].n == 0)
            continue;
        *total += weight(level[i]);
        mean += (level[i].mean - mean) * (weight(level[i]) / *total);
    }
    return mean;
}

struct anova anova_welch(const struct moments *level, size_t n_levels)
{
    struct anova a = begin(level, n_levels);
    double total, between = 0, unsure = 0;
    const double middle = weighted_mean(level, n_levels, &total);
    if (a.n_levels < 2 || is_missing(total))
        return a;
    for (size_t i = 0; i < n_levels; i++) {
        if (level[i].n == 0)
            continue;
        const double away = level[i].mean - middle, rest = 1 - weight(level[i]) / total;
        between += weight(level[i]) * away * away;
        unsure += rest * rest / (double)(level[i].n - 1);
    }
    const double k = (double)a.n_levels, share = unsure / (k * k - 1);
    a.df2 = 1 / (3 * share);
    a.f = between / a.df1 / (1 + 2 * (k - 2) * share);
    a.p = fisher_above(a.f, a.df1, a.df2);
    return a;
}
