/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/claim_range.h"

const char *claim_sidedness(const struct claim *claim)
{
    return claim->of->alternative == ALTERNATIVE_TWO_SIDED ? "two-sided" : "one-sided";
}

void claim_range_take(struct claim_range *range, double estimate, size_t row)
{
    if (is_missing(estimate))
        return;
    if (range->n == 0 || estimate < range->low) {
        range->low = estimate;
        range->low_row = row;
    }
    if (range->n == 0 || estimate > range->high) {
        range->high = estimate;
        range->high_row = row;
    }
    range->n++;
}

static enum status put_end(const struct claim *claim, const char *measure, size_t row,
                           struct figure figure, struct error *err)
{
    const char *unit = NULL, *group = NULL;
    if (!is_missing(figure.value)) {
        TRY(claim_unit(claim, row, &unit, err));
        group = figure_level(claim->analysis->out->arena, "unit", unit);
        if (group == NULL)
            return error_memory(err);
    }
    return claim_put(claim, measure, group, figure, err);
}

enum status claim_range_put(const struct claim *claim, const struct claim_range *range,
                            struct figure like, struct error *err)
{
    like.n -= 1;
    like.value = range->n == 0 ? MISSING : range->low;
    like.method = "the lowest estimate when one unit is left out, here the unit of the id";
    TRY(put_end(claim, "leave_one_out_low", range->low_row, like, err));
    like.value = range->n == 0 ? MISSING : range->high;
    like.method = "the highest estimate when one unit is left out, here the unit of the id";
    return put_end(claim, "leave_one_out_high", range->high_row, like, err);
}
