/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/mean.h"

#include "base/missing.h"
#include "stats/distribution.h"

struct mean mean_estimate(struct moments m, size_t population, double confidence)
{
    struct mean mean = {m.n, m.n == 0 ? MISSING : m.mean, MISSING, MISSING, MISSING};
    if (m.n == 0 || (population > 0 && m.n > population))
        return mean;
    if (m.n == population) {
        mean.se = 0;
        mean.low = mean.high = mean.value;
        return mean;
    }
    const double n = (double)m.n;
    const double correction = population == 0 ? 1 : 1 - n / (double)population;
    mean.se = sqrt(correction * moments_variance(m) / n);
    const double reach = student_critical(confidence, n - 1) * mean.se;
    mean.low = mean.value - reach;
    mean.high = mean.value + reach;
    return mean;
}
