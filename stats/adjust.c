/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/adjust.h"

#include <math.h>

/* `order` holds the positions of m p-values, smallest first. */
static void holm(const double *p, const uint32_t *order, size_t m, double *adjusted)
{
    double largest = 0;
    for (size_t i = 0; i < m; i++) {
        largest = fmax(largest, (double)(m - i) * p[order[i]]);
        adjusted[order[i]] = fmin(1, largest);
    }
}

static void benjamini_hochberg(const double *p, const uint32_t *order, size_t m, double *adjusted)
{
    double smallest = 1;
    for (size_t i = m; i-- > 0;) {
        smallest = fmin(smallest, (double)m / (double)(i + 1) * p[order[i]]);
        adjusted[order[i]] = smallest;
    }
}

void adjust_p(enum adjustment kind, const double *p, size_t n, double *adjusted,
              struct sort_room *room)
{
    const size_t m = sort_order(p, n, room);
    for (size_t i = 0; m < n && adjusted != p && i < n; i++)
        adjusted[i] = p[i];
    if (kind == ADJUST_HOLM)
        holm(p, room->position[0], m, adjusted);
    else
        benjamini_hochberg(p, room->position[0], m, adjusted);
}
