/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/polychoric.h"

#include <gsl/gsl_cdf.h>
#include <stdbool.h>

#include "base/arena.h"
#include "base/missing.h"
#include "stats/bivariate_normal.h"

static const double largest = 0.9999;
static const double impossible = 1e-14; /* a probability that is rounding alone */
static const double settled = 1e-13;
enum { MAX_STEPS = 200 };

/* A table cut at thresholds; border i is where category i begins, the last is infinite. */
struct cut {
    struct cross_table table;
    double *row, *column;    /* borders: n_rows + 1, n_columns + 1 */
    double *above, *density; /* of the corners: (n_rows + 1) x (n_columns + 1) */
    double n;
};

static enum status cut_get(struct arena *arena, struct cross_table table, struct cut *out,
                           struct error *err)
{
    const size_t corners = (table.n_rows + 1) * (table.n_columns + 1);
    *out = (struct cut){.table = table,
                        .row = arena_array(arena, table.n_rows + 1, double),
                        .column = arena_array(arena, table.n_columns + 1, double),
                        .above = arena_array(arena, corners, double),
                        .density = arena_array(arena, corners, double)};
    const bool is_there =
        out->row != NULL && out->column != NULL && out->above != NULL && out->density != NULL;
    for (size_t i = 0; i < table.n_rows * table.n_columns; i++)
        out->n += table.count[i];
    return is_there ? OK : error_memory(err);
}

/* The sum of one row (or column): n counts, `step` apart. */
static double margin(const double *count, size_t n, size_t step)
{
    double sum = 0;
    for (size_t i = 0; i < n; i++)
        sum += count[i * step];
    return sum;
}

/* Puts the threshold behind a category to which `below` of n answers lead up. */
static double threshold(double below, double n)
{
    return below <= 0 ? -INFINITY : below >= n ? INFINITY : gsl_cdf_ugaussian_Pinv(below / n);
}

/* Returns whether both items have two categories with answers. */
static bool find_thresholds(struct cut *cut)
{
    const struct cross_table t = cut->table;
    bool is_row_cut = false, is_column_cut = false;
    double below = 0;
    cut->row[0] = cut->column[0] = -INFINITY;
    for (size_t i = 0; i < t.n_rows; i++) {
        below += margin(t.count + i * t.n_columns, t.n_columns, 1);
        cut->row[i + 1] = threshold(below, cut->n);
        is_row_cut |= isfinite(cut->row[i + 1]);
    }
    below = 0;
    for (size_t j = 0; j < t.n_columns; j++) {
        below += margin(t.count + j, t.n_rows, t.n_columns);
        cut->column[j + 1] = threshold(below, cut->n);
        is_column_cut |= isfinite(cut->column[j + 1]);
    }
    return is_row_cut && is_column_cut;
}

/* What lies between four corners. */
static double between(const struct cut *cut, const double *corner, size_t i, size_t j)
{
    const size_t width = cut->table.n_columns + 1;
    const double *top = corner + i * width + j, *bottom = top + width;
    return top[0] - top[1] - bottom[0] + bottom[1];
}

struct slope {
    double score,
        information; /* first derivative of the log likelihood; minus the expected second */
};

static void evaluate_corners(struct cut *cut, double rho)
{
    const size_t width = cut->table.n_columns + 1;
    for (size_t i = 0; i <= cut->table.n_rows; i++)
        for (size_t j = 0; j < width; j++) {
            cut->above[i * width + j] = bivariate_normal_above(cut->row[i], cut->column[j], rho);
            cut->density[i * width + j] =
                bivariate_normal_density(cut->row[i], cut->column[j], rho);
        }
}

/* Where answers lie that cannot be, rho is too far from 0. */
static struct slope slope_at(struct cut *cut, double rho)
{
    struct slope slope = {0};
    evaluate_corners(cut, rho);
    for (size_t i = 0; i < cut->table.n_rows; i++)
        for (size_t j = 0; j < cut->table.n_columns; j++) {
            const double count = cut->table.count[i * cut->table.n_columns + j];
            const double p = between(cut, cut->above, i, j), dp = between(cut, cut->density, i, j);
            if (p > impossible) {
                slope.score += count * dp / p;
                slope.information += cut->n * dp * dp / p;
            } else if (count > 0) {
                return (struct slope){-copysign(INFINITY, rho), 0};
            }
        }
    return slope;
}

