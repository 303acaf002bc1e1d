/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/turnover.h"

#include "base/missing.h"

static double share_of(struct moments part, struct moments whole)
{
    return (double)part.n / (double)whole.n;
}

struct turnover turnover_of(struct turnover_side earlier, struct turnover_side later,
                            size_t n_pairs, double panel_change)
{
    struct turnover t = {MISSING, MISSING, MISSING, MISSING, MISSING};
    const struct moments all_1 = moments_merge(earlier.staying, earlier.other);
    const struct moments all_2 = moments_merge(later.staying, later.other);
    if (all_1.n == 0 || all_2.n == 0)
        return t;
    t.change = all_2.mean - all_1.mean;
    if (n_pairs == 0 || earlier.staying.n == 0 || later.staying.n == 0)
        return t;
    const double stayed = later.staying.mean - earlier.staying.mean;
    const bool is_one_to_one = earlier.staying.n == n_pairs && later.staying.n == n_pairs;
    t.staying = is_one_to_one ? stayed : panel_change;
    t.restructured = is_one_to_one ? 0 : stayed - panel_change;
    t.entering = later.other.n == 0
                     ? 0
                     : share_of(later.other, all_2) * (later.other.mean - later.staying.mean);
    t.leaving = earlier.other.n == 0
                    ? 0
                    : share_of(earlier.other, all_1) * (earlier.staying.mean - earlier.other.mean);
    return t;
}
