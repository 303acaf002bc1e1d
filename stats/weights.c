/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/weights.h"

#include "base/missing.h"

/* A node's part of what it and its siblings weigh together. */
static double share_of(const double *weight, const size_t *parent, size_t n, size_t node)
{
    double siblings = 0;
    for (size_t i = 0; i < n; i++)
        if (parent[i] == parent[node])
            siblings += weight[i];
    return siblings > 0 ? weight[node] / siblings : MISSING;
}

void weights_effective(const double *weight, const size_t *parent, size_t n, double *effective)
{
    for (size_t i = 0; i < n; i++) {
        effective[i] = 1;
        for (size_t node = i; parent[node] != WEIGHTS_ROOT; node = parent[node])
            effective[i] *= share_of(weight, parent, n, node);
    }
}
