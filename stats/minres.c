/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/minres.h"

#include <stdbool.h>

#include "base/missing.h"
#include "stats/inverse.h"

enum { MAX_SWEEPS = 10000, POWER_STEPS = 50 };

static const double settled = 1e-13;
static const double least_common = 1e-12; /* of the squares of the other loadings */
static const double least_uniqueness = 0.005;

static double row_times(const double *r, const double *x, size_t k)
{
    double sum = 0;
    for (size_t j = 0; j < k; j++)
        sum += r[j] * x[j];
    return sum;
}

static size_t most_central(const double *r, size_t k)
{
    size_t best = 0;
    double most = 0;
    for (size_t i = 0; i < k; i++) {
        const double squares = row_times(r + i * k, r + i * k, k);
        if (squares > most)
            best = i;
        most = fmax(most, squares);
    }
    return best;
}

/* Loadings on the first principal component, by the power method: near enough to begin with. */
static void begin(const double *r, size_t k, double *x, double *next)
{
    const double *central = r + most_central(r, k) * k;
    for (size_t i = 0; i < k; i++)
        x[i] = central[i];
    for (size_t step = 0; step < POWER_STEPS; step++) {
        double length = 0;
        for (size_t i = 0; i < k; i++) {
            next[i] = row_times(r + i * k, x, k);
            length = hypot(length, next[i]);
        }
        const double root = sqrt(length / sqrt(row_times(x, x, k)));
        for (size_t i = 0; i < k; i++)
            x[i] = next[i] / length * root;
    }
}

/* The best loading of item i, the others held: a line through the origin of r_ij on loading j. */
static bool best_loading(const double *r, size_t k, size_t i, const double *x, double *out)
{
    const double largest = sqrt(1 - least_uniqueness);
    double with_others = 0, others = 0;
    for (size_t j = 0; j < k; j++) {
        if (j == i)
            continue;
        with_others += r[i * k + j] * x[j];
        others += x[j] * x[j];
    }
    if (!(others > least_common))
        return false;
    *out = fmax(-largest, fmin(largest, with_others / others));
    return true;
}

/* Returns whether the loadings settled. */
static bool settle(const double *r, size_t k, struct minres *out)
{
    double *x = out->loading;
    double moved = 1;
    for (out->n_sweeps = 0; moved > settled && out->n_sweeps < MAX_SWEEPS; out->n_sweeps++) {
        moved = 0;
        for (size_t i = 0; i < k; i++) {
            double better;
            if (!best_loading(r, k, i, x, &better))
                return false;
            moved = fmax(moved, fabs(better - x[i]));
            x[i] = better;
        }
    }
    return moved <= settled;
}

static void describe(const double *r, size_t k, struct minres *out)
{
    double *x = out->loading, sum = 0, squares = 0;
    for (size_t i = 0; i < k; i++)
        sum += x[i];
    for (size_t i = 0; i < k; i++) {
        x[i] = sum < 0 ? -x[i] : x[i];
        out->n_improper += x[i] * x[i] >= 1 - least_uniqueness - settled;
        for (size_t j = 0; j < i; j++) {
            const double left = r[i * k + j] - x[i] * x[j];
            squares += left * left;
        }
    }
    out->residual = sqrt(squares / ((double)k * (double)(k - 1) / 2));
}

enum status minres_fit(const double *r, size_t k, struct arena *arena, struct minres *out,
                       struct error *err)
{
    *out = (struct minres){.loading = arena_array(arena, k, double), .residual = MISSING};
    double *work = arena_array(arena, k * k, double);
    if (out->loading == NULL || work == NULL)
        return error_memory(err);
    bool is_determined = k > 2 && !is_missing(correlation_inverse(r, k, work));
    if (is_determined) {
        begin(r, k, out->loading, work);
        is_determined = settle(r, k, out);
    }
    for (size_t i = 0; !is_determined && i < k; i++)
        out->loading[i] = MISSING;
    if (is_determined)
        describe(r, k, out);
    return OK;
}

double omega_total(const double *loading, size_t k)
{
    double sum = 0, unique = 0;
    for (size_t i = 0; i < k; i++) {
        sum += loading[i];
        unique += 1 - loading[i] * loading[i];
    }
    return k == 0 ? MISSING : sum * sum / (sum * sum + unique);
}
