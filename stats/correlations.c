/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/correlations.h"

#include <stdbool.h>
#include <string.h>

#include "base/arena.h"
#include "base/missing.h"
#include "stats/pairs.h"
#include "stats/sort.h"

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

/* A column for Spearman: its distinct values numbered from 0 in ascending order. A missing value
   has the number n_distinct, whose deviation is always 0, so that no loop needs to ask for it. */
struct ranked {
    uint32_t *number;    /* n */
    uint32_t n_distinct; /* also the number of a missing value */
    size_t n_present;
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

/* Numbers the distinct values of a sorted column and counts how often each occurs. */
static void number_values(struct ranked *column, const struct sort_room *room)
{
    uint32_t number = 0;
    for (size_t i = 0; i < column->n_present; i++) {
        number += i > 0 && room->key[0][i] != room->key[0][i - 1];
        column->number[room->position[0][i]] = number;
        column->deviation[number]++;
    }
    column->n_distinct = column->n_present > 0 ? number + 1 : 0;
}

static enum status rank_column(const double *x, size_t n, struct ranked *out,
                               struct sort_room *room, struct arena *scratch)
{
    out->number = arena_array(scratch, n, uint32_t);
    out->deviation = arena_array(scratch, n + 1, int32_t);
    if (out->number == NULL || out->deviation == NULL)
        return ERR_MEMORY;
    out->n_present = sort_order(x, n, room);
    number_values(out, room);
    for (size_t i = 0; out->n_present < n && i < n; i++)
        if (is_missing(x[i]))
            out->number[i] = out->n_distinct;
    out->sum = deviations_of_counts(out->deviation, out->n_distinct, out->n_present);
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
    memset(table[0], 0, (x->n_distinct + 1) * sizeof *table[0]);
    memset(table[1], 0, (y->n_distinct + 1) * sizeof *table[1]);
    for (size_t i = 0; i < n; i++) {
        const uint32_t a = x->number[i], b = y->number[i];
        const bool both = a != x->n_distinct && b != y->n_distinct;
        table[0][a] += both;
        table[1][b] += both;
        n_both += both;
    }
    x->sum = deviations_of_counts(table[0], x->n_distinct, n_both);
    y->sum = deviations_of_counts(table[1], y->n_distinct, n_both);
    x->deviation = table[0];
    y->deviation = table[1];
    return n_both;
}

static double sum_of_products(const struct ranked *x, const struct ranked *y, size_t n)
{
    double sum = 0;
    for (size_t i = 0; i < n; i++)
        sum += (double)x->deviation[x->number[i]] * (double)y->deviation[y->number[i]];
    return sum;
}

/* By value: a pair with missing values puts tables of its own into its copies. */
static struct correlation spearman_pair(struct ranked x, struct ranked y, size_t n,
                                        double confidence, int32_t *const table[2])
{
    const bool is_complete = x.n_present == n && y.n_present == n;
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
