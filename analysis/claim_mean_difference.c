/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/claim.h"
#include "analysis/claim_range.h"
#include "stats/anova.h"
#include "stats/dominance.h"
#include "stats/hedges.h"
#include "stats/kruskal.h"
#include "stats/mean.h"
#include "stats/weighted.h"
#include "stats/welch.h"

/* y over the levels that are compared. */
struct comparison {
    const struct claim *claim;
    struct moments *level; /* n_levels */
    size_t n;              /* values in a level */
};

static enum status compare(const struct claim *claim, struct comparison *out, struct error *err)
{
    *out = (struct comparison){
        .claim = claim, .level = arena_array(claim->scratch, claim->n_levels, struct moments)};
    if (out->level == NULL)
        return error_memory(err);
    for (size_t i = 0; i < claim->n; i++) {
        if (is_missing(claim->y[0][i]) || claim->level[i] >= claim->n_levels)
            continue;
        moments_add(&out->level[claim->level[i]], claim->y[0][i]);
        out->n++;
    }
    return OK;
}

/* A figure in the unit of y. */
static struct figure figure_in_unit(const struct claim *claim, double value, size_t n)
{
    const struct indicator *y = claim->of->y[0];
    struct figure figure = figure_of(value, (double)n);
    figure.unit = index_unit(y);
    figure.decimals = y->is_percent_scale ? 1 : 2;
    return figure;
}

/* hypothesis/mean/H|G=L [i] */
static enum status put_means(const struct comparison *c, struct error *err)
{
    const struct claim *claim = c->claim;
    struct analysis *analysis = claim->analysis;
    for (size_t i = 0; i < claim->n_levels; i++) {
        const struct mean mean =
            mean_estimate(c->level[i], claim->n_level_units[i], analysis->confidence);
        const char *group =
            figure_level(analysis->out->arena, claim->of->group->code, claim->level_names[i]);
        struct figure figure = figure_in_unit(claim, mean.value, mean.n);
        if (group == NULL)
            return error_memory(err);
        figure.se = mean.se;
        figure.low = mean.low;
        figure.high = mean.high;
        figure.method = analysis_text(
            analysis, "mean of y over the level's units; se and t %s%s", analysis->interval,
            claim->n_level_units[i] > 0 ? " with finite population correction 1 - n/N" : "");
        TRY(claim_put(claim, "mean", group, figure, err));
    }
    return OK;
}

/* ---- two levels ---- */

static enum status put_hedges(const struct comparison *c, struct error *err)
{
    struct analysis *analysis = c->claim->analysis;
    const struct hedges h = hedges_g(c->level[0], c->level[1], analysis->confidence);
    struct figure figure = figure_of(h.g, (double)c->n);
    figure.low = h.low;
    figure.high = h.high;
    figure.unit = "sd";
    figure.decimals = 2;
    figure.method = analysis_text(analysis,
                                  "Hedges' g, exact correction; %s of the difference in pooled "
                                  "standard deviations from the noncentral t",
                                  analysis->interval);
    return claim_put(c->claim, "hedges_g", NULL, figure, err);
}

/* The values of the two levels, one after the other. */
static enum status split(const struct comparison *c, struct two_groups *out, struct error *err)
{
    const struct claim *claim = c->claim;
    double *values = arena_array(claim->scratch, c->n, double);
    size_t next[2] = {0, c->level[0].n};
    if (values == NULL)
        return error_memory(err);
    *out = (struct two_groups){values, c->level[0].n, values + c->level[0].n, c->level[1].n};
    for (size_t i = 0; i < claim->n; i++)
        if (!is_missing(claim->y[0][i]) && claim->level[i] < 2)
            values[next[claim->level[i]]++] = claim->y[0][i];
    return OK;
}

static enum status put_dominance(const struct comparison *c, struct error *err)
{
    const struct claim *claim = c->claim;
    struct analysis *analysis = claim->analysis;
    struct two_groups groups;
    struct sort_room room;
    double *scratch = arena_array(claim->scratch, c->n, double);
    if (scratch == NULL)
        return error_memory(err);
    TRY(split(c, &groups, err));
    TRY(sort_room_get(claim->scratch, c->n, &room, err));
    const struct dominance d = dominance_of(groups, analysis->confidence, scratch, &room);
    struct figure figure = figure_of(d.delta, (double)c->n);
    figure.low = d.low;
    figure.high = d.high;
    figure.p = claim_own_p(claim, d.p, d.p_greater, d.p_less);
    figure.unit = "";
    figure.decimals = 2;
    figure.method = analysis_text(analysis,
                                  "Cliff's delta: share of pairs with the first level above the "
                                  "second, less the share below; Feng and Cliff's %s; Mann-Whitney "
                                  "p %s, ties and continuity corrected",
                                  analysis->interval, claim_sidedness(claim));
    return claim_put(claim, "cliffs_delta", NULL, figure, err);
}

/* The values of one level with their weights. */
static struct welch_side weigh(const struct claim *claim, uint16_t level, double *x)
{
    for (size_t i = 0; i < claim->n; i++)
        x[i] = claim->level[i] == level ? claim->y[0][i] : MISSING;
    const struct weighted w = weighted_of(x, claim->weight, claim->n);
    return (struct welch_side){w.mean, weighted_variance(w), weighted_effective(w)};
}

