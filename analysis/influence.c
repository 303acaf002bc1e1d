/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/influence.h"

#include "stats/influence.h"

struct odd_unit {
    size_t row;
    double cook, slope; /* the slope without it */
};

/* The largest Cook's distances so far, descending; the first of several that are equal. */
struct top {
    struct odd_unit list[INFLUENCE_LISTED];
    size_t n, n_above; /* listed; above the cut */
};

static void top_add(struct top *top, struct odd_unit unit)
{
    size_t at = top->n;
    while (at > 0 && top->list[at - 1].cook < unit.cook)
        at--;
    if (at == INFLUENCE_LISTED)
        return;
    top->n += top->n < INFLUENCE_LISTED;
    for (size_t i = top->n - 1; i > at; i--)
        top->list[i] = top->list[i - 1];
    top->list[at] = unit;
}

static void find_top(const struct ols_model *model, const struct ols *fit, struct top *top)
{
    double shift[2];
    for (size_t row = 0; row < model->n; row++) {
        const struct influence at = influence_of(model, fit, row, shift);
        if (!(at.cook > influence_cut(fit)))
            continue;
        top->n_above++;
        top_add(top, (struct odd_unit){row, at.cook, fit->coefficient[1].estimate - shift[1]});
    }
}

static enum status put_unit(struct analysis *analysis, const struct influence_request *request,
                            struct odd_unit unit, double n, struct error *err)
{
    const char *key = NULL;
    TRY(analysis_unit(analysis, unit.row, &key, err));
    const struct subject subject = {.code = request->of_y->code,
                                    .other = request->of_x->code,
                                    .group = figure_level(analysis->out->arena, "unit", key)};
    if (subject.group == NULL)
        return error_memory(err);
    struct figure figure = figure_of(unit.cook, n);
    figure.unit = "";
    figure.decimals = 3;
    figure.method = analysis_text(analysis,
                                  "Cook's distance of this unit in the line of y on x; the %d "
                                  "largest above 4 / n%s",
                                  INFLUENCE_LISTED, request->note);
    TRY(analysis_put(analysis, "influence", "cook", subject, figure, err));
    figure.value = unit.slope;
    figure.n = n - 1;
    figure.method = analysis_text(analysis, "slope of y on x without this unit%s", request->note);
    return analysis_put(analysis, "influence", "slope", subject, figure, err);
}

static enum status put_top(struct analysis *analysis, const struct influence_request *request,
                           const struct top *top, double n, struct error *err)
{
    TRY(analysis_put_count(
        analysis, "influence", "n",
        (struct subject){.code = request->of_y->code, .other = request->of_x->code},
        (struct count){.value = (double)top->n_above,
                       .n = n,
                       .method =
                           "units whose Cook's distance in the line of y on x is above 4 / n"},
        err));
    for (size_t i = 0; i < top->n; i++)
        TRY(put_unit(analysis, request, top->list[i], n, err));
    return OK;
}

static enum status find_and_put(struct analysis *analysis, const struct influence_request *request,
                                struct arena *scratch, struct error *err)
{
    const struct ols_model model = {.y = request->y,
                                    .x = &request->x,
                                    .n = analysis->wave->n_rows,
                                    .n_predictors = 1,
                                    .confidence = analysis->confidence};
    struct ols fit;
    struct top top = {.n = 0};
    const enum status status = ols_fit(model, scratch, &fit, NULL);
    if (status == ERR_NUMBER)
        return OK;
    if (status != OK)
        return error_memory(err);
    find_top(&model, &fit, &top);
    return put_top(analysis, request, &top, (double)fit.n, err);
}

enum status influence_put(struct analysis *analysis, struct influence_request request,
                          struct error *err)
{
    if (!analysis->leaves_out)
        return OK;
    struct arena scratch = {0};
    const enum status status = find_and_put(analysis, &request, &scratch, err);
    arena_release(&scratch);
    return status;
}
