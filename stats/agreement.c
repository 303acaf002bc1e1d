/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/agreement.h"

#include <gsl/gsl_cdf.h>
#include <math.h>

#include "base/missing.h"

double agreement_share(struct codings codings)
{
    double n_pairs = 0, n_equal = 0;
    for (size_t unit = 0; unit < codings.n_units; unit++)
        for (size_t a = 0; a < codings.n_coders; a++)
            for (size_t b = 0; b < a; b++) {
                const double x = coding(codings, unit, a), y = coding(codings, unit, b);
                n_pairs += !is_missing(x) && !is_missing(y);
                n_equal += x == y; /* never of NaN */
            }
    return n_pairs > 0 ? n_equal / n_pairs : MISSING;
}

/* The units that both coded, and how much of them each coder gave to each category. */
struct two {
    size_t n;
    struct categories of; /* of.index: n x 2 */
    double *share[2];     /* of.n each */
};

static enum status pair_up(struct codings codings, const size_t coder[2], struct arena *arena,
                           struct two *two, struct error *err)
{
    double *cell = arena_zeros(arena, codings.n_units, 2 * sizeof *cell);
    if (cell == NULL)
        return error_memory(err);
    two->n = 0;
    for (size_t unit = 0; unit < codings.n_units; unit++) {
        const double x = coding(codings, unit, coder[0]), y = coding(codings, unit, coder[1]);
        if (is_missing(x) || is_missing(y))
            continue;
        cell[2 * two->n] = x;
        cell[2 * two->n++ + 1] = y;
    }
    return codings_number((struct codings){cell, two->n, 2}, arena, &two->of, err);
}

static enum status share_out(struct arena *arena, struct two *two, struct error *err)
{
    for (size_t side = 0; side < 2; side++) {
        double *share = arena_array(arena, two->of.n, double);
        if (share == NULL)
            return error_memory(err);
        for (size_t i = 0; i < two->n; i++)
            share[two->of.index[2 * i + side]]++;
        for (size_t c = 0; c < two->of.n; c++)
            share[c] /= (double)two->n;
        two->share[side] = share;
    }
    return OK;
}

static double share_of_equal(const struct two *two)
{
    size_t n_equal = 0;
    for (size_t i = 0; i < two->n; i++)
        n_equal += two->of.index[2 * i] == two->of.index[2 * i + 1];
    return (double)n_equal / (double)two->n;
}

static double share_by_chance(const struct two *two)
{
    double sum = 0;
    for (size_t c = 0; c < two->of.n; c++)
        sum += two->share[0][c] * two->share[1][c];
    return sum;
}

/* Eq. 13, its sums over cells of the table taken over the units that stand in them. */
static double variance(const struct two *two, double agreement, double expected)
{
    double sum = 0;
    for (size_t i = 0; i < two->n; i++) {
        const uint32_t a = two->of.index[2 * i], b = two->of.index[2 * i + 1];
        const double term =
            a == b ? 1 - expected - (two->share[0][a] + two->share[1][a]) * (1 - agreement)
                   : (1 - agreement) * (two->share[1][a] + two->share[0][b]);
        sum += term * term;
    }
    const double less = agreement * expected - 2 * expected + agreement;
    const double n = (double)two->n;
    return (sum / n - less * less) / (n * pow(1 - expected, 4));
}

static void fill(const struct two *two, double confidence, struct kappa *k)
{
    k->agreement = share_of_equal(two);
    k->expected = share_by_chance(two);
    if (two->of.n < 2)
        return;
    k->value = (k->agreement - k->expected) / (1 - k->expected);
    if (k->agreement == 1)
        return;
    const double z = gsl_cdf_ugaussian_Qinv((1 - confidence) / 2);
    k->se = sqrt(fmax(0, variance(two, k->agreement, k->expected)));
    k->low = fmax(-1, k->value - z * k->se);
    k->high = fmin(1, k->value + z * k->se);
}

enum status cohen_kappa(struct codings codings, size_t a, size_t b, double confidence,
                        struct kappa *out, struct error *err)
{
    struct arena scratch = {0};
    struct two two = {0};
    *out = (struct kappa){MISSING, MISSING, MISSING, MISSING, MISSING, MISSING, 0, 0};
    enum status status = pair_up(codings, (const size_t[]){a, b}, &scratch, &two, err);
    if (status == OK && two.n > 0)
        status = share_out(&scratch, &two, err);
    if (status == OK && two.n > 0)
        fill(&two, confidence, out);
    out->n = two.n;
    out->n_categories = two.of.n;
    arena_release(&scratch);
    return status;
}
