/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/extreme.h"

#include <math.h>

static bool is_equal(double a, double b)
{
    return fabs(a - b) <= 1e-9 * fmax(fabs(a), fabs(b));
}

void extreme_take(struct extreme *extreme, const struct figure *figure, const char *name,
                  enum extreme_end end)
{
    const bool is_first = extreme->figure == NULL;
    if (!is_first && is_equal(figure->value, extreme->figure->value)) {
        if (extreme->n++ == 1)
            extreme->another_name = name;
    } else if (is_first || (figure->value > extreme->figure->value) == (end == EXTREME_HIGHEST)) {
        *extreme = (struct extreme){.figure = figure, .name = name, .n = 1};
    }
}

bool extreme_is_same(const struct extreme *low, const struct extreme *high)
{
    return low->figure == high->figure;
}

/* The value without the interval. */
static const char *plain_value(struct draft *draft, const struct figure *figure)
{
    struct figure plain = *figure;
    plain.low = plain.high = MISSING;
    return draft_estimate(draft, &plain);
}

const char *extreme_groups(struct draft *draft, const struct extreme *extreme)
{
    const struct figure *figure = extreme->figure;
    if (extreme->n == 1)
        return SAY(draft, TEXT_EXTREME_GROUP, extreme->name, draft_estimate(draft, figure),
                   draft_count(draft, figure->n));
    const char *value = plain_value(draft, figure);
    if (extreme->n == 2)
        return SAY(draft, TEXT_EXTREME_TWO_GROUPS, extreme->name, extreme->another_name, value);
    return SAY(draft, TEXT_EXTREME_GROUPS, draft_count(draft, (double)extreme->n), value);
}

const char *extreme_indices(struct draft *draft, const struct extreme *extreme)
{
    const struct figure *figure = extreme->figure;
    if (extreme->n == 1)
        return SAY(draft, TEXT_EXTREME_INDEX, extreme->name, draft_estimate(draft, figure));
    const char *value = plain_value(draft, figure);
    if (extreme->n == 2)
        return SAY(draft, TEXT_EXTREME_TWO_INDICES, extreme->name, extreme->another_name, value);
    return SAY(draft, TEXT_EXTREME_INDICES, draft_count(draft, (double)extreme->n), value);
}
