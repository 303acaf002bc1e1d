/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/interaction.h"

#include "base/missing.h"

/* The design: a column of ones and one of x per level, 0 in the rows of other levels; controls. x
   is about its mean over all rows, which no slope feels and rounding thanks for. */
struct design {
    double **x; /* 2 n_levels + n_controls columns */
    double *y;  /* MISSING in a row that has no level */
    size_t n_columns;
};

static double mean_of(const struct interaction_model *m)
{
    double mean = 0;
    size_t n = 0;
    for (size_t row = 0; row < m->n; row++)
        if (!is_missing(m->x[row]))
            mean += (m->x[row] - mean) / (double)++n;
    return mean;
}

static void fill_levels(const struct interaction_model *m, struct design *d)
{
    const double mean = mean_of(m);
    for (size_t row = 0; row < m->n; row++) {
        const size_t level = m->level[row];
        const bool is_out = level >= m->n_levels || is_missing(m->x[row]);
        d->y[row] = is_out ? MISSING : m->y[row];
        if (is_out)
            continue;
        d->x[level][row] = 1;
        d->x[m->n_levels + level][row] = m->x[row] - mean;
    }
}

static enum status design_get(const struct interaction_model *m, struct arena *arena,
                              struct design *d, struct error *err)
{
    const size_t n_own = 2 * m->n_levels;
    d->n_columns = n_own + m->n_controls;
    d->y = arena_array(arena, m->n, double);
    d->x = arena_array(arena, d->n_columns, double *);
    if (d->y == NULL || d->x == NULL)
        return error_memory(err);
    for (size_t j = 0; j < n_own; j++)
        if ((d->x[j] = arena_array(arena, m->n, double)) == NULL)
            return error_memory(err);
    for (size_t j = 0; j < m->n_controls; j++)
        d->x[n_own + j] = (double *)m->control[j]; /* only read */
    fill_levels(m, d);
    return OK;
}

/* With the intercepts among the columns, the plane goes "through the origin". */
static struct ols_model ols_model_of(const struct interaction_model *m, const struct design *d)
{
    return (struct ols_model){.y = d->y,
                              .x = (const double *const *)d->x,
                              .weight = m->weight,
                              .n = m->n,
                              .n_predictors = d->n_columns,
                              .through_origin = true,
                              .confidence = m->confidence};
}

static enum status count_levels(const struct interaction_model *m, const struct ols_model *model,
                                struct arena *arena, struct interaction *out, struct error *err)
{
    double *row_of = arena_array(arena, model->n_predictors, double);
    out->n_of = arena_array(arena, m->n_levels, size_t);
    if (row_of == NULL || out->n_of == NULL)
        return error_memory(err);
    for (size_t row = 0; row < m->n; row++)
        if (!is_missing(ols_row(model, row, row_of)))
            out->n_of[m->level[row]]++;
    return OK;
}

/* The covariance of slopes i and j. */
static double covariance(const struct hc3 *hc3, size_t n_levels, size_t p, size_t i, size_t j)
{
    return hc3->covariance[(n_levels + i) * p + n_levels + j];
}

static void add_difference(const struct hc3 *hc3, size_t p, double confidence,
                           struct interaction *out)
{
    const double variance =
        covariance(hc3, 2, p, 0, 0) + covariance(hc3, 2, p, 1, 1) - 2 * covariance(hc3, 2, p, 0, 1);
    out->difference.estimate = out->slope[0].estimate - out->slope[1].estimate;
    out->difference.se = sqrt(fmax(0, variance));
    if (is_missing(variance))
        out->difference.se = MISSING;
    ols_infer(&out->difference, out->df, confidence);
}

/* d' V^-1 d / q for the q differences from the first slope: with Cholesky V = L L', the squared
   length of L^-1 d. */
static enum status add_wald(const struct hc3 *hc3, size_t n_levels, size_t p, struct arena *arena,
                            struct interaction *out)
{
    const size_t q = n_levels - 1;
    double *l = arena_array(arena, q * (q + 1), double); /* the last column is L^-1 d */
    if (l == NULL)
        return ERR_MEMORY;
    double sum = 0;
    for (size_t i = 0; i < q; i++) {
        double *row = l + i * (q + 1);
        for (size_t j = 0; j <= i; j++) {
            row[j] = covariance(hc3, n_levels, p, i + 1, j + 1) -
                     covariance(hc3, n_levels, p, i + 1, 0) -
                     covariance(hc3, n_levels, p, 0, j + 1) + covariance(hc3, n_levels, p, 0, 0);
            for (size_t k = 0; k < j; k++)
                row[j] -= row[k] * l[j * (q + 1) + k];
            row[j] = i == j ? sqrt(row[j]) : row[j] / l[j * (q + 1) + j];
        }
        row[q] = out->slope[i + 1].estimate - out->slope[0].estimate;
        for (size_t k = 0; k < i; k++)
            row[q] -= row[k] * l[k * (q + 1) + q];
        row[q] /= row[i];
        sum += row[q] * row[q];
    }
    out->wald = isfinite(sum) ? sum / (double)q : MISSING;
    return OK;
}

enum status interaction_fit(struct interaction_model model, struct arena *arena,
                            struct interaction *out, struct error *err)
{
    if (model.n_levels < 2)
        return error_set(err, ERR_VALUE, "%s", _("slopes of fewer than two levels do not differ"));
    *out = (struct interaction){
        .difference = {MISSING, MISSING, MISSING, MISSING, MISSING, MISSING}, .wald = MISSING};
    struct design d;
    struct ols fit;
    struct hc3 hc3;
    TRY(design_get(&model, arena, &d, err));
    const struct ols_model plane = ols_model_of(&model, &d);
    TRY(count_levels(&model, &plane, arena, out, err));
    TRY(ols_fit(plane, arena, &fit, err));
    TRY(hc3_of(&plane, &fit, arena, &hc3, err));
    out->n = fit.n;
    out->df = fit.df;
    out->slope = hc3.coefficient + model.n_levels;
    if (model.n_levels == 2)
        add_difference(&hc3, fit.n_coefficients, model.confidence, out);
    if (add_wald(&hc3, model.n_levels, fit.n_coefficients, arena, out) != OK)
        return error_memory(err);
    return OK;
}
