/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/method.h"

/* In the order of the constants. */
static const char *const normalise_names[] = {
    [NORMALISE_GOALPOSTS] = "goalposts",   [NORMALISE_MINMAX] = "minmax",
    [NORMALISE_ZSCORE] = "zscore",         [NORMALISE_RANK] = "rank",
    [NORMALISE_PERCENTILE] = "percentile", [NORMALISE_NONE] = "none",
};
static const char *const aggregate_names[] = {
    [AGGREGATE_AMEAN] = "amean",
    [AGGREGATE_GMEAN] = "gmean",
    [AGGREGATE_HMEAN] = "hmean",
};
static const char *const policy_names[] = {
    [POLICY_AVAILABLE] = "available",
    [POLICY_COMPLETE] = "complete",
    [POLICY_ZERO] = "zero",
};
static const char *const impute_names[] = {
    [IMPUTE_NONE] = "none",
    [IMPUTE_MEAN] = "mean",
    [IMPUTE_MEDIAN] = "median",
};
static const char *const treat_names[] = {
    [TREAT_NONE] = "none",
    [TREAT_WINSORISE] = "winsorise",
};

static const struct names {
    const char *const *name;
    int n;
} lists[] = {
    [METHOD_NORMALISE] = {normalise_names, sizeof normalise_names / sizeof *normalise_names},
    [METHOD_AGGREGATE] = {aggregate_names, sizeof aggregate_names / sizeof *aggregate_names},
    [METHOD_POLICY] = {policy_names, sizeof policy_names / sizeof *policy_names},
    [METHOD_IMPUTE] = {impute_names, sizeof impute_names / sizeof *impute_names},
    [METHOD_TREAT] = {treat_names, sizeof treat_names / sizeof *treat_names},
};
_Static_assert(sizeof lists / sizeof *lists == METHOD_LIST_COUNT, "every list needs its names");

const char *const *method_names(enum method_list list, int *n)
{
    *n = lists[list].n;
    return lists[list].name;
}

const char *method_name(enum method_list list, int constant)
{
    return lists[list].name[constant];
}
