/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/comparability.h"

#include "report/trend_years.h"

const struct figure *comparability_figure(struct draft *draft, const struct indicator *index,
                                          int since, const char *measure)
{
    return draft_figure(draft, measure, index->code, NULL, trend_year_group(draft, "since", since));
}

bool comparability_is_zero(const struct figure *figure)
{
    return figure == NULL || !(figure->value > 0);
}

static const char *count_of(struct draft *draft, const struct indicator *index, int since,
                            const char *measure)
{
    const struct figure *figure = comparability_figure(draft, index, since, measure);
    return draft_count(draft, figure == NULL ? 0 : figure->value);
}

static const char *text_of_all(struct draft *draft, const struct indicator *index, int since)
{
    if (comparability_is_zero(comparability_figure(draft, index, since, "trend/break")))
        return draft_text(draft, TEXT_TREND_NO_BREAK);
    return SAY(draft, TEXT_TREND_BREAK, count_of(draft, index, since, "trend/items_new"),
               count_of(draft, index, since, "trend/items_gone"),
               count_of(draft, index, since, "trend/items_changed"));
}

const char *comparability_text(struct draft *draft, const struct indicator *index, int since,
                               bool is_common)
{
    const struct figure *common = comparability_figure(draft, index, since, "trend/items_common");
    if (comparability_figure(draft, index, since, "trend/change") == NULL)
        return SAY(draft, TEXT_TREND_NOT_THEN, trend_year_text(draft, since));
    if (!is_common)
        return text_of_all(draft, index, since);
    if (comparability_is_zero(common))
        return draft_text(draft, TEXT_TREND_NO_COMMON);
    const char *n = draft_count(draft, common->value), *of = draft_count(draft, common->n);
    if (comparability_is_zero(comparability_figure(draft, index, since, "trend/items_changed")))
        return SAY(draft, TEXT_TREND_COMMON, n, of);
    return SAY(draft, TEXT_TREND_COMMON_CHANGED, n, of,
               count_of(draft, index, since, "trend/items_changed"));
}
