/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/poststratify.h"

#include "base/missing.h"
#include "stats/distribution.h"

/* The strata of which somebody answered. */
struct whole {
    double population;
    size_t n, n_strata;
    double mean; /* MISSING when nobody answered or more than there are */
};

static struct whole whole_of(const struct stratum *strata, size_t n)
{
    struct whole whole = {0};
    bool is_possible = true;
    double sum = 0, origin = 0;
    for (size_t h = 0; h < n; h++) {
        const struct stratum *s = &strata[h];
        is_possible = is_possible && s->answered.n <= s->population;
        if (s->answered.n == 0)
            continue;
        if (whole.n == 0)
            origin = s->answered.mean;
        whole.n += s->answered.n;
        whole.n_strata++;
        whole.population += (double)s->population;
        sum += (double)s->population * (s->answered.mean - origin);
    }
    whole.mean = whole.n == 0 || !is_possible ? MISSING : origin + sum / whole.population;
    return whole;
}

/* What a stratum adds to the variance of the mean; 0 when all of it answered. */
static double variance_within(struct stratum s, const struct whole *whole)
{
    if (s.answered.n == 0 || s.answered.n == s.population)
        return 0;
    const double n = (double)s.answered.n, population = (double)s.population;
    const double distance = s.answered.mean - whole->mean;
    const double variance = s.answered.n == 1 ? distance * distance : moments_variance(s.answered);
    const double share = population / whole->population;
    return share * share * (1 - n / population) * variance / n;
}

struct mean poststratified_mean(const struct stratum *strata, size_t n, double confidence)
{
    const struct whole whole = whole_of(strata, n);
    struct mean mean = {whole.n, whole.mean, MISSING, MISSING, MISSING};
    if (is_missing(whole.mean))
        return mean;
    if ((double)whole.n == whole.population) {
        mean.se = 0;
        mean.low = mean.high = mean.value;
        return mean;
    }
    double variance = 0;
    for (size_t h = 0; h < n; h++)
        variance += variance_within(strata[h], &whole);
    if (whole.n <= whole.n_strata)
        return mean;
    mean.se = sqrt(variance);
    const double reach = student_critical(confidence, (double)(whole.n - whole.n_strata)) * mean.se;
    mean.low = mean.value - reach;
    mean.high = mean.value + reach;
    return mean;
}

double poststratified_weight(struct stratum stratum)
{
    const size_t n = stratum.answered.n;
    return n == 0 || n > stratum.population ? MISSING : (double)stratum.population / (double)n;
}

double poststratified_cover(const struct stratum *strata, size_t n)
{
    double all = 0, covered = 0;
    for (size_t h = 0; h < n; h++) {
        all += (double)strata[h].population;
        covered += strata[h].answered.n > 0 ? (double)strata[h].population : 0;
    }
    return all > 0 ? covered / all : MISSING;
}
