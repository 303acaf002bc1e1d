/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/reliability.h"

#include <stdbool.h>
#include <stdint.h>

#include "base/missing.h"
#include "stats/distribution.h"

/* What alpha is made of: sums of squares of k items and of their total, on one divisor. */
struct parts {
    size_t k;
    double items, total;
};

static const size_t all_items = SIZE_MAX;

/* The items without `left_out`: summing their own part of the matrix loses no digits. */
static struct parts parts_without(const struct comoments *m, size_t left_out)
{
    struct parts parts = {0};
    for (size_t i = 0; i < m->k; i++) {
        if (i == left_out)
            continue;
        parts.k++;
        parts.items += m->sum[i * m->k + i];
        for (size_t j = 0; j < m->k; j++)
            if (j != left_out)
                parts.total += m->sum[i * m->k + j];
    }
    return parts;
}

static bool total_varies(struct parts parts)
{
    return parts.total > 1e-12 * parts.items;
}

static double alpha_of(struct parts parts)
{
    if (parts.k < 2 || !total_varies(parts))
        return MISSING;
    const double k = (double)parts.k;
    return k / (k - 1) * (1 - parts.items / parts.total);
}

static void add_feldt_interval(struct alpha *alpha, double confidence)
{
    const double df1 = (double)alpha->n_used - 1;
    const double df2 = df1 * ((double)alpha->n_items - 1);
    const double tail = (1 - confidence) / 2;
    alpha->low = 1 - (1 - alpha->value) * fisher_quantile(1 - tail, df1, df2);
    alpha->high = 1 - (1 - alpha->value) * fisher_quantile(tail, df1, df2);
}

struct alpha cronbach_alpha(const struct comoments *items, double confidence)
{
    struct alpha alpha = {
        .value = items->n < 2 ? MISSING : alpha_of(parts_without(items, all_items)),
        .low = MISSING,
        .high = MISSING,
        .n_used = items->n,
        .n_dropped = items->n_dropped,
        .n_items = items->k,
    };
    if (!is_missing(alpha.value))
        add_feldt_interval(&alpha, confidence);
    return alpha;
}

enum status cronbach_alpha_of(struct scores scores, double confidence, struct alpha *out,
                              struct error *err)
{
    struct arena scratch = {0};
    struct comoments items;
    const enum status status = comoments_get(&scratch, scores.n_items, &items, err);
    if (status == OK) {
        comoments_add_rows(&items, scores.cell, scores.n_people);
        *out = cronbach_alpha(&items, confidence);
    }
    arena_release(&scratch);
    return status;
}

static size_t fewest_people(const struct pairs *items)
{
    size_t fewest = items->k > 0 ? pairs_at(items, 0, 0)->n : 0;
    for (size_t j = 0; j < items->k; j++)
        for (size_t i = 0; i < j; i++)
            if (pairs_at(items, i, j)->n < fewest)
                fewest = pairs_at(items, i, j)->n;
    return fewest;
}

struct alpha cronbach_alpha_pairwise(const struct pairs *items)
{
    struct parts parts = {.k = items->k};
    for (size_t j = 0; j < items->k; j++) {
        const double variance = pair_covariance(*pairs_at(items, j, j));
        parts.items += variance;
        parts.total += variance;
        for (size_t i = 0; i < j; i++)
            parts.total += 2 * pair_covariance(*pairs_at(items, i, j));
    }
    return (struct alpha){
        .value = alpha_of(parts),
        .low = MISSING,
        .high = MISSING,
        .n_used = fewest_people(items),
        .n_items = items->k,
    };
}

/* Co-moment of an item and the sum of the others. */
static double with_rest(const struct comoments *m, size_t item)
{
    double sum = 0;
    for (size_t j = 0; j < m->k; j++)
        if (j != item)
            sum += m->sum[item * m->k + j];
    return sum;
}

struct item_fit item_fit(const struct comoments *items, size_t item)
{
    struct item_fit fit = {MISSING, MISSING};
    if (items->n < 2)
        return fit;
    const struct parts rest = parts_without(items, item);
    const double own = items->sum[item * items->k + item];
    if (own > 0 && rest.k > 0 && total_varies(rest))
        fit.r_rest = fmax(-1, fmin(1, with_rest(items, item) / sqrt(own) / sqrt(rest.total)));
    fit.alpha_if_dropped = alpha_of(rest);
    return fit;
}

double mean_inter_item_correlation(const struct comoments *items)
{
    double sum = 0;
    size_t n_pairs = 0;
    for (size_t i = 0; i < items->k; i++)
        for (size_t j = 0; j < i; j++, n_pairs++)
            sum += comoments_correlation(items, i, j);
    return n_pairs == 0 ? MISSING : sum / (double)n_pairs;
}
