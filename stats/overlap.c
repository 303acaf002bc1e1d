/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/overlap.h"

#include "base/missing.h"
#include "stats/distribution.h"

static bool is_census(struct overlap_side side)
{
    return side.population > 0 && side.moments.n == side.population;
}

/* (1 - n/N) s^2 / n; MISSING when it cannot be had. */
static double variance_of_mean(struct overlap_side side)
{
    const double n = (double)side.moments.n, population = (double)side.population;
    if (is_census(side))
        return 0;
    if (side.population > 0 && side.moments.n > side.population)
        return MISSING;
    const double correction = side.population == 0 ? 1 : 1 - n / population;
    return correction * moments_variance(side.moments) / n;
}

static double covariance_of_means(struct overlap_side earlier, struct overlap_side later,
                                  struct pair both, size_t population_both)
{
    const double r = pair_correlation(both);
    if (is_missing(r) || is_census(earlier) || is_census(later))
        return 0;
    double share = (double)both.n / ((double)earlier.moments.n * (double)later.moments.n);
    if (earlier.population > 0 && later.population > 0)
        share -= (double)population_both / ((double)earlier.population * (double)later.population);
    const double c = share * r * moments_sd(earlier.moments) * moments_sd(later.moments);
    return is_missing(c) ? 0 : c;
}

struct overlap_change overlap_change(struct overlap_side earlier, struct overlap_side later,
                                     struct pair both, size_t population_both, double confidence)
{
    struct overlap_change c = {MISSING, 0, MISSING, MISSING, MISSING, MISSING, MISSING, MISSING};
    const size_t n_1 = earlier.moments.n, n_2 = later.moments.n;
    if (n_1 == 0 || n_2 == 0)
        return c;
    c.change = later.moments.mean - earlier.moments.mean;
    c.covariance = covariance_of_means(earlier, later, both, population_both);
    const double square = variance_of_mean(earlier) + variance_of_mean(later) - 2 * c.covariance;
    if (is_missing(square) || square < 0)
        return c;
    c.se = sqrt(square);
    c.low = c.high = c.change;
    if (c.se == 0)
        return c;
    c.df = (double)(n_1 < n_2 ? n_1 : n_2) - 1;
    c.t = c.change / c.se;
    c.p = student_two_sided(c.t, c.df);
    const double reach = student_critical(confidence, c.df) * c.se;
    c.low = c.change - reach;
    c.high = c.change + reach;
    return c;
}
