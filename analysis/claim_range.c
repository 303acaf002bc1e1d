/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/claim_range.h"

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

/* One end of the range, in the unit and with the n of `figure`. */
static enum status put_end(const struct claim *claim, const char *measure, size_t row,
                           struct figure figure, struct error *err)
{
    struct analysis *analysis = claim->analysis;
    const char *unit = NULL, *group = NULL;
    if (!is_missing(figure.value)) {
        TRY(claim_unit(claim, row, &unit, err));
        group = figure_level(analysis->out->arena, "unit", unit);
        if (group == NULL)
            return error_memory(err);
    }
    figure.method = analysis_text(
        analysis, "the %s estimate when one unit is left out, here the unit of the id%s",
        strcmp(measure, "leave_one_out_low") == 0 ? "lowest" : "highest", claim_kinship(claim));
    return claim_put(claim, measure, group, figure, err);
}

enum status claim_range_put(const struct claim *claim, const struct claim_range *range,
                            struct figure whole, struct error *err)
{
    struct figure figure = figure_of(MISSING, whole.n > 0 ? whole.n - 1 : 0);
    figure.unit = whole.unit;
    figure.decimals = whole.decimals;
    figure.value = range->n == 0 ? MISSING : range->low;
    TRY(put_end(claim, "leave_one_out_low", range->low_row, figure, err));
    figure.value = range->n == 0 ? MISSING : range->high;
    return put_end(claim, "leave_one_out_high", range->high_row, figure, err);
}
