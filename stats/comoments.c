/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/comoments.h"

#include <stdbool.h>
#include <string.h>

#include "base/missing.h"
#include "stats/block.h"

/* A block is: its complete rows (BLOCK_ROWS x k), then the distance of its mean from the mean
   so far (k). Only the lower triangle of `sum` is added to; `mirror` completes it. */

enum status comoments_get(struct arena *arena, size_t k, struct comoments *out, struct error *err)
{
    *out = (struct comoments){.k = k};
    out->mean = arena_array(arena, k, double);
    out->sum = arena_array(arena, k * k, double);
    out->block = arena_array(arena, (BLOCK_ROWS + 1) * k, double);
    out->turned = arena_array(arena, BLOCK_ROWS * k, double);
    const bool is_there =
        out->mean != NULL && out->sum != NULL && out->block != NULL && out->turned != NULL;
    return is_there ? OK : error_memory(err);
}

static bool is_complete(const double *row, size_t k)
{
    bool complete = true;
    for (size_t v = 0; v < k; v++)
        complete &= !is_missing(row[v]);
    return complete;
}

/* Takes the block's mean off its rows and gives it. The first row serves as origin, so that a
   constant leaves exact zeros. */
static void centre_block(double *rows, size_t n, size_t k, double *mean)
{
    for (size_t v = 0; v < k; v++)
        mean[v] = 0;
    for (size_t row = 1; row < n; row++)
        for (size_t v = 0; v < k; v++)
            mean[v] += rows[row * k + v] - rows[v];
    for (size_t v = 0; v < k; v++)
        mean[v] = rows[v] + mean[v] / (double)n;
    for (size_t row = 0; row < n; row++)
        for (size_t v = 0; v < k; v++)
            rows[row * k + v] -= mean[v];
}

/* Adds `weight` d d' to the lower triangle. */
static void add_square(double *restrict sum, const double *restrict d, size_t k, double weight)
{
    for (size_t i = 0; i < k; i++) {
        const double di = weight * d[i];
        double *restrict row = sum + i * k;
        for (size_t j = 0; j <= i; j++)
            row[j] += di * d[j];
    }
}

/* Takes in n complete rows whose sum of squares is still to be added. */
static void merge_mean(struct comoments *m, double *mean, size_t n)
{
    const double all = (double)m->n + (double)n;
    const double share = (double)n / all;
    for (size_t v = 0; v < m->k; v++) {
        mean[v] -= m->mean[v];
        m->mean[v] += mean[v] * share;
    }
    add_square(m->sum, mean, m->k, (double)m->n * share);
    m->n += n;
}

static void add_block(struct comoments *m, size_t n)
{
    if (n == 0)
        return;
    double *mean = m->block + BLOCK_ROWS * m->k;
    centre_block(m->block, n, m->k, mean);
    for (size_t row = 0; row < n; row++)
        add_square(m->sum, m->block + row * m->k, m->k, 1);
    merge_mean(m, mean, n);
}

static void mirror(struct comoments *m)
{
    for (size_t i = 0; i < m->k; i++)
        for (size_t j = 0; j < i; j++)
            m->sum[j * m->k + i] = m->sum[i * m->k + j];
}

/* Copies the complete ones of n rows into the block; every row is written, and kept only if it is
   complete. */
static size_t keep_complete(struct comoments *m, const double *rows, size_t n)
{
    size_t kept = 0;
    for (size_t row = 0; row < n; row++) {
        memcpy(m->block + kept * m->k, rows + row * m->k, m->k * sizeof *rows);
        kept += is_complete(rows + row * m->k, m->k);
    }
    m->n_dropped += n - kept;
    return kept;
}

void comoments_add_rows(struct comoments *m, const double *rows, size_t n)
{
    for (size_t done = 0; done < n; done += BLOCK_ROWS)
        add_block(m, keep_complete(m, rows + done * m->k, block_rows(n - done)));
    mirror(m);
}

void comoments_add_columns(struct comoments *m, const double *const *columns, size_t n)
{
    for (size_t done = 0; done < n; done += BLOCK_ROWS) {
        const size_t size = block_rows(n - done);
        for (size_t row = 0; row < size; row++)
            for (size_t v = 0; v < m->k; v++)
                m->turned[row * m->k + v] = columns[v][done + row];
        comoments_add_rows(m, m->turned, size);
    }
}

void comoments_merge(struct comoments *m, const struct comoments *other)
{
    m->n_dropped += other->n_dropped;
    if (other->n == 0)
        return;
    double *mean = m->block;
    for (size_t v = 0; v < m->k; v++)
        mean[v] = other->mean[v];
    for (size_t i = 0; i < m->k * m->k; i++)
        m->sum[i] += other->sum[i];
    merge_mean(m, mean, other->n);
    mirror(m);
}

double comoments_covariance(const struct comoments *m, size_t i, size_t j)
{
    return m->n < 2 ? MISSING : m->sum[i * m->k + j] / (double)(m->n - 1);
}

double comoments_correlation(const struct comoments *m, size_t i, size_t j)
{
    const double ii = m->sum[i * m->k + i], jj = m->sum[j * m->k + j];
    if (m->n < 2 || ii <= 0 || jj <= 0)
        return MISSING;
    return fmax(-1, fmin(1, m->sum[i * m->k + j] / sqrt(ii) / sqrt(jj)));
}

void comoments_correlations(const struct comoments *m, double *out)
{
    for (size_t i = 0; i < m->k; i++) {
        out[i * m->k + i] = is_missing(comoments_correlation(m, i, i)) ? MISSING : 1;
        for (size_t j = 0; j < i; j++)
            out[i * m->k + j] = out[j * m->k + i] = comoments_correlation(m, i, j);
    }
}
