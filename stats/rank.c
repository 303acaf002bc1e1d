/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/rank.h"

#include "base/missing.h"

/* The rank of a run of equal values that stands at places first .. last (from 1) of n. */
typedef double rank_rule(size_t first, size_t last, size_t n);

static double mid(size_t first, size_t last, size_t n)
{
    (void)n;
    return ((double)first + (double)last) / 2;
}

static double from_below(size_t first, size_t last, size_t n)
{
    (void)last, (void)n;
    return (double)first;
}

static double from_above(size_t first, size_t last, size_t n)
{
    (void)first;
    return (double)(n - last + 1);
}

static size_t run_end(const uint64_t *key, size_t start, size_t n)
{
    size_t end = start + 1;
    while (end < n && key[end] == key[start])
        end++;
    return end;
}

static size_t rank_by(const double *x, size_t n, double *rank, struct sort_room *room,
                      rank_rule *rule)
{
    const size_t n_present = sort_order(x, n, room);
    if (n_present < n && rank != x)
        for (size_t i = 0; i < n; i++)
            rank[i] = x[i];
    for (size_t start = 0, end; start < n_present; start = end) {
        end = run_end(room->key[0], start, n_present);
        const double r = rule(start + 1, end, n_present);
        for (size_t i = start; i < end; i++)
            rank[room->position[0][i]] = r;
    }
    return n_present;
}

size_t rank_mid(const double *x, size_t n, double *rank, struct sort_room *room)
{
    return rank_by(x, n, rank, room, mid);
}

size_t rank_ascending(const double *x, size_t n, double *rank, struct sort_room *room)
{
    return rank_by(x, n, rank, room, from_below);
}

size_t rank_descending(const double *x, size_t n, double *rank, struct sort_room *room)
{
    return rank_by(x, n, rank, room, from_above);
}
