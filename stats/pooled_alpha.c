/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/pooled_alpha.h"

#include "base/missing.h"
#include "stats/bootstrap.h"

void pooled_unit_add(struct pooled_unit *unit, size_t n_yes, size_t n_no)
{
    const double yes = (double)n_yes, no = (double)n_no;
    if (n_yes + n_no < 2)
        return;
    unit->disagreement += 2 * yes * no / (yes + no - 1);
    unit->yes += yes;
    unit->no += no;
}

static double alpha_of(struct pooled_unit sum)
{
    const double n = sum.yes + sum.no;
    if (!(sum.yes > 0) || !(sum.no > 0))
        return MISSING;
    return 1 - sum.disagreement * (n - 1) / (2 * sum.yes * sum.no);
}

static void add(struct pooled_unit *sum, const struct pooled_unit *unit)
{
    sum->disagreement += unit->disagreement;
    sum->yes += unit->yes;
    sum->no += unit->no;
}

static double statistic(const uint32_t *unit, size_t n, const void *data)
{
    const struct pooled_unit *all = data;
    struct pooled_unit sum = {0};
    for (size_t i = 0; i < n; i++)
        add(&sum, &all[unit[i]]);
    return alpha_of(sum);
}

enum status pooled_alpha_estimate(struct pooled_alpha_request request, struct pooled_alpha *out,
                                  struct error *err)
{
    struct pooled_unit sum = {0};
    for (size_t i = 0; i < request.n_units; i++)
        add(&sum, &request.unit[i]);
    *out = (struct pooled_alpha){alpha_of(sum), MISSING, MISSING, sum.yes + sum.no};
    if (is_missing(out->value) || request.replicates == 0)
        return OK;
    struct bootstrap b;
    TRY(bootstrap_interval((struct bootstrap_request){.statistic = statistic,
                                                      .data = request.unit,
                                                      .n_units = request.n_units,
                                                      .replicates = request.replicates,
                                                      .seed = request.seed,
                                                      .confidence = request.confidence},
                           &b, err));
    out->low = b.low;
    out->high = b.high;
    return OK;
}
