/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/network_betweenness.h"

#include "base/arena.h"
#include "base/missing.h"

#include <omp.h>
#include <string.h>

/* Units are searched from in chunks, by their number alone, and chunks are added in their order. */
enum { CHUNKS = 16 };

/* The units that each unit names, one after another. */
struct lists {
    size_t n, n_named;
    uint32_t *start; /* n + 1 */
    uint32_t *named;
};

/* A search from one unit: who is how far off, and by how many shortest paths. */
struct search {
    uint32_t *queue;  /* n + 1: units in the order in which they are reached */
    uint32_t *onward; /* n_ties + 1: units that those in the queue lead on to, one tie farther */
    uint32_t *first;  /* n + 1: where those of each in the queue begin */
    int32_t *far;     /* n: ties from the source; -1: not reached */
    double *paths;    /* n: shortest paths from the source */
    double *hangs;    /* n: share of paths to others that lead through the unit */
};

static bool are_units_there(const struct ties *ties)
{
    for (size_t i = 0; i < ties->n_ties; i++)
        if (ties->from[i] >= ties->n || ties->to[i] >= ties->n)
            return false;
    return true;
}

/* Counting sort by the unit that names. */
static enum status list_ties(const struct ties *ties, struct arena *arena, struct lists *out,
                             struct error *err)
{
    const size_t sides = ties->is_directed ? 1 : 2;
    *out = (struct lists){.n = ties->n,
                          .n_named = sides * ties->n_ties,
                          .start = arena_array(arena, ties->n + 2, uint32_t),
                          .named = arena_array(arena, sides * ties->n_ties, uint32_t)};
    if (out->start == NULL || out->named == NULL)
        return error_memory(err);
    uint32_t *next = out->start + 1; /* becomes the start of the following unit */
    for (size_t i = 0; i < ties->n_ties; i++) {
        next[ties->from[i] + 1]++;
        if (sides == 2)
            next[ties->to[i] + 1]++;
    }
    for (size_t i = 0; i < ties->n; i++)
        next[i + 1] += next[i];
    for (size_t i = 0; i < ties->n_ties; i++) {
        out->named[next[ties->from[i]]++] = ties->to[i];
        if (sides == 2)
            out->named[next[ties->to[i]]++] = ties->from[i];
    }
    return OK;
}

/* `x` when `holds`, else 0, without a branch: which of two neighbours is nearer is anybody's guess,
   and to guess wrong at every other tie takes longer than all the rest. */
static inline double when(bool holds, double x)
{
    uint64_t bits;
    memcpy(&bits, &x, sizeof bits);
    bits &= 0 - (uint64_t)holds;
    memcpy(&x, &bits, sizeof x);
    return x;
}

/* Counts shortest paths from the source; returns how many units are reached. */
static size_t spread(const struct lists *lists, struct search *s, uint32_t source)
{
    size_t n = 1;
    uint32_t n_onward = 0;
    memset(s->far, -1, lists->n * sizeof *s->far);
    memset(s->paths, 0, lists->n * sizeof *s->paths);
    s->queue[0] = source;
    s->far[source] = 0;
    s->paths[source] = 1;
    for (size_t i = 0; i < n; i++) {
        const uint32_t unit = s->queue[i];
        const int32_t next = s->far[unit] + 1;
        const double paths = s->paths[unit];
        s->first[i] = n_onward;
        for (uint32_t at = lists->start[unit]; at < lists->start[unit + 1]; at++) {
            const uint32_t other = lists->named[at];
            const int32_t was = s->far[other], far = was < 0 ? next : was;
            s->queue[n] = other;
            n += was < 0;
            s->far[other] = far;
            s->onward[n_onward] = other;
            n_onward += far == next;
            s->paths[other] += when(far == next, paths);
        }
    }
    s->first[n] = n_onward;
    return n;
}

/* From the farthest back: what hangs on a unit is what hangs on those that it leads on to. */
static void gather(struct search *s, size_t n, double *sum)
{
    for (size_t i = n; i-- > 0;) {
        const uint32_t unit = s->queue[i];
        double hangs = 0;
        for (uint32_t at = s->first[i]; at < s->first[i + 1]; at++)
            hangs += s->hangs[s->onward[at]];
        hangs *= s->paths[unit];
        s->hangs[unit] = (1 + hangs) / s->paths[unit];
        if (i > 0)
            sum[unit] += hangs;
    }
}

static enum status search_get(struct arena *arena, const struct lists *lists, struct search *out)
{
    const size_t n = lists->n;
    *out = (struct search){.queue = arena_array(arena, n + 1, uint32_t),
                           .onward = arena_array(arena, lists->n_named + 1, uint32_t),
                           .first = arena_array(arena, n + 1, uint32_t),
                           .far = arena_array(arena, n, int32_t),
                           .paths = arena_array(arena, n, double),
                           .hangs = arena_array(arena, n, double)};
    return out->queue == NULL || out->onward == NULL || out->first == NULL || out->far == NULL ||
                   out->paths == NULL || out->hangs == NULL
               ? ERR_MEMORY
               : OK;
}

static void run_chunk(const struct lists *lists, struct search *s, size_t chunk, double *sum)
{
    for (size_t source = chunk * lists->n / CHUNKS; source < (chunk + 1) * lists->n / CHUNKS;
         source++)
        gather(s, spread(lists, s, (uint32_t)source), sum);
}

static enum status run(const struct lists *lists, int threads, struct arena *arena, double *out,
                       struct error *err)
{
    const size_t n = lists->n;
    struct search *search = arena_array(arena, (size_t)threads, struct search);
    double *sums = arena_array(arena, CHUNKS * n, double);
    if (search == NULL || sums == NULL)
        return error_memory(err);
    for (int i = 0; i < threads; i++)
        if (search_get(arena, lists, &search[i]) != OK)
            return error_memory(err);
#pragma omp parallel for num_threads(threads) schedule(dynamic) if (threads > 1)
    for (size_t chunk = 0; chunk < CHUNKS; chunk++)
        run_chunk(lists, &search[omp_get_thread_num()], chunk, sums + chunk * n);
    for (size_t i = 0; i < n; i++) {
        double sum = 0;
        for (size_t chunk = 0; chunk < CHUNKS; chunk++)
            sum += sums[chunk * n + i];
        out[i] = isfinite(sum) ? sum / ((double)(n - 1) * (double)(n - 2)) : MISSING;
    }
    return OK;
}

enum status network_betweenness(const struct ties *ties, int threads, double *out,
                                struct error *err)
{
    struct arena arena = {0};
    struct lists lists;
    for (size_t i = 0; i < ties->n; i++)
        out[i] = MISSING;
    if (!are_units_there(ties))
        return error_set(err, ERR_VALUE, "a tie names a unit that is not in the network");
    if (ties->n < 3)
        return OK;
    enum status status = list_ties(ties, &arena, &lists, err);
    if (status == OK)
        status = run(&lists, threads < 1 ? 1 : threads, &arena, out, err);
    arena_release(&arena);
    return status;
}
