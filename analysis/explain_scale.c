/* SPDX-License-Identifier: GPL-3.0-or-later */
/* alpha/..., omega/..., item_rest/... and their like: what is made of the parts of an index, over
   the units that have all of them. */
#include "analysis/explaining.h"
#include "stats/comoments.h"

#include <string.h>

enum { MOST_PARTS = 512 };

struct scale_parts {
    const struct indicator *index;
    const struct indicator *part[MOST_PARTS];
    const double *column[MOST_PARTS];
    size_t n;
    struct comoments m;
};

static void add_part(struct scale_parts *scale, const struct indicator *part)
{
    if (scale->n < MOST_PARTS && part->weight > 0)
        scale->part[scale->n++] = part;
}

/* The children, or all items below. */
static void take_parts(struct scale_parts *scale, const struct indicator *of, bool is_of_items)
{
    for (size_t i = 0; i < of->n_children; i++)
        if (is_of_items && of->children[i]->type == INDICATOR_AGGREGATE)
            take_parts(scale, of->children[i], true);
        else
            add_part(scale, of->children[i]);
}

static void put_parts(struct explaining *x, const struct scale_parts *scale)
{
    static const struct explain_column columns[] = {{"code", N_("code")},
                                                    {"mean", N_("mean")},
                                                    {"variance", N_("variance")},
                                                    {"with_all", N_("covariance with the sum")}};
    const struct comoments *m = &scale->m;
    struct explain_table *table = explanation_table(
        x->e, "covariances", _("The parts, over the units that have all"), columns, COUNT(columns));
    for (size_t i = 0; i < scale->n; i++) {
        double with_all = 0;
        for (size_t k = 0; k < scale->n; k++)
            with_all += comoments_covariance(m, i, k);
        explanation_row(
            x->e, table,
            (struct explain_cell[]){cell_text(scale->part[i]->code),
                                    cell_number(m->mean[i], EXPLAIN_DIGITS),
                                    cell_number(comoments_covariance(m, i, i), EXPLAIN_DIGITS),
                                    cell_number(with_all, EXPLAIN_DIGITS)});
    }
}

/* Alpha of the parts without one of them; scale->n: of all. */
static void put_alpha(struct explaining *x, const struct scale_parts *scale, size_t without)
{
    double own = 0, total = 0;
    size_t k = 0;
    for (size_t i = 0; i < scale->n; i++) {
        if (i == without)
            continue;
        k++;
        own += comoments_covariance(&scale->m, i, i);
        for (size_t j = 0; j < scale->n; j++)
            total += j == without ? 0 : comoments_covariance(&scale->m, i, j);
    }
    if (k < 2 || !(total > 0))
        return;
    const double alpha = (double)k / (double)(k - 1) * (1 - own / total);
    explanation_step(x->e, alpha,
                     _("alpha = k / (k - 1) x (1 - sum of the parts' variances / variance of their "
                       "sum) = %zu / %zu x (1 - %.10g / %.10g) = %.10g"),
                     k, k - 1, own, total, alpha);
    explanation_result(x->e, alpha);
}

/* A part against the sum of the others. */
static void put_rest(struct explaining *x, const struct scale_parts *scale, size_t part)
{
    double with_rest = 0, rest = 0;
    const double own = comoments_covariance(&scale->m, part, part);
    for (size_t i = 0; i < scale->n; i++) {
        if (i == part)
            continue;
        with_rest += comoments_covariance(&scale->m, part, i);
        for (size_t k = 0; k < scale->n; k++)
            rest += k == part ? 0 : comoments_covariance(&scale->m, i, k);
    }
    if (!(own > 0 && rest > 0))
        return;
    explanation_step(x->e, with_rest / sqrt(own * rest),
                     _("r = covariance with the sum of the others / sqrt(variance x variance of "
                       "that sum) = %.10g / sqrt(%.10g x %.10g) = %.10g"),
                     with_rest, own, rest, with_rest / sqrt(own * rest));
    explanation_result(x->e, with_rest / sqrt(own * rest));
}

static void put_mean_r(struct explaining *x, const struct scale_parts *scale)
{
    double sum = 0;
    const size_t n = scale->n * (scale->n - 1) / 2;
    for (size_t i = 0; i < scale->n; i++)
        for (size_t k = i + 1; k < scale->n; k++)
            sum += comoments_correlation(&scale->m, i, k);
    if (n == 0 || is_missing(sum))
        return;
    explanation_step(x->e, sum / (double)n,
                     _("mean of the correlations of %zu pairs = %.10g / %zu "
                       "= %.10g"),
                     n, sum, n, sum / (double)n);
    explanation_result(x->e, sum / (double)n);
}

static size_t place_of(const struct scale_parts *scale, const char *code)
{
    size_t i = 0;
    while (i < scale->n && strcmp(scale->part[i]->code, code) != 0)
        i++;
    return i;
}

static void put_steps(struct explaining *x, const struct scale_parts *scale)
{
    const char *family = x->id->family, *measure = x->id->measure;
    const size_t part = x->id->other == NULL ? scale->n : place_of(scale, x->id->subject);
    if (strncmp(measure, "complete", strlen("complete")) == 0)
        put_alpha(x, scale, scale->n);
    else if (strcmp(measure, "if_dropped") == 0 && part < scale->n)
        put_alpha(x, scale, part);
    else if (strcmp(family, "item_rest") == 0 && part < scale->n)
        put_rest(x, scale, part);
    else if (strcmp(family, "inter_item") == 0)
        put_mean_r(x, scale);
}

static enum status put_scale(struct explaining *x, struct scale_parts *scale, struct error *err)
{
    struct selection s;
    TRY(selection_open(x, &s, err));
    for (size_t i = 0; i < scale->n; i++) {
        TRY(explain_column(x, scale->part[i], &scale->column[i], err));
        if (scale->column[i] == NULL)
            return OK;
        selection_take_column(x, &s, scale->part[i]->code, scale->column[i]);
    }
    TRY(selection_put(x, &s, err));
    TRY(comoments_get(x->e->arena, scale->n, &scale->m, err));
    comoments_add_columns(&scale->m, scale->column, x->wave->n_rows);
    if (scale->m.n < 2)
        return OK;
    put_parts(x, scale);
    put_steps(x, scale);
    return OK;
}

static void relate(struct explaining *x, const struct indicator *index)
{
    static const struct {
        const char *family, *measure;
    } beside[] = {{"alpha", "complete"},   {"alpha", "pairwise"}, {"alpha", "complete_items"},
                  {"omega", "total"},      {"kmo", "overall"},    {"eigen", "first_share"},
                  {"inter_item", "mean_r"}};
    for (size_t i = 0; i < COUNT(beside); i++)
        explanation_relate(
            x->e, x->from->figures,
            figure_id(x->e->arena, beside[i].family, beside[i].measure, index->code, NULL, NULL),
            _("of the same parts"));
}

enum status explain_scale(struct explaining *x, struct error *err)
{
    const char *code = x->id->other != NULL ? x->id->other : x->id->subject;
    const struct indicator *index = code == NULL ? NULL : form_indicator(x->form, code);
    struct scale_parts *scale = arena_new(x->e->arena, struct scale_parts);
    if (scale == NULL)
        return error_memory(err);
    if (index == NULL || index->n_children == 0)
        return explain_anything(x, err);
    scale->index = index;
    explain_parts(x, index);
    relate(x, index);
    take_parts(scale, index, strcmp(x->id->measure, "complete_items") == 0);
    return scale->n == 0 ? OK : put_scale(x, scale, err);
}
