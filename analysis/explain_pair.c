/* SPDX-License-Identifier: GPL-3.0-or-later */
/* correlation/..., regression/... and influence/...: what is made of two columns, y and x. */
#include "analysis/explaining.h"
#include "stats/comoments.h"

#include <string.h>

/* The two columns over the units that have both. */
struct two {
    const struct indicator *of[2];
    const double *column[2];
    struct comoments m;
};

static const struct explain_column column_columns[] = {{"code", N_("code")},
                                                       {"mean", N_("mean")},
                                                       {"sd", N_("standard deviation")},
                                                       {"squares", N_("sum of squares")}};

static void put_columns(struct explaining *x, const struct two *two)
{
    struct explain_table *table =
        explanation_table(x->e, "columns", _("The two columns, over the units that have both"),
                          column_columns, COUNT(column_columns));
    for (size_t i = 0; i < 2; i++)
        explanation_row(x->e, table,
                        (struct explain_cell[]){
                            cell_text(two->of[i]->code),
                            cell_number(two->m.mean[i], EXPLAIN_DIGITS),
                            cell_number(sqrt(comoments_covariance(&two->m, i, i)), EXPLAIN_DIGITS),
                            cell_number(two->m.sum[i * 2 + i], EXPLAIN_DIGITS)});
}

static void put_r(struct explaining *x, const struct two *two)
{
    const double sxy = two->m.sum[1], sxx = two->m.sum[0], syy = two->m.sum[3];
    if (!(sxx > 0 && syy > 0))
        return;
    const double r = sxy / sqrt(sxx * syy);
    explanation_step(x->e, r,
                     _("r = sum of products / sqrt(product of the sums of squares) = %.10g / "
                       "sqrt(%.10g x %.10g) = %.10g"),
                     sxy, sxx, syy, r);
    explanation_result(x->e, r);
}

static void put_line(struct explaining *x, const struct two *two)
{
    const double sxy = two->m.sum[1], syy = two->m.sum[0], sxx = two->m.sum[3];
    const char *measure = x->id->measure;
    if (!(sxx > 0))
        return;
    const double slope = sxy / sxx, intercept = two->m.mean[0] - slope * two->m.mean[1];
    explanation_step(x->e, slope,
                     _("slope = sum of products / sum of squares of x = %.10g / %.10g "
                       "= %.10g"),
                     sxy, sxx, slope);
    if (strcmp(measure, "slope") == 0)
        explanation_result(x->e, slope);
    if (strcmp(measure, "slope") == 0 || strcmp(measure, "r2") == 0) {
        if (strcmp(measure, "r2") == 0 && syy > 0) {
            explanation_step(x->e, slope * sxy / syy,
                             _("share explained = slope x sum of products / sum of squares of y = "
                               "%.10g x %.10g / %.10g = %.10g"),
                             slope, sxy, syy, slope * sxy / syy);
            explanation_result(x->e, slope * sxy / syy);
        }
        return;
    }
    explanation_step(x->e, intercept,
                     _("intercept = mean of y - slope x mean of x = %.10g - %.10g x "
                       "%.10g = %.10g"),
                     two->m.mean[0], slope, two->m.mean[1], intercept);
    const char *at = figure_level_of(x->id, "x");
    if (strcmp(measure, "intercept") == 0)
        explanation_result(x->e, intercept);
    else if (strcmp(measure, "line") == 0 && at != NULL) {
        double place = 0;
        for (const char *digit = at; *digit >= '0' && *digit <= '9'; digit++)
            place = 10 * place + (*digit - '0');
        explanation_step(x->e, intercept + slope * place,
                         _("at x = %s: %.10g + %.10g x %s = %.10g"), at, intercept, slope, at,
                         intercept + slope * place);
        explanation_result(x->e, intercept + slope * place);
    }
}

static void relate(struct explaining *x)
{
    static const struct {
        const char *family, *measure;
    } beside[] = {{"correlation", "pearson"}, {"correlation", "spearman"},
                  {"correlation", "kendall"}, {"correlation", "p_holm"},
                  {"regression", "slope"},    {"regression", "intercept"},
                  {"regression", "r2"}};
    const struct figures *figures = x->from->figures;
    struct arena *arena = x->e->arena;
    const char *a = x->id->subject, *b = x->id->other;
    for (size_t i = 0; i < COUNT(beside); i++) {
        const char *family = beside[i].family, *measure = beside[i].measure;
        explanation_relate(x->e, figures, figure_id(arena, family, measure, a, b, NULL),
                           _("of the same pair"));
        explanation_relate(x->e, figures, figure_id(arena, family, measure, b, a, NULL),
                           _("of the same pair"));
    }
    explanation_relate(x->e, figures, figure_id(arena, "index", "mean", a, NULL, NULL), a);
    explanation_relate(x->e, figures, figure_id(arena, "index", "mean", b, NULL, NULL), b);
}

static enum status put_pair(struct explaining *x, struct two *two, struct error *err)
{
    struct selection s;
    TRY(selection_open(x, &s, err));
    for (size_t i = 0; i < 2; i++)
        selection_take_column(x, &s, two->of[i]->code, two->column[i]);
    TRY(selection_put(x, &s, err));
    TRY(comoments_get(x->e->arena, 2, &two->m, err));
    comoments_add_columns(&two->m, two->column, x->wave->n_rows);
    if (two->m.n < 2)
        return OK;
    put_columns(x, two);
    if (strcmp(x->id->measure, "pearson") == 0)
        put_r(x, two);
    else if (strcmp(x->id->family, "regression") == 0)
        put_line(x, two);
    return OK;
}

enum status explain_pair(struct explaining *x, struct error *err)
{
    struct two two = {0};
    const char *codes[] = {x->id->subject, x->id->other};
    for (size_t i = 0; i < 2; i++) {
        two.of[i] = codes[i] == NULL ? NULL : form_indicator(x->form, codes[i]);
        if (two.of[i] == NULL)
            return OK;
    }
    explain_variables(x, two.of, 2);
    relate(x);
    for (size_t i = 0; i < 2; i++) {
        TRY(explain_column(x, two.of[i], &two.column[i], err));
        if (two.column[i] == NULL)
            return OK;
    }
    return put_pair(x, &two, err);
}
