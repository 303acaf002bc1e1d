/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/summary_formulas.h"

#include "base/missing.h"
#include "report/cell.h"

const char *formula_mean(struct draft *draft, const char *range)
{
    return range == NULL ? NULL : draft_formula(draft, "AVERAGE(%s)", range);
}

const char *formula_n(struct draft *draft, const char *range)
{
    return range == NULL ? NULL : draft_formula(draft, "COUNT(%s)", range);
}

const char *formula_share(struct draft *draft, const char *range, double from, double below)
{
    if (range == NULL)
        return NULL;
    return is_missing(below)
               ? draft_formula(draft, "COUNTIF(%s,\">=\"&%.17g)/COUNT(%s)", range, from, range)
               : draft_formula(draft, "COUNTIFS(%s,\">=\"&%.17g,%s,\"<\"&%.17g)/COUNT(%s)", range,
                               from, range, below, range);
}

static double confidence_of(const struct draft *draft)
{
    return draft->report->wave->form->settings.confidence;
}

const char *formula_mean_limit(struct draft *draft, char sign, const char *const cells[3],
                               size_t population)
{
    const char *mean = cells[0], *sd = cells[1], *n = cells[2];
    if (mean == NULL || sd == NULL || n == NULL)
        return NULL;
    const double tails = 1 - confidence_of(draft);
    if (population == 0)
        return draft_formula(draft, "%s%cTINV(%.10g,%s-1)*%s/SQRT(%s)", mean, sign, tails, n, sd,
                             n);
    return draft_formula(draft, "%s%cTINV(%.10g,%s-1)*%s*SQRT((1-%s/%zu)/%s)", mean, sign, tails, n,
                         sd, n, population, n);
}

const char *formula_pearson(struct draft *draft, const char *x, const char *y)
{
    return x == NULL || y == NULL ? NULL : draft_formula(draft, "CORREL(%s,%s)", x, y);
}

const char *formula_n_both(struct draft *draft, const char *x, const char *y)
{
    return x == NULL || y == NULL
               ? NULL
               : draft_formula(draft, "SUMPRODUCT(ISNUMBER(%s)*ISNUMBER(%s))", x, y);
}

const char *formula_pearson_limit(struct draft *draft, char sign, const char *r, const char *n)
{
    return r == NULL || n == NULL
               ? NULL
               : draft_formula(draft, "TANH(ATANH(%s)%cNORMSINV(%.10g)/SQRT(%s-3))", r, sign,
                               (1 + confidence_of(draft)) / 2, n);
}

void pearson_limits_put(const struct kept_rows *rows, struct cell *cells, size_t at)
{
    struct draft *draft = rows->draft;
    if (cells == NULL || cells[at].formula == NULL || !(fabs(cells[at].number) < 1))
        return;
    const char *r = kept_rows_cell(rows, at), *n = kept_rows_cell(rows, at + 3);
    cells[at + 1] = cell_with_formula(cells[at + 1], formula_pearson_limit(draft, '-', r, n));
    cells[at + 2] = cell_with_formula(cells[at + 2], formula_pearson_limit(draft, '+', r, n));
}

const char *formula_pearson_p(struct draft *draft, const char *r, const char *n)
{
    return r == NULL || n == NULL
               ? NULL
               : draft_formula(draft, "TDIST(ABS(%s)*SQRT((%s-2)/(1-%s^2)),%s-2,2)", r, n, r, n);
}

const char *formula_group_size(struct draft *draft, const char *levels, const char *level)
{
    return levels == NULL || level == NULL
               ? NULL
               : draft_formula(draft, "SUMPRODUCT((%s=%s)*1)", levels, level);
}

const char *formula_group_n(struct draft *draft, const char *levels, const char *level,
                            const char *range)
{
    return levels == NULL || range == NULL
               ? NULL
               : draft_formula(draft, "SUMPRODUCT((%s=%s)*ISNUMBER(%s))", levels, level, range);
}

const char *formula_group_mean(struct draft *draft, const char *levels, const char *level,
                               const char *range, const char *n)
{
    return levels == NULL || range == NULL
               ? NULL
               : draft_formula(draft, "SUMPRODUCT((%s=%s)*1,%s)/%s", levels, level, range, n);
}
