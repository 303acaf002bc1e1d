/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/welch.h"

#include "base/missing.h"
#include "stats/distribution.h"

struct welch welch_of(struct welch_side a, struct welch_side b, double null, double confidence)
{
    struct welch w = {MISSING, MISSING, MISSING, MISSING, MISSING,
                      MISSING, MISSING, MISSING, MISSING};
    if (!(a.n > 0) || !(b.n > 0))
        return w;
    const double part_a = a.variance / a.n, part_b = b.variance / b.n, square = part_a + part_b;
    w.difference = a.mean - b.mean;
    w.se = sqrt(square);
    if (!(w.se > 0) || !(a.n > 1) || !(b.n > 1))
        return w;
    const double share_a = part_a / square, share_b = part_b / square;
    w.df = 1 / (share_a * share_a / (a.n - 1) + share_b * share_b / (b.n - 1));
    w.t = (w.difference - null) / w.se;
    w.p = student_two_sided(w.t, w.df);
    w.p_greater = student_above(w.t, w.df);
    w.p_less = student_above(-w.t, w.df);
    const double reach = student_critical(confidence, w.df) * w.se;
    w.low = w.difference - reach;
    w.high = w.difference + reach;
    return w;
}

static struct welch_side side_of(struct moments m)
{
    return (struct welch_side){m.mean, moments_variance(m), (double)m.n};
}

struct welch welch_t(struct moments a, struct moments b, double null, double confidence)
{
    return welch_of(side_of(a), side_of(b), null, confidence);
}
