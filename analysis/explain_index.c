/* SPDX-License-Identifier: GPL-3.0-or-later */
/* index/..., share/... and uncertainty/...: what is made of an index' scores. */
#include "analysis/explaining.h"
#include "stats/moments.h"
#include "stats/sort.h"

#include <stdlib.h>
#include <string.h>

/* The scores that are used. */
struct scores_used {
    double *value; /* n, ascending */
    size_t n;
};

static int ascending(const void *left, const void *right)
{
    const double a = *(const double *)left, b = *(const double *)right;
    return (a > b) - (a < b);
}

static enum status get_used(struct explaining *x, const struct score *score,
                            const struct selection *s, struct scores_used *out, struct error *err)
{
    *out = (struct scores_used){arena_array(x->e->arena, s->n_used, double), 0};
    if (out->value == NULL)
        return error_memory(err);
    for (size_t row = 0; row < x->wave->n_rows; row++)
        if (s->left[row] == 0)
            out->value[out->n++] = score->value[row];
    if (out->n > 1)
        qsort(out->value, out->n, sizeof *out->value, ascending);
    return OK;
}

/* A quantile of type 7 between two scores. */
static void put_quantile(struct explaining *x, const struct scores_used *used, double q)
{
    const double h = (double)(used->n - 1) * q;
    const size_t below = (size_t)h, above = below + 1 < used->n ? below + 1 : below;
    const double a = used->value[below], b = used->value[above], rest = h - (double)below;
    const double value = a + rest * (b - a);
    explanation_step(x->e, h + 1, _("place = (n - 1) x %.10g + 1 = (%zu - 1) x %.10g + 1 = %.10g"),
                     q, used->n, q, h + 1);
    explanation_step(x->e, value,
                     _("score no. %zu from below is %.10g, no. %zu %.10g: %.10g + %.10g x "
                       "(%.10g - %.10g) = %.10g"),
                     below + 1, a, above + 1, b, a, rest, b, a, value);
    explanation_result(x->e, value);
}

static void put_spread(struct explaining *x, const struct scores_used *used)
{
    const struct moments m = moments_of(used->value, used->n);
    const double sd = moments_sd(m);
    if (used->n < 2)
        return;
    explanation_step(x->e, sd,
                     _("standard deviation = sqrt(sum of (score - %.10g)^2 / (n - 1)) = "
                       "sqrt(%.10g / %zu) = %.10g"),
                     m.mean, m.m2, m.n - 1, sd);
    explanation_result(x->e, sd);
}

static void put_count_of(struct explaining *x, const struct scores_used *used)
{
    explanation_step(x->e, (double)used->n, _("units with a score: %zu"), used->n);
    explanation_result(x->e, (double)used->n);
}

static void put_weighted(struct explaining *x, const struct score *score, const struct selection *s)
{
    double sum = 0, weights = 0;
    for (size_t row = 0; x->wave->weight != NULL && row < x->wave->n_rows; row++)
        if (s->left[row] == 0) {
            sum += x->wave->weight[row] * score->value[row];
            weights += x->wave->weight[row];
        }
    if (weights <= 0)
        return;
    explanation_step(x->e, sum / weights,
                     _("sum of weight x score / sum of weights = %.10g / %.10g = %.10g"), sum,
                     weights, sum / weights);
    if (fabs(sum / weights - x->figure->value) <= 1e-9 * fmax(1, fabs(x->figure->value)))
        explanation_result(x->e, sum / weights);
}

static void put_strong(struct explaining *x, const struct score *score,
                       const struct scores_used *used)
{
    size_t hits = 0;
    for (size_t i = 0; i < used->n; i++)
        hits += used->value[i] >= score->index->strong;
    explanation_note(x->e, _("strong: a score of at least %.10g"), score->index->strong);
    explain_share(x, hits, used->n, explain_population(x));
}

static void put_band(struct explaining *x, const struct scores_used *used)
{
    const struct settings *settings = &x->form->settings;
    const char *name = figure_level_of(x->id, "band");
    for (size_t b = 0; name != NULL && b < settings->n_bands; b++) {
        if (strcmp(settings->bands[b].name, name) != 0)
            continue;
        const bool is_last = b + 1 == settings->n_bands;
        const double from = settings->bands[b].from;
        const double to = is_last ? INFINITY : settings->bands[b + 1].from;
        size_t hits = 0;
        for (size_t i = 0; i < used->n; i++)
            hits += used->value[i] >= from && used->value[i] < to;
        if (is_last)
            explanation_note(x->e, _("%s: a score from %.10g up"), name, from);
        else
            explanation_note(x->e, _("%s: a score from %.10g up to below %.10g"), name, from, to);
        explain_share(x, hits, used->n, x->wave->n_frame);
    }
}

/* The steps by measure. */
static void put_steps(struct explaining *x, const struct score *score, const struct selection *s,
                      const struct scores_used *used)
{
    static const struct {
        const char *measure;
        double q;
    } quantiles[] = {{"min", 0}, {"q1", 0.25}, {"median", 0.5}, {"q3", 0.75}, {"max", 1}};
    const char *measure = x->id->measure;
    for (size_t i = 0; i < COUNT(quantiles) && used->n > 0; i++)
        if (strcmp(measure, quantiles[i].measure) == 0)
            put_quantile(x, used, quantiles[i].q);
    if (strcmp(measure, "mean") == 0)
        explain_mean(x, score->value, s);
    else if (strcmp(measure, "sd") == 0)
        put_spread(x, used);
    else if (strcmp(measure, "n") == 0)
        put_count_of(x, used);
    else if (strcmp(measure, "weighted_mean") == 0)
        put_weighted(x, score, s);
    else if (strcmp(measure, "strong") == 0)
        put_strong(x, score, used);
    else if (strcmp(measure, "band") == 0)
        put_band(x, used);
}

static void relate(struct explaining *x)
{
    static const char *const measures[] = {"mean", "sd", "n", "median", "weighted_mean"};
    const struct figures *figures = x->from->figures;
    for (size_t i = 0; i < COUNT(measures); i++)
        explanation_relate(x->e, figures, explain_sibling(x, "index", measures[i]),
                           _("of the same scores"));
    explanation_relate(x->e, figures, explain_sibling(x, "alpha", "complete"),
                       _("do its parts measure one thing?"));
    explanation_relate(x->e, figures,
                       figure_id(x->e->arena, "index", "mean", x->id->subject, NULL, NULL),
                       _("of all units"));
}

static void put_scores(struct explaining *x, const struct scores_used *used)
{
    static const struct explain_column columns[] = {{"place", N_("place")}, {"score", N_("score")}};
    if (!x->from->is_full)
        return;
    struct explain_table *table = explanation_table(
        x->e, "scores", _("The scores used, from the lowest up"), columns, COUNT(columns));
    for (size_t i = 0; i < used->n; i++)
        explanation_row(x->e, table,
                        (struct explain_cell[]){cell_count(i + 1),
                                                cell_number(used->value[i], EXPLAIN_DIGITS)});
}

enum status explain_index(struct explaining *x, struct error *err)
{
    const struct score *score = explain_score_of(x, x->id->subject);
    struct selection s;
    struct scores_used used;
    if (score == NULL)
        return OK;
    explain_parts(x, score->index);
    TRY(selection_open(x, &s, err));
    selection_take_levels(x, &s);
    selection_take_column(x, &s, score->index->code, score->value);
    TRY(selection_put(x, &s, err));
    TRY(get_used(x, score, &s, &used, err));
    put_scores(x, &used);
    put_steps(x, score, &s, &used);
    relate(x);
    return OK;
}
