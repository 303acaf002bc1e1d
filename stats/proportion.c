/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/proportion.h"

#include "base/missing.h"
#include "stats/distribution.h"

/* Wilson's interval of p at a sample of n, which need not be a whole number. */
static void wilson(struct proportion *p, double n, double confidence)
{
    const double z = normal_critical(confidence);
    const double z2n = z * z / n;
    const double middle = (p->value + z2n / 2) / (1 + z2n);
    const double reach = sqrt(z2n * (p->value * (1 - p->value) + z2n / 4)) / (1 + z2n);
    /* At a share of 0 or 1 the end is the share: rounding must not move it. */
    p->low = p->value > 0 ? middle - reach : 0;
    p->high = p->value < 1 ? middle + reach : 1;
}

struct proportion proportion_estimate(size_t hits, size_t n, size_t population, double confidence)
{
    struct proportion p = {n, MISSING, MISSING, MISSING};
    if (n == 0 || hits > n)
        return p;
    p.value = (double)hits / (double)n;
    if (n == population)
        p.low = p.high = p.value;
    else if (population == 0)
        wilson(&p, (double)n, confidence);
    else if (n < population)
        wilson(&p, (double)n / (1 - (double)n / (double)population), confidence);
    return p;
}

struct proportion proportion_of_mean(struct mean share, size_t population, double confidence)
{
    struct proportion p = {share.n, share.value, MISSING, MISSING};
    const double n = (double)share.n;
    if (is_missing(p.value) || (population > 0 && share.n > population))
        return p;
    p.value = fmax(0, fmin(1, p.value)); /* a sum of weights may round past 1 */
    const double spread = p.value * (1 - p.value);
    if (share.n == population)
        p.low = p.high = p.value;
    else if (share.se > 0 && spread > 0)
        wilson(&p, n / (n - 1) * spread / (share.se * share.se), confidence);
    else
        wilson(&p, population == 0 ? n : n / (1 - n / (double)population), confidence);
    return p;
}

struct proportion_test proportion_test(size_t hits, size_t n, size_t population, double null)
{
    struct proportion_test t = {MISSING, MISSING, MISSING, MISSING, MISSING, MISSING};
    if (n == 0 || hits > n)
        return t;
    t.exact_greater = binomial_above(hits, n, null);
    t.exact_less = binomial_above(n - hits, n, 1 - null);
    if (!(null > 0 && null < 1) || (population > 0 && n > population))
        return t;
    if (n == population) {
        const double share = (double)hits / (double)n;
        t.p = share == null;
        t.p_greater = share <= null;
        t.p_less = share >= null;
        return t;
    }
    const double correction = population == 0 ? 1 : 1 - (double)n / (double)population;
    const double away = (double)hits / (double)n - null;
    t.z = away / sqrt(null * (1 - null) * correction / (double)n);
    t.p = normal_two_sided(t.z);
    t.p_greater = normal_above(t.z);
    t.p_less = normal_above(-t.z);
    return t;
}
