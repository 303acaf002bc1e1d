/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef BASE_METHOD_H
#define BASE_METHOD_H

/* The closed lists of rules that an index may follow: read from the survey folder by name, carried
   out by stats/. What each means stands where it is computed (stats/).

       const char *const *names = method_names(METHOD_NORMALISE, &n);
       names[NORMALISE_MINMAX]                                         "minmax"

   The value 0 of each list is the house default.                                                 */

enum normalise {
    NORMALISE_GOALPOSTS, /* (x - low) / (high - low) * 100 */
    NORMALISE_MINMAX,
    NORMALISE_ZSCORE,
    NORMALISE_RANK,
    NORMALISE_PERCENTILE,
    NORMALISE_NONE
};

enum aggregate { AGGREGATE_AMEAN, AGGREGATE_GMEAN, AGGREGATE_HMEAN };

/* What a parent does about children without a value. */
enum policy {
    POLICY_AVAILABLE, /* mean of what is there, when enough of the weight is */
    POLICY_COMPLETE,  /* all children, or missing */
    POLICY_ZERO       /* a missing child counts 0 */
};

enum impute { IMPUTE_NONE, IMPUTE_MEAN, IMPUTE_MEDIAN };

enum treat { TREAT_NONE, TREAT_WINSORISE };

enum method_list {
    METHOD_NORMALISE,
    METHOD_AGGREGATE,
    METHOD_POLICY,
    METHOD_IMPUTE,
    METHOD_TREAT,
    METHOD_LIST_COUNT
};

/* The name of a constant of that list. */
const char *method_name(enum method_list list, int constant);

/* The names of that list in the order of its constants; their number in *n. */
const char *const *method_names(enum method_list list, int *n);

#endif
