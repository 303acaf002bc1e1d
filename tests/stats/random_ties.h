/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TESTS_STATS_RANDOM_TIES_H
#define TESTS_STATS_RANDOM_TIES_H

/* Small random networks, for tests; each ordered pair (or pair) once. */

#include "base/random.h"
#include "stats/network.h"

enum { RANDOM_UNITS = 12, RANDOM_TIES = RANDOM_UNITS * (RANDOM_UNITS - 1) };

struct random_ties {
    uint32_t from[RANDOM_TIES], to[RANDOM_TIES];
    uint16_t group[RANDOM_UNITS];
    struct ties ties;
};

/* Fills *out with 2 .. RANDOM_UNITS units in up to four groups, some of them without. */
__attribute__((unused)) static void random_ties_make(struct random *r, bool is_directed,
                                                     struct random_ties *out)
{
    const size_t n = 2 + random_below(r, RANDOM_UNITS - 1);
    const double density = random_uniform(r) * .6;
    size_t m = 0;
    for (uint32_t i = 0; i < n; i++) {
        out->group[i] = random_below(r, 8) == 0 ? NETWORK_NO_GROUP : (uint16_t)random_below(r, 4);
        for (uint32_t j = is_directed ? 0 : i + 1; j < n; j++)
            if (i != j && random_uniform(r) < density) {
                out->from[m] = i;
                out->to[m++] = j;
            }
    }
    out->ties = (struct ties){out->from, out->to, m, n, is_directed};
}

/* Whether unit a names b, or either the other. */
__attribute__((unused)) static bool are_tied(const struct ties *ties, size_t a, size_t b)
{
    for (size_t i = 0; i < ties->n_ties; i++)
        if ((ties->from[i] == a && ties->to[i] == b) ||
            (!ties->is_directed && ties->from[i] == b && ties->to[i] == a))
            return true;
    return false;
}

/* Gives units other numbers: unit i becomes place[i]. */
__attribute__((unused)) static void random_ties_renumber(struct random *r, struct random_ties *t,
                                                         uint32_t place[RANDOM_UNITS])
{
    uint16_t group[RANDOM_UNITS] = {0};
    for (uint32_t i = 0; i < t->ties.n; i++) {
        const size_t at = random_below(r, i + 1);
        place[i] = place[at];
        place[at] = i;
    }
    for (size_t i = 0; i < t->ties.n_ties; i++) {
        t->from[i] = place[t->from[i]];
        t->to[i] = place[t->to[i]];
    }
    for (size_t i = 0; i < t->ties.n; i++)
        group[place[i]] = t->group[i];
    for (size_t i = 0; i < t->ties.n; i++)
        t->group[i] = group[i];
}

#endif
