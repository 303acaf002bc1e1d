/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/correlations.h"

#include <stdbool.h>
#include <string.h>

#include "base/arena.h"
#include "base/missing.h"
#include "stats/numbered.h"
#include "stats/pairs.h"

static void put_both(struct correlation_request q, struct correlation *out, size_t i, size_t j,
                     struct correlation c)
{
    out[i * q.k + j] = out[j * q.k + i] = c;
}

static enum status pearson_matrix(struct correlation_request q, struct correlation *out,
                                  struct arena *scratch, struct error *err)
{
    struct pairs pairs;
    TRY(pairs_get(scratch, q.k, &pairs, err));
    pairs_add_columns(&pairs, q.columns, q.n);
    for (size_t j = 0; j < q.k; j++)
        for (size_t i = 0; i <= j; i++) {
            const struct pair p = *pairs_at(&pairs, i, j);
            put_both(q, out, i, j, correlation_of(pair_correlation(p), p.n, q.confidence));
        }
    return OK;
}

/* A column for Spearman. A missing value's deviation is always 0, so that no loop needs to ask. */
struct ranked {
    struct numbered of;
    int32_t *deviation; /* n_distinct + 1: twice the mid-rank's distance from the mean rank */
    double sum;         /* of the squared deviations over the rows present */
};

/* Turns how often each number occurs among n rows into its deviation, in place: after `before`
   smaller values a run of t has the mid-rank before + (t + 1) / 2, and the mean is (n + 1) / 2.
     returns  the sum of squared deviations */
static double deviations_of_counts(int32_t *table, uint32_t n_distinct, size_t n)
{
    double sum = 0;
    int64_t before = 0;
    for (uint32_t number = 0; number < n_distinct; number++) {
        const int64_t here = table[number];
        table[number] = (int32_t)(2 * before + here - (int64_t)n);
        sum += (double)here * ((double)table[number] * (double)table[number]);
        before += here;
    }
    table[n_distinct] = 0;
    return sum;
}

static enum status rank_column(const double *x, size_t n, struct ranked *out,
                               struct sort_room *room, struct arena *scratch)
{
    TRY(numbered_get(scratch, x, n, room, &out->of, NULL));
    out->deviation = arena_array(scratch, (size_t)out->of.n_distinct + 1, int32_t);
    if (out->deviation == NULL)
        return ERR_MEMORY;
    for (size_t i = 0; i < n; i++)
        out->deviation[out->of.number[i]]++;
    out->sum = deviations_of_counts(out->deviation, out->of.n_distinct, out->of.n_present);
    return OK;
}

static enum status rank_columns(struct correlation_request q, struct ranked *out,
                                struct arena *scratch)
{
    struct arena sorting = {0};
    struct sort_room room;
    enum status status = sort_room_get(&sorting, q.n, &room, NULL);
    for (size_t v = 0; v < q.k && status == OK; v++)
        status = rank_column(q.columns[v], q.n, &out[v], &room, scratch);
    arena_release(&sorting);
    return status;
}

/* Two columns ranked over the rows that are present in both. Fills x and y with the columns'
   numbers and deviations in the two tables, which hold n + 1 each. returns  how many rows that is
 */
static size_t rank_both_anew(struct ranked *x, struct ranked *y, size_t n, int32_t *const table[2])
{
    size_t n_both = 0;
    memset(table[0], 0, (x->of.n_distinct + 1) * sizeof *table[0]);
    memset(table[1], 0, (y->of.n_distinct + 1) * sizeof *table[1]);
    for (size_t i = 0; i < n; i++) {
        const uint32_t a = x->of.number[i], b = y->of.number[i];
        const bool both = a != x->of.n_distinct && b != y->of.n_distinct;
        table[0][a] += both;
        table[1][b] += both;
        n_both += both;
    }
    x->sum = deviations_of_counts(table[0], x->of.n_distinct, n_both);
    y->sum = deviations_of_counts(table[1], y->of.n_distinct, n_both);
    x->deviation = table[0];
    y->deviation = table[1];
    return n_both;
}

static double sum_of_products(const struct ranked *x, const struct ranked *y, size_t n)
{
    double sum = 0;
    for (size_t i = 0; i < n; i++)
        sum += (double)x->deviation[x->of.number[i]] * (double)y->deviation[y->of.number[i]];
    return sum;
}

/* By value: a pair with missing values puts tables of its own into its copies. */
static struct correlation spearman_pair(struct ranked x, struct ranked y, size_t n,
                                        double confidence, int32_t *const table[2])
{
    const bool is_complete = x.of.n_present == n && y.of.n_present == n;
    const size_t n_both = is_complete ? n : rank_both_anew(&x, &y, n, table);
    double r = MISSING;
    if (n_both >= 2 && x.sum > 0 && y.sum > 0)
        r = fmax(-1, fmin(1, sum_of_products(&x, &y, n) / sqrt(x.sum) / sqrt(y.sum)));
    return correlation_of(r, n_both, confidence);
}

static enum status spearman_matrix(struct correlation_request q, struct correlation *out,
                                   struct arena *scratch, struct error *err)
{
    struct ranked *column = arena_array(scratch, q.k, struct ranked);
    if (column == NULL || rank_columns(q, column, scratch) != OK)
        return error_memory(err);
    int32_t *const table[2] = {arena_array(scratch, q.n + 1, int32_t),
                               arena_array(scratch, q.n + 1, int32_t)};
    if (table[0] == NULL || table[1] == NULL)
        return error_memory(err);
    for (size_t j = 0; j < q.k; j++)
        for (size_t i = 0; i <= j; i++)
            put_both(q, out, i, j, spearman_pair(column[i], column[j], q.n, q.confidence, table));
    return OK;
}

enum status correlation_matrix(struct correlation_request request, struct correlation *out,
                               struct error *err)
{
    struct arena scratch = {0};
    const enum status status = request.kind == CORRELATION_SPEARMAN
                                   ? spearman_matrix(request, out, &scratch, err)
                                   : pearson_matrix(request, out, &scratch, err);
    arena_release(&scratch);
    return status;
}