static enum status put_weighted(const struct comparison *c, struct error *err)
{
    const struct claim *claim = c->claim;
    struct analysis *analysis = claim->analysis;
    double *x = arena_array(claim->scratch, claim->n, double);
    if (x == NULL)
        return error_memory(err);
    const struct welch_side first = weigh(claim, 0, x), second = weigh(claim, 1, x);
    const struct welch w = welch_of(first, second, 0, analysis->confidence);
    struct figure figure = figure_in_unit(claim, w.difference, c->n);
    figure.se = w.se;
    figure.low = w.low;
    figure.high = w.high;
    figure.p = claim_own_p(claim, w.p, w.p_greater, w.p_less);
    figure.method =
        is_missing(w.difference)
            ? "difference between the means weighted for non-response: a level has no units"
            : analysis_text(analysis,
                            "difference between the means weighted for non-response; Welch's p %s "
                            "and %s on %.1f and %.1f effective units",
                            claim_sidedness(claim), analysis->interval, first.n, second.n);
    return claim_put(claim, "weighted", NULL, figure, err);
}

/* The difference without unit i. */
static double without(const struct comparison *c, size_t i)
{
    const uint16_t level = c->claim->level[i];
    struct moments m[] = {c->level[0], c->level[1]};
    if (m[level].n < 2)
        return MISSING;
    m[level].mean -= (c->claim->y[0][i] - m[level].mean) / (double)(m[level].n - 1);
    return m[0].mean - m[1].mean;
}

static enum status put_leave_one_out(const struct comparison *c, struct error *err)
{
    const struct claim *claim = c->claim;
    struct claim_range range = {0};
    for (size_t i = 0; i < claim->n; i++)
        if (!is_missing(claim->y[0][i]) && claim->level[i] < 2)
            claim_range_take(&range, without(c, i), i);
    return claim_range_put(claim, &range, figure_in_unit(claim, MISSING, c->n), err);
}

static enum status run_two(const struct comparison *c, struct estimate *out, struct error *err)
{
    const struct claim *claim = c->claim;
    struct analysis *analysis = claim->analysis;
    const struct welch w = welch_t(c->level[0], c->level[1], 0, analysis->confidence);
    out->value = w.difference;
    out->se = w.se;
    out->low = w.low;
    out->high = w.high;
    out->p = claim_own_p(claim, w.p, w.p_greater, w.p_less);
    const char *freedom =
        is_missing(w.df) ? "" : analysis_text(analysis, " on %.1f degrees of freedom", w.df);
    out->method = analysis_text(analysis, "mean of '%s' less mean of '%s'; Welch's t, p %s, %s%s",
                                claim->level_names[0], claim->level_names[1],
                                claim_sidedness(claim), analysis->interval, freedom);
    TRY(put_hedges(c, err));
    TRY(put_dominance(c, err));
    if (analysis->leaves_out)
        TRY(put_leave_one_out(c, err));
    return claim->weight != NULL ? put_weighted(c, err) : OK;
}

/* ---- more than two ---- */

static enum status rank(const struct comparison *c, struct kruskal *out, struct error *err)
{
    const struct claim *claim = c->claim;
    struct kruskal_room room;
    TRY(kruskal_room_get(claim->scratch, claim->n, claim->n_levels, &room, err));
    *out = kruskal_wallis((struct grouped){claim->y[0], claim->level, claim->n, claim->n_levels},
                          claim->analysis->confidence, &room);
    return OK;
}

static enum status run_many(const struct comparison *c, struct estimate *out, struct error *err)
{
    const struct claim *claim = c->claim;
    struct analysis *analysis = claim->analysis;
    const struct anova welch = anova_welch(c->level, claim->n_levels);
    struct kruskal k;
    TRY(rank(c, &k, err));
    out->value = k.epsilon2;
    out->low = k.low;
    out->high = k.high;
    out->p = welch.p;
    out->unit = "";
    out->decimals = 3;
    out->method = analysis_text(analysis,
                                "epsilon squared of the ranks over %zu levels; approximate %s from "
                                "the noncentral F of the ranks; p of Welch's analysis of variance",
                                k.n_levels, analysis->interval);
    struct figure figure = figure_of(welch.f, (double)welch.n);
    figure.p = welch.p;
    figure.unit = "F";
    figure.decimals = 2;
    figure.method =
        is_missing(welch.f)
            ? "Welch's analysis of variance: needs two levels, and in each two units that differ"
            : analysis_text(analysis,
                            "Welch's analysis of variance: F on %.10g and %.1f degrees of freedom",
                            welch.df1, welch.df2);
    TRY(claim_put(claim, "welch_f", NULL, figure, err));
    figure.value = k.h;
    figure.n = (double)k.n;
    figure.p = k.p;
    figure.unit = "H";
    figure.method = "Kruskal-Wallis' H, corrected for ties; p from chi-square";
    return claim_put(claim, "kruskal_h", NULL, figure, err);
}

/* Which level has too few units, for the finding. */
static const char *why(const struct comparison *c)
{
    const struct claim *claim = c->claim;
    for (size_t i = 0; i < claim->n_levels; i++)
        if (c->level[i].n < 2)
            return analysis_text(claim->analysis,
                                 "'%s' has %zu units with a value, and 2 are needed",
                                 claim->level_names[i], c->level[i].n);
    return "the units of a level do not differ";
}

static enum status run(const struct claim *claim, struct estimate *out, struct error *err)
{
    struct comparison c;
    if (claim->level == NULL) {
        out->why = "it names no group";
        return OK;
    }
    TRY(compare(claim, &c, err));
    const struct figure unit = figure_in_unit(claim, MISSING, c.n);
    out->n = (double)c.n;
    out->null = 0;
    out->unit = unit.unit;
    out->decimals = unit.decimals;
    out->why = why(&c);
    TRY(put_means(&c, err));
    return claim->n_levels == 2 ? run_two(&c, out, err) : run_many(&c, out, err);
}

const struct claim_test claim_mean_difference = {run};
