/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/paired.h"

#include "base/missing.h"
#include "stats/distribution.h"

struct paired paired_t(struct moments differences, double confidence)
{
    struct paired a = {differences.n, MISSING, MISSING, MISSING,
                       MISSING,       MISSING, MISSING, MISSING};
    if (differences.n == 0)
        return a;
    const double n = (double)differences.n;
    a.change = differences.mean;
    a.se = sqrt(moments_variance(differences) / n);
    if (!(a.se > 0))
        return a;
    a.df = n - 1;
    a.t = a.change / a.se;
    a.p = student_two_sided(a.t, a.df);
    const double reach = student_critical(confidence, a.df) * a.se;
    a.low = a.change - reach;
    a.high = a.change + reach;
    return a;
}
