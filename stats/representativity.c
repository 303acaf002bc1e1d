/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/representativity.h"

#include <gsl/gsl_cdf.h>
#include <stdbool.h>

#include "base/missing.h"

/* Sums n_h and N_h; false when more answered in a level than there are. */
static bool count(const size_t *units, const size_t *answered, size_t n_levels,
                  struct representativity *out)
{
    bool is_possible = true;
    for (size_t h = 0; h < n_levels; h++) {
        if (units[h] == 0)
            continue;
        out->n += answered[h];
        out->population += units[h];
        out->n_levels++;
        is_possible = is_possible && answered[h] <= units[h];
    }
    return is_possible;
}

/* The sum over units of (propensity - mean propensity)^2. */
static double spread(const size_t *units, const size_t *answered, size_t n_levels, double rate)
{
    double sum = 0;
    for (size_t h = 0; h < n_levels; h++) {
        if (units[h] == 0)
            continue;
        const double distance = (double)answered[h] / (double)units[h] - rate;
        sum += (double)units[h] * distance * distance;
    }
    return sum;
}

static double largest_difference(const size_t *units, const size_t *answered, size_t n_levels,
                                 const struct representativity *all)
{
    double largest = 0;
    for (size_t h = 0; h < n_levels; h++)
        if (units[h] > 0)
            largest = fmax(largest, fabs((double)answered[h] / (double)all->n -
                                         (double)units[h] / (double)all->population));
    return largest;
}

struct representativity representativity_of(const size_t *units, const size_t *answered,
                                            size_t n_levels)
{
    struct representativity out = {
        .chi2 = MISSING, .p = MISSING, .r_indicator = MISSING, .largest = MISSING};
    if (!count(units, answered, n_levels, &out))
        return out;
    const double n = (double)out.n, population = (double)out.population;
    const double rate = n / population;
    const double sum = spread(units, answered, n_levels, rate);
    if (out.population >= 2)
        out.r_indicator = 1 - 2 * sqrt(sum / (population - 1));
    if (out.n > 0)
        out.largest = largest_difference(units, answered, n_levels, &out);
    if (out.n_levels < 2 || out.n == 0 || out.n == out.population)
        return out;
    /* sum (n_h - n N_h/N)^2 / (n N_h/N) is the sum over units divided by the rate */
    out.chi2 = (population - 1) / (population - n) * (sum / rate);
    out.p = gsl_cdf_chisq_Q(out.chi2, (double)(out.n_levels - 1));
    return out;
}
