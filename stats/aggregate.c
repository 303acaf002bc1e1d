/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/aggregate.h"

#include <stdbool.h>

#include "base/missing.h"

/* What the children add up to. */
struct gathered {
    double sum;    /* of w x, w ln x or w / x */
    double weight; /* of the children present */
    double base;   /* of the children that count, present or not */
    bool is_invalid;
};

static bool leaves_base(double child)
{
    const enum missing reason = missing_reason(child);
    return reason == MISSING_NOT_ASKED || reason == MISSING_NOT_APPLICABLE;
}

static void gather_number(struct gathered *g, enum aggregate mean, double w, double x)
{
    g->base += w;
    g->weight += w;
    if (mean == AGGREGATE_AMEAN)
        g->sum += w * x;
    else if (x <= 0)
        g->is_invalid = true;
    else
        g->sum += mean == AGGREGATE_GMEAN ? w * log(x) : w / x;
}

static struct gathered gather(const struct aggregate_rule *rule, const double *child)
{
    struct gathered g = {0};
    for (size_t i = 0; i < rule->n; i++) {
        const double w = rule->weight[i];
        if (w == 0)
            continue;
        if (!is_missing(child[i]))
            gather_number(&g, rule->mean, w, child[i]);
        else if (rule->missing == POLICY_ZERO)
            gather_number(&g, rule->mean, w, 0);
        else if (!leaves_base(child[i]))
            g.base += w;
    }
    return g;
}

/* A share of weights is compared with some room for the rounding of their sums. */
static bool is_enough(const struct aggregate_rule *rule, const struct gathered *g)
{
    const double min_share = rule->missing == POLICY_COMPLETE ? 1 : rule->min_share;
    return g->weight > 0 && g->weight >= (min_share - 1e-12) * g->base;
}

double aggregate(const struct aggregate_rule *rule, const double *child)
{
    const struct gathered g = gather(rule, child);
    if (g.is_invalid)
        return missing_because(MISSING_INVALID);
    if (!is_enough(rule, &g))
        return missing_because(MISSING_NO_ANSWER);
    switch (rule->mean) {
    case AGGREGATE_GMEAN:
        return exp(g.sum / g.weight);
    case AGGREGATE_HMEAN:
        return g.weight / g.sum;
    case AGGREGATE_AMEAN:
        break;
    }
    return g.sum / g.weight;
}
