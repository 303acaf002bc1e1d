/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/network_pairs.h"

#include <stdlib.h>

/* A tie as one number: sorted, both sides of a pair stand beside each other. */
static uint64_t pair_of(uint32_t a, uint32_t b)
{
    return a < b ? (uint64_t)a << 32U | b : (uint64_t)b << 32U | a;
}

static int by_number(const void *a, const void *b)
{
    const uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return (x > y) - (x < y);
}

static enum status allocate(struct ties *ties, size_t n, struct arena *arena, uint32_t *list[2],
                            struct error *err)
{
    list[0] = arena_array(arena, n, uint32_t);
    list[1] = arena_array(arena, n, uint32_t);
    ties->from = list[0];
    ties->to = list[1];
    return list[0] == NULL || list[1] == NULL ? error_memory(err) : OK;
}

static void add(struct ties *ties, uint32_t *list[2], uint64_t pair)
{
    list[0][ties->n_ties] = (uint32_t)(pair >> 32U);
    list[1][ties->n_ties++] = (uint32_t)pair;
}

static void take_pairs(const uint64_t *pair, size_t n, const bool *has_answered,
                       uint32_t *either[2], uint32_t *both[2], struct network_pairs *out)
{
    for (size_t i = 0; i < n;) {
        const bool is_mutual = i + 1 < n && pair[i + 1] == pair[i];
        add(&out->either, either, pair[i]);
        out->either_mutual +=
            has_answered[(uint32_t)(pair[i] >> 32U)] && has_answered[(uint32_t)pair[i]];
        if (is_mutual)
            add(&out->both, both, pair[i]);
        i += is_mutual ? 2 : 1;
    }
}

static void count_possible(const struct ties *ties, const bool *has_answered,
                           struct network_pairs *out)
{
    for (size_t i = 0; i < ties->n; i++)
        out->n_answered += has_answered[i];
    const double answered = (double)out->n_answered;
    out->possible = ties->n < 2 ? 0 : answered * ((double)ties->n - 1);
    out->possible_mutual = out->n_answered < 2 ? 0 : answered * (answered - 1) / 2;
    for (size_t i = 0; i < ties->n_ties; i++)
        out->n_answerable += has_answered[ties->to[i]];
    out->n_answered_back = 2 * out->both.n_ties;
}

enum status network_pairs_get(const struct ties *ties, const bool *has_answered,
                              struct arena *arena, struct network_pairs *out, struct error *err)
{
    *out = (struct network_pairs){.either.n = ties->n, .both.n = ties->n};
    uint32_t *either[2], *both[2];
    TRY(allocate(&out->either, ties->n_ties, arena, either, err));
    TRY(allocate(&out->both, ties->n_ties / 2, arena, both, err));
    uint64_t *pair = calloc(ties->n_ties + 1, sizeof *pair);
    if (pair == NULL)
        return error_memory(err);
    for (size_t i = 0; i < ties->n_ties; i++)
        pair[i] = pair_of(ties->from[i], ties->to[i]);
    if (ties->n_ties > 1)
        qsort(pair, ties->n_ties, sizeof *pair, by_number);
    take_pairs(pair, ties->n_ties, has_answered, either, both, out);
    free(pair);
    count_possible(ties, has_answered, out);
    return OK;
}
