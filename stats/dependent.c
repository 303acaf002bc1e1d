/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/dependent.h"

#include <stdbool.h>

#include "base/missing.h"
#include "stats/distribution.h"

static double square(double x)
{
    return x * x;
}

/* Steiger's eq. 3 and 14: the covariance of the two Fisher z under equal correlations, pooled. */
static double pooled_covariance(struct dependent_pair q)
{
    const double r2 = square((q.r_1 + q.r_2) / 2);
    const double psi = q.r_12 * (1 - 2 * r2) - r2 / 2 * (1 - 2 * r2 - square(q.r_12));
    return psi / square(1 - r2);
}

static void add_test(struct dependent_pair q, struct dependent *d)
{
    const double unshared = 2 - 2 * pooled_covariance(q);
    d->z = (atanh(q.r_1) - atanh(q.r_2)) * sqrt(((double)q.n - 3) / unshared);
    d->p = normal_two_sided(d->z);
}

/* Zou's eq. 15, with the correlation of two overlapping correlations (his eq. 13). */
static void add_interval(struct dependent_pair q, double confidence, struct dependent *d)
{
    const double reach = normal_critical(confidence) / sqrt((double)q.n - 3);
    const double above_1 = tanh(atanh(q.r_1) + reach) - q.r_1;
    const double below_1 = q.r_1 - tanh(atanh(q.r_1) - reach);
    const double above_2 = tanh(atanh(q.r_2) + reach) - q.r_2;
    const double below_2 = q.r_2 - tanh(atanh(q.r_2) - reach);
    const double unexplained_1 = (1 - q.r_1) * (1 + q.r_1);
    const double unexplained_2 = (1 - q.r_2) * (1 + q.r_2);
    const double c =
        ((q.r_12 - q.r_1 * q.r_2 / 2) * (unexplained_1 - square(q.r_2) - square(q.r_12)) +
         q.r_12 * square(q.r_12)) /
        (unexplained_1 * unexplained_2);
    const double down = square(below_1) + square(above_2) - 2 * c * below_1 * above_2;
    const double up = square(above_1) + square(below_2) - 2 * c * above_1 * below_2;
    d->low = d->difference - sqrt(fmax(0, down));
    d->high = d->difference + sqrt(fmax(0, up));
}

struct dependent dependent_compare(struct dependent_pair pair, double confidence)
{
    struct dependent d = {pair.r_1 - pair.r_2, MISSING, MISSING, MISSING, MISSING};
    const bool is_open = fabs(pair.r_1) < 1 && fabs(pair.r_2) < 1 && pair.r_12 < 1;
    if (pair.n < 4 || !is_open || !(pooled_covariance(pair) < 1))
        return d;
    add_test(pair, &d);
    add_interval(pair, confidence, &d);
    return d;
}
