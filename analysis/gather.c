/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/gather.h"

#include "stats/moments.h"

#include <omp.h>

enum { BLOCK = 512 };

/* The rows, and how they are cut. */
struct cut {
    const struct variables *set;
    int threads;
    size_t n_rows, chunk_rows, n_chunks;
    double *rows; /* threads x BLOCK x set->n */
};

static enum status cut_rows(struct arena *arena, const struct variables *set, int threads,
                            struct cut *out, struct error *err)
{
    const size_t n_rows = set->wave->n_rows;
    const size_t even = (n_rows + GATHER_CHUNKS - 1) / GATHER_CHUNKS;
    const size_t chunk_rows = even <= BLOCK ? BLOCK : (even + BLOCK - 1) / BLOCK * BLOCK;
    *out = (struct cut){.set = set,
                        .threads = threads,
                        .n_rows = n_rows,
                        .chunk_rows = chunk_rows,
                        .n_chunks = n_rows == 0 ? 1 : (n_rows + chunk_rows - 1) / chunk_rows,
                        .rows = arena_array(arena, (size_t)threads * BLOCK * set->n, double)};
    return out->rows == NULL ? error_memory(err) : OK;
}

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* Takes n rows of set->n values into an accumulator. */
typedef void take_rows(void *accumulator, const double *rows, size_t n);

static void take_chunk(const struct cut *cut, size_t chunk, void *accumulator, take_rows *take)
{
    double *rows = cut->rows + (size_t)omp_get_thread_num() * BLOCK * cut->set->n;
    const size_t end = least(cut->n_rows, (chunk + 1) * cut->chunk_rows);
    for (size_t first = chunk * cut->chunk_rows; first < end; first += BLOCK) {
        const size_t n = least(BLOCK, end - first);
        variables_fill_rows(cut->set, first, n, rows);
        take(accumulator, rows, n);
    }
}

/* accumulators: one of `size` bytes for each chunk. */
static void take_all(const struct cut *cut, void *accumulators, size_t size, take_rows *take)
{
#pragma omp parallel for num_threads(cut->threads) schedule(dynamic) if (cut->threads > 1)
    for (size_t chunk = 0; chunk < cut->n_chunks; chunk++)
        take_chunk(cut, chunk, (char *)accumulators + chunk * size, take);
}

static void take_comoments(void *accumulator, const double *rows, size_t n)
{
    comoments_add_rows(accumulator, rows, n);
}

enum status gather_comoments(struct arena *arena, const struct variables *set, int threads,
                             struct comoments *out, struct error *err)
{
    struct cut cut;
    TRY(cut_rows(arena, set, threads, &cut, err));
    struct comoments *part = arena_array(arena, cut.n_chunks, struct comoments);
    if (part == NULL)
        return error_memory(err);
    for (size_t chunk = 0; chunk < cut.n_chunks; chunk++)
        TRY(comoments_get(arena, set->n, &part[chunk], err));
    take_all(&cut, part, sizeof *part, take_comoments);
    *out = part[0];
    for (size_t chunk = 1; chunk < cut.n_chunks; chunk++)
        comoments_merge(out, &part[chunk]);
    return OK;
}

static void take_pairs(void *accumulator, const double *rows, size_t n)
{
    pairs_add_rows(accumulator, rows, n);
}

static void merge_pairs(struct pairs *into, const struct pairs *from)
{
    for (size_t j = 0; j < into->k; j++)
        for (size_t i = 0; i <= j; i++)
            *pairs_at(into, i, j) = pair_merge(*pairs_at(into, i, j), *pairs_at(from, i, j));
}

enum status gather_pairs(struct arena *arena, const struct variables *set, int threads,
                         struct pairs *out, struct error *err)
{
    struct cut cut;
    TRY(cut_rows(arena, set, threads, &cut, err));
    struct pairs *part = arena_array(arena, cut.n_chunks, struct pairs);
    if (part == NULL)
        return error_memory(err);
    for (size_t chunk = 0; chunk < cut.n_chunks; chunk++)
        TRY(pairs_get(arena, set->n, &part[chunk], err));
    take_all(&cut, part, sizeof *part, take_pairs);
    *out = part[0];
    for (size_t chunk = 1; chunk < cut.n_chunks; chunk++)
        merge_pairs(out, &part[chunk]);
    return OK;
}

