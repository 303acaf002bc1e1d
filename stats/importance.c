/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/importance.h"

#include <stdint.h>

#include "base/missing.h"

static const double constant_tolerance = 1e-10; /* of a column's length, as in a triangle */

/* The columns about their means: predictors, then y. */
struct centred {
    const struct ols_model *model; /* with intercept */
    size_t k;                      /* predictors */
    double *mean, *length;         /* k + 1; the length is 0 for a constant */
    double *row;                   /* k + 2: the intercept's 1, predictors, y */
};

/* Reads a row; its weight, or MISSING when it is dropped. */
static double read_row(struct centred *c, size_t row)
{
    const double weight = ols_row(c->model, row, c->row);
    c->row[c->k + 1] = c->model->y[row];
    return weight;
}

static void find_means(struct centred *c)
{
    double sum = 0;
    for (size_t row = 0; row < c->model->n; row++) {
        const double weight = read_row(c, row);
        if (is_missing(weight))
            continue;
        sum += weight;
        for (size_t j = 0; j <= c->k; j++)
            c->mean[j] += (c->row[j + 1] - c->mean[j]) * (weight / sum);
    }
}

static void find_lengths(struct centred *c)
{
    double sum = 0;
    for (size_t row = 0; row < c->model->n; row++) {
        const double weight = read_row(c, row);
        if (is_missing(weight))
            continue;
        sum += weight;
        for (size_t j = 0; j <= c->k; j++)
            c->length[j] = hypot(c->length[j], sqrt(weight) * (c->row[j + 1] - c->mean[j]));
    }
    for (size_t j = 0; j <= c->k; j++)
        if (c->length[j] <= constant_tolerance * hypot(c->length[j], sqrt(sum) * c->mean[j]))
            c->length[j] = 0;
}

static enum status centre(struct centred *c, struct arena *arena, struct error *err)
{
    c->mean = arena_array(arena, c->k + 1, double);
    c->length = arena_array(arena, c->k + 1, double);
    c->row = arena_array(arena, c->k + 2, double);
    if (c->mean == NULL || c->length == NULL || c->row == NULL)
        return error_memory(err);
    find_means(c);
    find_lengths(c);
    return OK;
}

static enum status take_rows(struct centred *c, struct triangle *t, struct error *err)
{
    for (size_t row = 0; row < c->model->n; row++) {
        const double weight = read_row(c, row);
        double *to = triangle_row(t);
        if (is_missing(weight))
            continue;
        for (size_t j = 0; j <= c->k; j++)
            to[j] =
                c->length[j] > 0 ? sqrt(weight) * (c->row[j + 1] - c->mean[j]) / c->length[j] : 0;
        TRY(triangle_take(t, err));
    }
    return triangle_fold(t, err);
}

static void add_betas(const struct triangle *t, size_t k, double *work, struct importance *out)
{
    for (size_t j = 0; j < k; j++)
        work[j] = triangle_at(t, j, k);
    triangle_solve(t, k, work);
    for (size_t j = 0; j < k; j++)
        out[j].beta = work[j];
}

static void add_vifs(const struct triangle *t, size_t k, double *work, struct importance *out)
{
    for (size_t j = 0; j < k; j++)
        out[j].vif = 0;
    for (size_t j = 0; j < k; j++) {
        for (size_t i = 0; i < k; i++)
            work[i] = i == j;
        triangle_solve(t, k, work);
        for (size_t i = 0; i <= j; i++)
            out[i].vif += work[i] * work[i];
    }
}

/* R^2 of every subset of predictors; bit j of the place says whether j is in it. */
struct subsets {
    const struct triangle *t;
    size_t k;
    double *basis; /* k x k: an orthonormal basis of the subset being gone through */
    double *r2;    /* 2^k */
};

static double dot(const double *a, const double *b, size_t n)
{
    double sum = 0;
    for (size_t i = 0; i < n; i++)
        sum += a[i] * b[i];
    return sum;
}

