/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/score_formula.h"

/* A term of every run, added up; in parentheses where there are several. {0}: the scores, {1}: the
   weights. */
static const char *sum_of(struct draft *draft, const struct score_recipe *recipe, const char *term)
{
    const char *sum = NULL;
    for (size_t i = 0; i < recipe->n_runs; i++) {
        const struct score_run *run = &recipe->runs[i];
        const char *one =
            report_fill(draft->arena, term, (const char *const[]){run->scores, run->weights}, 2);
        draft->is_out_of_memory |= one == NULL;
        if (one == NULL)
            return "";
        sum = sum == NULL ? one : draft_formula(draft, "%s+%s", sum, one);
    }
    return recipe->n_runs > 1 ? draft_formula(draft, "(%s)", sum) : sum;
}

/* The weight of all parts but those that do not apply. */
static const char *base_of(struct draft *draft, const struct score_recipe *recipe)
{
    const char *base = NULL;
    for (size_t i = 0; i < recipe->n_runs; i++) {
        const struct score_run *run = &recipe->runs[i];
        const char *one = run->may_not_apply
                              ? draft_formula(draft, "SUM(%s)-SUMIF(%s,\"[z]\",%s)", run->weights,
                                              run->scores, run->weights)
                              : draft_formula(draft, "SUM(%s)", run->weights);
        base = base == NULL ? one : draft_formula(draft, "%s+%s", base, one);
    }
    return draft_formula(draft, "(%s)", base);
}

/* Whether there is a score. The weight must be there, with room for the rounding of its sum. */
static const char *condition_of(struct draft *draft, const struct score_recipe *recipe,
                                const char *present)
{
    const bool is_amean = recipe->mean == AGGREGATE_AMEAN;
    if (recipe->missing == POLICY_ZERO && is_amean)
        return draft_formula(draft, "%s>0", sum_of(draft, recipe, "SUM({1})"));
    const char *enough =
        recipe->missing == POLICY_ZERO /* a missing part counts 0, which these means do not take */
            ? draft_formula(draft, "%s>=MAX(1E-12,(1-1E-12)*%s)", present,
                            sum_of(draft, recipe, "SUM({1})"))
            : draft_formula(draft, "%s>=MAX(1E-12,(%s-1E-12)*%s)", present, recipe->share,
                            base_of(draft, recipe));
    if (is_amean)
        return enough;
    return draft_formula(draft, "AND(%s=0,%s)",
                         sum_of(draft, recipe, "COUNTIFS({0},\"<=0\",{1},\">0\")"), enough);
}

static const char *mean_of(struct draft *draft, const struct score_recipe *recipe,
                           const char *present)
{
    switch (recipe->mean) {
    case AGGREGATE_GMEAN:
        return draft_formula(draft, "EXP(%s/%s)",
                             sum_of(draft, recipe, "SUM(IF(ISNUMBER({0})*({1}>0),{1}*LN({0})))"),
                             present);
    case AGGREGATE_HMEAN:
        return draft_formula(draft, "%s/%s", present,
                             sum_of(draft, recipe, "SUM(IF(ISNUMBER({0})*({1}>0),{1}/{0}))"));
    case AGGREGATE_AMEAN:
        break;
    }
    return draft_formula(draft, "%s/%s", sum_of(draft, recipe, "SUMPRODUCT({0},{1})"),
                         recipe->missing == POLICY_ZERO ? sum_of(draft, recipe, "SUM({1})")
                                                        : present);
}

const char *score_formula(struct draft *draft, const struct score_recipe *recipe)
{
    const char *present = sum_of(draft, recipe, "SUMPRODUCT(ISNUMBER({0})*{1})");
    const char *mean = mean_of(draft, recipe, present);
    if (recipe->is_rounded)
        mean = draft_formula(draft, "ROUND(%s,10)", mean);
    return draft_formula(draft, "IF(%s,%s,\"[x]\")", condition_of(draft, recipe, present), mean);
}