/* Each variable, and the sum of all, over complete rows. */
struct totals {
    size_t k, n_dropped;
    struct moments *variable; /* k + 1; the last is the sum of the others */
    double *block;            /* BLOCK x (k + 1): complete rows, column by column */
};

static enum status totals_get(struct arena *arena, size_t k, struct totals *out, struct error *err)
{
    *out = (struct totals){.k = k,
                           .variable = arena_array(arena, k + 1, struct moments),
                           .block = arena_array(arena, (k + 1) * BLOCK, double)};
    return out->variable == NULL || out->block == NULL ? error_memory(err) : OK;
}

static double row_total(const double *row, size_t k)
{
    double total = 0;
    for (size_t v = 0; v < k; v++)
        total += row[v];
    return total; /* missing when one is */
}

/* Two passes, the second about the mean. */
static struct moments block_moments(const double *x, size_t n)
{
    struct moments m = {.n = n};
    for (size_t i = 0; i < n; i++)
        m.mean += x[i];
    m.mean = n == 0 ? 0 : m.mean / (double)n;
    for (size_t i = 0; i < n; i++)
        m.m2 += (x[i] - m.mean) * (x[i] - m.mean);
    return m;
}

static void take_totals(void *accumulator, const double *rows, size_t n)
{
    struct totals *t = accumulator;
    size_t n_complete = 0;
    for (size_t i = 0; i < n; i++) {
        const double total = row_total(rows + i * t->k, t->k);
        if (is_missing(total))
            continue;
        for (size_t v = 0; v < t->k; v++)
            t->block[v * BLOCK + n_complete] = rows[i * t->k + v];
        t->block[t->k * BLOCK + n_complete++] = total;
    }
    t->n_dropped += n - n_complete;
    for (size_t v = 0; v <= t->k; v++)
        t->variable[v] =
            moments_merge(t->variable[v], block_moments(t->block + v * BLOCK, n_complete));
}

static void merge_totals(struct totals *into, const struct totals *from)
{
    into->n_dropped += from->n_dropped;
    for (size_t v = 0; v <= into->k; v++)
        into->variable[v] = moments_merge(into->variable[v], from->variable[v]);
}

/* The sum of all covariances is what the total varies more than its parts. */
static enum status spread(struct arena *arena, const struct totals *t, struct comoments *out,
                          struct error *err)
{
    const size_t k = t->k;
    double rest = t->variable[k].m2;
    TRY(comoments_get(arena, k, out, err));
    out->n = t->variable[k].n;
    out->n_dropped = t->n_dropped;
    for (size_t v = 0; v < k; v++)
        rest -= t->variable[v].m2;
    for (size_t i = 0; i < k * k; i++)
        out->sum[i] = k < 2 ? 0 : rest / ((double)k * (double)(k - 1));
    for (size_t v = 0; v < k; v++) {
        out->mean[v] = t->variable[v].mean;
        out->sum[v * k + v] = t->variable[v].m2;
    }
    return OK;
}

enum status gather_total(struct arena *arena, const struct variables *set, int threads,
                         struct comoments *out, struct error *err)
{
    struct cut cut;
    TRY(cut_rows(arena, set, threads, &cut, err));
    struct totals *part = arena_array(arena, cut.n_chunks, struct totals);
    if (part == NULL)
        return error_memory(err);
    for (size_t chunk = 0; chunk < cut.n_chunks; chunk++)
        TRY(totals_get(arena, set->n, &part[chunk], err));
    take_all(&cut, part, sizeof *part, take_totals);
    for (size_t chunk = 1; chunk < cut.n_chunks; chunk++)
        merge_totals(&part[0], &part[chunk]);
    return spread(arena, &part[0], out, err);
}
