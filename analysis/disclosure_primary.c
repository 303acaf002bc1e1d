/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/disclosure_inside.h"
#include "base/missing.h"

#include <math.h>
#include <string.h>

static const struct measure {
    const char *name;
    enum measure_rule rule;
} measures[] = {
#define MEASURE(name, rule) {name, RULE_##rule},
#include "analysis/disclosure.def"
#undef MEASURE
};

/* Whether `name` is "family/measure", or "family/" for all of a family. */
static bool is_named(const char *name, const char *family, const char *measure)
{
    const size_t n = strlen(family);
    return strncmp(name, family, n) == 0 && name[n] == '/' &&
           (name[n + 1] == '\0' || strcmp(name + n + 1, measure) == 0);
}

enum measure_rule measure_rule(const char *family, const char *measure)
{
    for (size_t i = 0; i < COUNT(measures); i++)
        if (is_named(measures[i].name, family, measure))
            return measures[i].rule;
    return RULE_UNKNOWN;
}

/* How many units must at least be behind a figure, as a multiple of min_cell. */
static size_t times_of(enum measure_rule rule)
{
    switch (rule) {
    case RULE_MEDIAN:
    case RULE_ASSOCIATION:
        return 2;
    case RULE_QUARTILE:
        return 4;
    case RULE_OPEN:
    case RULE_TIES:
        return 0;
    default:
        return 1;
    }
}

/* Whether the figure counts few of its n units, or leaves few out. */
static bool counts_few(const struct withholding *w, const struct figure *figure,
                       enum measure_rule rule)
{
    if (is_missing(figure->value) || is_missing(figure->n))
        return false;
    const double hits = rule == RULE_COUNT ? figure->value : round(figure->value * figure->n);
    return is_few(w, hits) || is_few(w, figure->n - hits);
}

/* Whether the figure counts few ties, or is a share of ties that are few. */
static bool counts_few_ties(const struct withholding *w, const struct figure *figure)
{
    const bool is_share = figure->unit != NULL && strcmp(figure->unit, "share") == 0;
    const bool is_count = figure->unit != NULL && strcmp(figure->unit, "count") == 0;
    return is_few(w, figure->n) || (is_count && is_few(w, figure->value)) ||
           (is_share && is_few(w, round(figure->value * figure->n)));
}

static enum withheld why_primary(const struct withholding *w, size_t i)
{
    const struct figure *figure = &w->figures->list[i];
    const struct figure_parts *parts = &w->parts[i];
    const enum measure_rule rule = w->rule[i];
    if (figure_level_of(parts, "unit") != NULL)
        return WITHHELD_UNIT;
    if (rule == RULE_UNKNOWN)
        return WITHHELD_UNKNOWN;
    if (rule == RULE_EXTREME && !is_missing(figure->value))
        return WITHHELD_SINGLE;
    const size_t times = times_of(rule);
    if (!is_missing(figure->n) && figure->n > 0 && figure->n < (double)(times * w->least))
        return WITHHELD_SMALL;
    if ((rule == RULE_COUNT || rule == RULE_SHARE) && counts_few(w, figure, rule))
        return WITHHELD_SMALL;
    if (rule == RULE_TIES && counts_few_ties(w, figure))
        return WITHHELD_SMALL;
    return WITHHELD_NOT;
}

void withhold_primary(struct withholding *w)
{
    for (size_t i = 0; i < w->figures->n; i++)
        withhold(w, i, why_primary(w, i));
}