/* What is new in predictor j beside the first `depth` of the basis becomes the next of the basis.
   Taken away twice, what is old is gone to rounding (Giraud et al. 2005). */
static double *add_to_basis(struct subsets *s, size_t depth, size_t j)
{
    double *new = s->basis + depth * s->k;
    for (size_t i = 0; i < s->k; i++)
        new[i] = i <= j ? triangle_at(s->t, i, j) : 0;
    for (size_t pass = 0; pass < 2 * depth; pass++) {
        const double *old = s->basis + pass % depth * s->k;
        const double part = dot(new, old, s->k);
        for (size_t i = 0; i < s->k; i++)
            new[i] -= part *old[i];
    }
    const double length = sqrt(dot(new, new, s->k));
    for (size_t i = 0; i < s->k; i++)
        new[i] /= length;
    return new;
}

/* Goes through all subsets that add predictors from `first` on to `subset`. */
static void add_subsets(struct subsets *s, size_t subset, size_t depth, size_t first)
{
    for (size_t j = first; j < s->k; j++) {
        const size_t larger = subset | (size_t)1 << j;
        const double *new = add_to_basis(s, depth, j);
        double part = 0;
        for (size_t i = 0; i < s->k; i++)
            part += new[i] * triangle_at(s->t, i, s->k);
        s->r2[larger] = s->r2[subset] + part * part;
        add_subsets(s, larger, depth + 1, j + 1);
    }
}

static size_t n_in(size_t subset)
{
    size_t n = 0;
    for (; subset != 0; subset &= subset - 1)
        n++;
    return n;
}

/* The share of the k! orders in which exactly the s predictors of a subset come before one that is
   not in it: s! (k - 1 - s)! / k!. */
static double share_of_orders(size_t s, size_t k)
{
    double share = 1 / (double)k;
    for (size_t i = 1; i <= s; i++)
        share *= (double)i / (double)(k - i);
    return share;
}

static double shapley(const struct subsets *s, size_t j)
{
    double share = 0;
    for (size_t subset = 0; subset < (size_t)1 << s->k; subset++)
        if ((subset >> j & 1) == 0)
            share += share_of_orders(n_in(subset), s->k) *
                     (s->r2[subset | (size_t)1 << j] - s->r2[subset]);
    return share;
}

static enum status add_shares(const struct triangle *t, size_t k, struct arena *arena,
                              struct importance *out, struct error *err)
{
    struct subsets s = {.t = t,
                        .k = k,
                        .basis = arena_array(arena, k * k, double),
                        .r2 = arena_array(arena, (size_t)1 << k, double)};
    if (s.basis == NULL || s.r2 == NULL)
        return error_memory(err);
    add_subsets(&s, 0, 0, 0);
    for (size_t j = 0; j < k; j++)
        out[j].share = shapley(&s, j);
    return OK;
}

enum status importance_of(const struct ols_model *model, struct arena *arena,
                          struct importance *out, struct error *err)
{
    struct ols_model with_intercept = *model;
    with_intercept.through_origin = false;
    const size_t k = model->n_predictors;
    struct centred c = {.model = &with_intercept, .k = k};
    struct triangle t;
    TRY(centre(&c, arena, err));
    TRY(triangle_get(arena, k + 1, &t, err));
    TRY(take_rows(&c, &t, err));
    const size_t dependent = triangle_dependent(&t, k);
    if (dependent < k)
        return error_set(err, ERR_NUMBER,
                         _("predictor %zu is constant or follows from those before it"),
                         dependent + 1);
    for (size_t j = 0; j < k; j++)
        out[j] = (struct importance){MISSING, MISSING, MISSING};
    add_vifs(&t, k, c.row, out);
    if (!(c.length[k] > 0))
        return OK;
    add_betas(&t, k, c.row, out);
    return k > IMPORTANCE_MOST ? OK : add_shares(&t, k, arena, out, err);
}