/* The score falls from low to high. */
static double find_root(struct cut *cut, double low, double high)
{
    double rho = 0;
    for (int step = 0; step < MAX_STEPS && high - low > settled; step++) {
        const struct slope slope = slope_at(cut, rho);
        double next = rho + slope.score / slope.information;
        if (slope.score > 0)
            low = rho;
        else
            high = rho;
        if (!(next > low && next < high))
            next = slope.score == 0 ? rho : (low + high) / 2;
        if (fabs(next - rho) < settled)
            return next;
        rho = next;
    }
    return rho;
}

/* One cell's share of the score: how much likelier it gets as rho grows. */
static double cell_score(const struct cut *cut, size_t i, size_t j)
{
    const double p = between(cut, cut->above, i, j);
    return p > impossible ? between(cut, cut->density, i, j) / p : 0;
}

static double normal_below(double x)
{
    return gsl_cdf_ugaussian_P(x);
}

/* How the score moves when the row threshold `i` is taken to be one answer further up: the scores
   on either side of it, weighted by where along it the second item lies. */
static double row_drift(const struct cut *cut, double rho, size_t i)
{
    const double sd = sqrt((1 - rho) * (1 + rho));
    double drift = 0;
    for (size_t j = 0; j < cut->table.n_columns; j++) {
        const double share = normal_below((cut->column[j + 1] - rho * cut->row[i]) / sd) -
                             normal_below((cut->column[j] - rho * cut->row[i]) / sd);
        drift += share * (cell_score(cut, i - 1, j) - cell_score(cut, i, j));
    }
    return drift;
}

static double column_drift(const struct cut *cut, double rho, size_t j)
{
    const double sd = sqrt((1 - rho) * (1 + rho));
    double drift = 0;
    for (size_t i = 0; i < cut->table.n_rows; i++) {
        const double share = normal_below((cut->row[i + 1] - rho * cut->column[j]) / sd) -
                             normal_below((cut->row[i] - rho * cut->column[j]) / sd);
        drift += share * (cell_score(cut, i, j - 1) - cell_score(cut, i, j));
    }
    return drift;
}

/* What an answer in each category does to the score through the thresholds that it moves. */
static void add_drifts(const double *border, size_t n, const double *drift, double *out)
{
    for (size_t category = 0; category < n; category++)
        for (size_t i = 1; i < n; i++)
            if (isfinite(border[i]))
                out[category] += drift[i] * (normal_below(border[i]) - (category < i));
}

/* The variance of one answer's influence on rho (Huber 1981, 6.3, of both steps), over the cells'
   probabilities. Evaluated at rho already. */
static enum status add_error(struct arena *arena, const struct cut *cut, struct polychoric *out,
                             struct error *err)
{
    const size_t n_rows = cut->table.n_rows, n_columns = cut->table.n_columns;
    double *drift = arena_array(arena, n_rows + n_columns, double);
    double *row = arena_array(arena, n_rows, double);
    double *column = arena_array(arena, n_columns, double);
    double variance = 0, information = 0;
    if (drift == NULL || row == NULL || column == NULL)
        return error_memory(err);
    for (size_t i = 1; i < n_rows; i++)
        drift[i] = row_drift(cut, out->rho, i);
    add_drifts(cut->row, n_rows, drift, row);
    for (size_t j = 1; j < n_columns; j++)
        drift[j] = column_drift(cut, out->rho, j);
    add_drifts(cut->column, n_columns, drift, column);
    for (size_t i = 0; i < n_rows; i++)
        for (size_t j = 0; j < n_columns; j++) {
            const double p = fmax(0, between(cut, cut->above, i, j));
            const double score = cell_score(cut, i, j), influence = score - row[i] - column[j];
            information += p * score * score;
            variance += p * influence * influence;
        }
    out->se = sqrt(variance / cut->n) / information;
    return OK;
}

static enum status estimate(struct arena *arena, struct cut *cut, struct polychoric *out,
                            struct error *err)
{
    if (slope_at(cut, largest).score > 0)
        out->rho = 1;
    else if (slope_at(cut, -largest).score < 0)
        out->rho = -1;
    else
        out->rho = find_root(cut, -largest, largest);
    if (fabs(out->rho) == 1)
        return OK;
    evaluate_corners(cut, out->rho);
    return add_error(arena, cut, out, err);
}

enum status polychoric_of(struct cross_table table, struct polychoric *out, struct error *err)
{
    struct arena scratch = {0};
    struct cut cut;
    enum status status = cut_get(&scratch, table, &cut, err);
    *out = (struct polychoric){MISSING, MISSING, cut.n};
    if (status == OK && find_thresholds(&cut))
        status = estimate(&scratch, &cut, out, err);
    arena_release(&scratch);
    return status;
}
