/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/rule_names.h"

#include <assert.h>

static const enum text normalise_names[] = {
    [NORMALISE_GOALPOSTS] = TEXT_RULE_GOALPOSTS,   [NORMALISE_MINMAX] = TEXT_RULE_MINMAX,
    [NORMALISE_ZSCORE] = TEXT_RULE_ZSCORE,         [NORMALISE_RANK] = TEXT_RULE_RANK,
    [NORMALISE_PERCENTILE] = TEXT_RULE_PERCENTILE, [NORMALISE_NONE] = TEXT_RULE_NONE,
};

static const enum text aggregate_names[] = {
    [AGGREGATE_AMEAN] = TEXT_RULE_AMEAN,
    [AGGREGATE_GMEAN] = TEXT_RULE_GMEAN,
    [AGGREGATE_HMEAN] = TEXT_RULE_HMEAN,
};
static_assert(sizeof normalise_names / sizeof *normalise_names == NORMALISE_NONE + 1,
              "every rule has a name");
static_assert(sizeof aggregate_names / sizeof *aggregate_names == AGGREGATE_HMEAN + 1,
              "every rule has a name");

enum text rule_name_of_normalise(enum normalise rule)
{
    return normalise_names[rule];
}

enum text rule_name_of_aggregate(enum aggregate rule)
{
    return aggregate_names[rule];
}
