/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef REPORT_SCORE_FORMULA_H
#define REPORT_SCORE_FORMULA_H

/* How a spreadsheet computes the score of an agency from the scores of the index's parts: what
   stats/aggregate.h says, in a formula. With parts s, weights w and the smallest share m:

       IF(SUMPRODUCT(ISNUMBER(s)*w)>=MAX(1E-12,(m-1E-12)*(SUM(w)-SUMIF(s,"[z]",w))),
          ROUND(SUMPRODUCT(s,w)/SUMPRODUCT(ISNUMBER(s)*w),10),"[x]")

   A part without a score is a text: [x] counts as missing, [z] (not asked, not applicable) leaves
   the base. Ten decimals keep scores equal that are equal, and on the right side of a cut. */

#include "base/method.h"
#include "report/draft.h"

/* Parts that stand side by side; `weights` as wide as `scores`. */
struct score_run {
    const char *scores, *weights; /* ranges, of one row each */
    bool may_not_apply;           /* a score may be [z] */
};

struct score_recipe {
    enum aggregate mean;
    enum policy missing;
    const char *share; /* the cell of the smallest share; POLICY_AVAILABLE and COMPLETE */
    const struct score_run *runs;
    size_t n_runs;
    bool is_rounded; /* to ten decimals: an index on 0-100 */
};

/* Without '='. Geometric and harmonic means need an array formula. */
const char *score_formula(struct draft *draft, const struct score_recipe *recipe);

static inline bool score_formula_is_array(const struct score_recipe *recipe)
{
    return recipe->mean != AGGREGATE_AMEAN;
}

#endif
