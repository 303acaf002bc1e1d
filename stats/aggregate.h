/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef STATS_AGGREGATE_H
#define STATS_AGGREGATE_H

/* The score of one unit on an index, from its scores on the children of that index.

       const struct aggregate_rule rule = {.mean = AGGREGATE_AMEAN, .missing = POLICY_AVAILABLE,
                                           .min_share = 0.5, .weight = w, .n = 4};
       double s = aggregate(&rule, children);

   Weighted means over the children present, weights rescaled to sum 1 (COINr 1.1.14: a_amean,
   a_gmean, a_hmean). A child of weight 0 is not looked at.                                       */

#include <stddef.h>

#include "base/method.h"

/* enum aggregate (base/method.h): AMEAN sum w x / sum w, GMEAN exp(sum w ln x / sum w), HMEAN
   sum w / sum (w / x).

   enum policy (base/method.h), what a missing child does. A child that was not asked or is not
   applicable leaves the base of the first two: the index is then made of the others.
     AVAILABLE  the mean of what is there, when at least min_share of the weight is
     COMPLETE   the score is missing
     ZERO       every missing child, whatever the reason, counts 0                          */
struct aggregate_rule {
    enum aggregate mean;
    enum policy missing;
    double min_share;     /* 0..1, of the weight in the base; for POLICY_AVAILABLE */
    const double *weight; /* n weights, none negative; borrowed */
    size_t n;             /* children */
};

/*   child    n scores, missing with a reason where there is none
     returns  the unit's score. Missing because of
                MISSING_INVALID    a child is 0 or negative under gmean or hmean: to be reported
                MISSING_NO_ANSWER  too few children, or none in the base (never NOT_ASKED: a child
                                   index without a value counts as missing, with its weight)     */
double aggregate(const struct aggregate_rule *rule, const double *child);

#endif
