/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Does y go more with x in one group than in another? The difference of the slopes of two levels,
   the first less the second; with more than two, whether all slopes are equal. Beside it the slope
   in each level. */

#include "analysis/claim.h"
#include "analysis/claim_range.h"
#include "stats/distribution.h"
#include "stats/interaction.h"

/* The slopes of a claim. */
struct slopes {
    const struct claim *claim;
    struct interaction_model model;
    struct interaction of;
    const char *why; /* there are none: why; else NULL */
};

static enum status fetch_levels(struct slopes *slopes, struct error *err)
{
    const struct claim *claim = slopes->claim;
    size_t *level = arena_array(claim->scratch, claim->n, size_t);
    if (level == NULL)
        return error_memory(err);
    for (size_t i = 0; i < claim->n; i++)
        level[i] = claim->level[i] == NO_LEVEL ? claim->n_levels : claim->level[i];
    slopes->model.level = level;
    return OK;
}

/* Why there are no slopes, for the finding: the first level with too few units, else what else may
   be. */
static const char *why_not(const struct slopes *slopes)
{
    const struct claim *claim = slopes->claim;
    for (size_t l = 0; l < claim->n_levels; l++)
        if (slopes->of.n_of[l] < 3)
            return analysis_text(claim->analysis,
                                 "%zu units of '%s' have all its values; a slope and its error "
                                 "need at least three",
                                 slopes->of.n_of[l], claim->level_names[l]);
    return "x does not vary within a level, or a control follows from the rest";
}

/* Slopes that cannot be had are not an error: `why` tells. */
static enum status fit_slopes(struct slopes *slopes, struct error *err)
{
    const enum status status =
        interaction_fit(slopes->model, slopes->claim->scratch, &slopes->of, NULL);
    if (status == ERR_MEMORY)
        return error_memory(err);
    if (status == ERR_VALUE)
        slopes->why = "it needs at least two levels";
    else if (status != OK)
        slopes->why = why_not(slopes);
    return OK;
}

static enum status put_slope(const struct slopes *slopes, size_t level, struct error *err)
{
    const struct claim *claim = slopes->claim;
    struct analysis *analysis = claim->analysis;
    const char *group =
        figure_level(analysis->out->arena, claim->of->group->code, claim->level_names[level]);
    if (group == NULL)
        return error_memory(err);
    const bool is_there = slopes->why == NULL;
    const size_t n = slopes->of.n_of == NULL ? 0 : slopes->of.n_of[level];
    struct figure figure =
        figure_of(is_there ? slopes->of.slope[level].estimate : MISSING, (double)n);
    if (is_there) {
        figure.se = slopes->of.slope[level].se;
        figure.low = slopes->of.slope[level].low;
        figure.high = slopes->of.slope[level].high;
        figure.p = slopes->of.slope[level].p;
    }
    figure.unit = "";
    figure.decimals = 3;
    figure.method =
        analysis_text(analysis,
                      "slope of y on x in this level, least squares%s; HC3 se, t on %zu, %s; p "
                      "two-sided",
                      claim->of->n_controls > 0 ? " with controls that all levels share" : "",
                      slopes->of.df, analysis->interval);
    return claim_put(claim, "slope", group, figure, err);
}

/* Of two levels. */
static void set_difference(const struct slopes *slopes, struct estimate *out)
{
    const struct claim *claim = slopes->claim;
    struct analysis *analysis = claim->analysis;
    const struct ols_coefficient d = slopes->of.difference;
    *out = (struct estimate){
        .value = d.estimate,
        .se = d.se,
        .low = d.low,
        .high = d.high,
        .p = claim_directed_p(claim, d.t, d.p),
        .method = analysis_text(analysis,
                                "slope of y on x in %s less that in %s: interaction term, least "
                                "squares; HC3 se, t on %zu, %s; p %s%s",
                                claim->level_names[0], claim->level_names[1], slopes->of.df,
                                analysis->interval, claim_sidedness(claim), claim_kinship(claim)),
    };
}

/* Of more levels: no direction, and so no interval. */
static void set_wald(const struct slopes *slopes, struct estimate *out)
{
    const size_t df1 = slopes->claim->n_levels - 1;
    *out = (struct estimate){
        .value = slopes->of.wald,
        .se = MISSING,
        .low = MISSING,
        .high = MISSING,
        .p = fisher_above(slopes->of.wald, (double)df1, (double)slopes->of.df),
        .method = analysis_text(slopes->claim->analysis,
                                "Wald's F that the slopes of y on x are equal in all %zu levels, "
                                "HC3 covariance, on %zu and %zu; p has no direction%s",
                                df1 + 1, df1, slopes->of.df, claim_kinship(slopes->claim)),
    };
}

static void set_estimate(const struct slopes *slopes, struct estimate *out)
{
    if (slopes->claim->n_levels > 2)
        set_wald(slopes, out);
    else if (slopes->claim->n_levels == 2)
        set_difference(slopes, out);
    out->n = (double)slopes->of.n;
    out->unit = slopes->claim->n_levels > 2 ? "F" : "";
    out->decimals = 3;
    out->why = slopes->why != NULL ? slopes->why
                                   : "a level has so few units that each decides its slope, or "
                                     "the fit is exact";
    if (slopes->why != NULL)
        out->value = out->se = out->low = out->high = out->p = MISSING;
}

static enum status put_weighted(const struct slopes *slopes, struct error *err)
{
    struct slopes weighted = *slopes;
    weighted.model.weight = slopes->claim->weight;
    weighted.why = NULL;
    TRY(fit_slopes(&weighted, err));
    struct estimate e = {.value = MISSING, .se = MISSING, .low = MISSING, .high = MISSING};
    set_estimate(&weighted, &e);
    struct figure figure = figure_of(e.value, e.n);
    figure.se = e.se;
    figure.low = e.low;
    figure.high = e.high;
    figure.p = e.p;
    figure.unit = e.unit;
    figure.decimals = 3;
    figure.method = "as the estimate, weighted for non-response; linearised se, residuals enlarged "
                    "as in HC3";
    return claim_put(slopes->claim, "weighted", NULL, figure, err);
}

static enum status run(const struct claim *claim, struct estimate *out, struct error *err)
{
    struct slopes slopes = {.claim = claim,
                            .model = {.y = claim->y[0],
                                      .x = claim->x[0],
                                      .control = claim->controls,
                                      .n = claim->n,
                                      .n_levels = claim->n_levels,
                                      .n_controls = claim->of->n_controls,
                                      .confidence = claim->analysis->confidence}};
    TRY(fetch_levels(&slopes, err));
    TRY(fit_slopes(&slopes, err));
    set_estimate(&slopes, out);
    for (size_t level = 0; level < claim->n_levels; level++)
        TRY(put_slope(&slopes, level, err));
    return claim->weight != NULL ? put_weighted(&slopes, err) : OK;
}

const struct claim_test claim_interaction = {run};
