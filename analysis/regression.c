/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/family.h"
#include "analysis/influence.h"
#include "analysis/kinship.h"
#include "analysis/variable.h"
#include "stats/distribution.h"
#include "stats/line.h"

/* One line, y on x. */
struct fit {
    const struct indicator *y, *x;
    struct line line;
    const char *note; /* what the two share, for the method text */
};

static enum status put_coefficient(struct analysis *analysis, const struct fit *fit,
                                   const char *measure, double value, double se, struct error *err)
{
    const double df = (double)fit->line.n - 2;
    const double t = student_critical(analysis->confidence, df);
    struct figure figure = figure_of(value, (double)fit->line.n);
    figure.se = se;
    figure.low = value - t * se;
    figure.high = value + t * se;
    figure.p = se > 0 ? student_two_sided(value / se, df) : MISSING;
    figure.unit = "";
    figure.decimals = 3;
    figure.method =
        analysis_text(analysis, "least squares, one predictor; t on n - 2, %s; p two-sided%s",
                      analysis->interval, fit->note);
    return analysis_put(analysis, "regression", measure,
                        (struct subject){.code = fit->y->code, .other = fit->x->code}, figure, err);
}

static enum status put_r2(struct analysis *analysis, const struct fit *fit, struct error *err)
{
    struct figure figure = figure_of(fit->line.r2, (double)fit->line.n);
    figure.unit = "share";
    figure.decimals = 3;
    figure.method =
        analysis_text(analysis, "share of the variance of y that the line explains%s", fit->note);
    return analysis_put(analysis, "regression", "r2",
                        (struct subject){.code = fit->y->code, .other = fit->x->code}, figure, err);
}

/* The line and its band where a chart draws them; there is no such place on another scale. */
static enum status put_points(struct analysis *analysis, const struct fit *fit, struct error *err)
{
    static const char *const places[] = {"0", "25", "50", "75", "100"};
    if (!fit->x->is_percent_scale)
        return OK;
    for (size_t i = 0; i < COUNT(places); i++) {
        const struct line_point point = line_at(fit->line, 25 * (double)i, analysis->confidence);
        const char *group = figure_level(analysis->out->arena, "x", places[i]);
        if (group == NULL)
            return error_memory(err);
        struct figure figure = figure_of(point.value, (double)fit->line.n);
        figure.se = point.se;
        figure.low = point.low;
        figure.high = point.high;
        figure.unit = index_unit(fit->y);
        figure.decimals = 1;
        figure.method = analysis_text(analysis, "least-squares line at x; %s of the line%s",
                                      analysis->interval, fit->note);
        TRY(analysis_put(
            analysis, "regression", "line",
            (struct subject){.code = fit->y->code, .other = fit->x->code, .group = group}, figure,
            err));
    }
    return OK;
}

static enum status put_fit(struct analysis *analysis, const struct fit *fit, struct error *err)
{
    if (is_missing(fit->line.slope))
        findings_add(analysis->found, FINDING_WARNING, "no_line", fit->x->at, NULL, fit->x->code,
                     "no line of '%s' on '%s' can be drawn: %zu units have both, and '%s' must "
                     "vary over them",
                     fit->y->code, fit->x->code, fit->line.n, fit->x->code);
    TRY(put_coefficient(analysis, fit, "slope", fit->line.slope, fit->line.slope_se, err));
    TRY(put_coefficient(analysis, fit, "intercept", fit->line.intercept, fit->line.intercept_se,
                        err));
    TRY(put_r2(analysis, fit, err));
    return put_points(analysis, fit, err);
}

static enum status fit_and_put(struct analysis *analysis, struct fit *fit, const double *x,
                               const double *y, struct error *err)
{
    fit->line = line_fit(x, y, analysis->wave->n_rows);
    TRY(put_fit(analysis, fit, err));
    return influence_put(analysis,
                         (struct influence_request){
                             .of_y = fit->y, .of_x = fit->x, .y = y, .x = x, .note = fit->note},
                         err);
}

static enum status put_line(struct analysis *analysis, struct fit *fit, struct error *err)
{
    struct indicator *const pair[] = {(struct indicator *)fit->x, (struct indicator *)fit->y};
    const double *x = NULL, *y = NULL;
    struct variables set;
    TRY(variables_open(analysis->wave, pair, 2, NULL, &set, err));
    enum status status = variables_column(&set, 0, &x, err);
    if (status == OK)
        status = variables_column(&set, 1, &y, err);
    if (status == OK)
        status = fit_and_put(analysis, fit, x, y, err);
    variables_close(&set);
    return status;
}

/* A claim about some of the units has no line here: this one is through all. */
static bool is_drawn(const struct hypothesis *hypothesis)
{
    const enum hypothesis_test test = hypothesis->test;
    return hypothesis->where == NULL &&
           (test == TEST_CORRELATION || test == TEST_CORRELATION_DIFFERENCE ||
            test == TEST_REGRESSION);
}

/* Two hypotheses may be about the same pair: its line is one figure. */
static bool is_put(struct analysis *analysis, const struct indicator *y, const struct indicator *x)
{
    const char *id = figure_id(analysis->out->arena, "regression", "slope", y->code, x->code, NULL);
    return id != NULL && figures_find(analysis->out, id) != NULL;
}

static enum status run_pair(struct analysis *analysis, const struct indicator *y,
                            const struct indicator *x, struct error *err)
{
    if (y == x || is_put(analysis, y, x))
        return OK;
    struct fit fit = {.y = y, .x = x, .note = kinship_text(kinship_of(y, x))};
    return put_line(analysis, &fit, err);
}

static enum status run(struct analysis *analysis, struct error *err)
{
    const struct form *form = analysis->wave->form;
    for (size_t h = 0; h < form->n_hypotheses; h++) {
        const struct hypothesis *hypothesis = &form->hypotheses[h];
        for (size_t i = 0; is_drawn(hypothesis) && i < hypothesis->n_y; i++)
            for (size_t j = 0; j < hypothesis->n_x; j++)
                TRY(run_pair(analysis, hypothesis->y[i], hypothesis->x[j], err));
    }
    return OK;
}

const struct family family_regression = {"regression", "how much does y differ when x does?", run};
