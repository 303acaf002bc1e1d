/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/dominance.h"

#include <string.h>

#include "base/missing.h"
#include "stats/distribution.h"

enum { EXACT_BELOW = 50, MOST_PAIRS = (EXACT_BELOW - 1) * (EXACT_BELOW - 1) };

/* What the pairs add up to. In squares, d is a value's share of the other group below it, less the
   share above. */
struct pairs_seen {
    double u;
    double squares_a, squares_b; /* sum of d^2 over a group */
    double tied_pairs;           /* pairs of an a and an equal b */
    double ties;                 /* sum of t^3 - t over runs of t equal values */
};

static size_t keep_present(const double *x, size_t n, double *kept)
{
    size_t n_kept = 0;
    for (size_t i = 0; i < n; i++)
        if (!is_missing(x[i]))
            kept[n_kept++] = x[i];
    return n_kept;
}

/* Takes one run of equal values: in_a and in_b of them, behind below_a and below_b smaller ones. */
static void take_run(struct pairs_seen *seen, const struct dominance *d, const double below[2],
                     const double in[2])
{
    const double n_a = (double)d->n_a, n_b = (double)d->n_b, t = in[0] + in[1];
    const double of_a = (below[1] - (n_b - below[1] - in[1])) / n_b;
    const double of_b = (below[0] - (n_a - below[0] - in[0])) / n_a;
    seen->u += in[0] * (below[1] + in[1] / 2);
    seen->squares_a += in[0] * of_a * of_a;
    seen->squares_b += in[1] * of_b * of_b;
    seen->tied_pairs += in[0] * in[1];
    seen->ties += t * t * t - t;
}

static struct pairs_seen see_pairs(const struct dominance *d, const double *pooled,
                                   struct sort_room *room)
{
    struct pairs_seen seen = {0};
    const size_t n = sort_order(pooled, d->n_a + d->n_b, room);
    double below[2] = {0, 0};
    for (size_t start = 0, end; start < n; start = end) {
        double in[2] = {0, 0};
        for (end = start; end < n && room->key[0][end] == room->key[0][start]; end++)
            in[room->position[0][end] >= d->n_a]++;
        take_run(&seen, d, below, in);
        below[0] += in[0];
        below[1] += in[1];
    }
    return seen;
}

static void add_test(struct dominance *d, const struct pairs_seen *seen)
{
    const double n_a = (double)d->n_a, n_b = (double)d->n_b, n = n_a + n_b;
    const double away = d->u - n_a * n_b / 2;
    const double sd = sqrt(n_a * n_b / 12 * ((n + 1) - seen->ties / (n * (n - 1))));
    if (!(sd > 0))
        return;
    d->z = away / sd;
    d->p_greater = normal_above((away - 0.5) / sd);
    d->p_less = normal_above((-away - 0.5) / sd);
    d->p = fmin(1, 2 * fmin(d->p_greater, d->p_less));
    if (seen->ties > 0 || d->n_a >= EXACT_BELOW || d->n_b >= EXACT_BELOW)
        return;
    d->p_exact = fmin(1, 2 * dominance_exact_below(fmin(d->u, n_a * n_b - d->u), d->n_a, d->n_b));
}

static void add_interval(struct dominance *d, const struct pairs_seen *seen, double confidence)
{
    const double n_a = (double)d->n_a, n_b = (double)d->n_b, delta = d->delta;
    const double t = student_critical(confidence, n_a + n_b - 2);
    if (d->n_a < 2 || d->n_b < 2 || is_missing(d->z) || is_missing(t))
        return;
    if (fabs(delta) == 1) {
        const double z = normal_critical(confidence), least = fmin(n_a, n_b);
        const double end = (least - z * z) / (least + z * z);
        d->low = delta > 0 ? end : -1;
        d->high = delta > 0 ? 1 : -end;
        return;
    }
    const double about_a = seen->squares_a - n_a * delta * delta;
    const double about_b = seen->squares_b - n_b * delta * delta;
    const double about_all = n_a * n_b * (1 - delta * delta) - seen->tied_pairs;
    const double unbiased = (n_b * n_b * about_a + n_a * n_a * about_b - about_all) /
                            (n_a * n_b * (n_a - 1) * (n_b - 1));
    const double variance = fmax(unbiased, (1 - delta * delta) / (n_a * n_b - 1));
    const double rest = 1 - delta * delta, square = t * t * variance;
    const double middle = delta * rest, reach = t * sqrt(variance * (rest * rest + square));
    d->low = fmax(-1, (middle - reach) / (rest + square));
    d->high = fmin(1, (middle + reach) / (rest + square));
}

struct dominance dominance_of(struct two_groups groups, double confidence, double *scratch,
                              struct sort_room *room)
{
    struct dominance d = {0,       0,       MISSING, MISSING, MISSING, MISSING,
                          MISSING, MISSING, MISSING, MISSING, MISSING};
    d.n_a = keep_present(groups.a, groups.n_a, scratch);
    d.n_b = keep_present(groups.b, groups.n_b, scratch + d.n_a);
    if (d.n_a == 0 || d.n_b == 0)
        return d;
    const struct pairs_seen seen = see_pairs(&d, scratch, room);
    d.u = seen.u;
    d.delta = 2 * d.u / ((double)d.n_a * (double)d.n_b) - 1;
    add_test(&d, &seen);
    add_interval(&d, &seen, confidence);
    return d;
}

double dominance_exact_below(double u, size_t n_a, size_t n_b)
{
    double ways[MOST_PAIRS + 1] = {1}; /* ways[s]: arrangements in which U is s */
    const size_t most = n_a * n_b;
    double sum = 0, all = 1;
    if (n_a == 0 || n_b == 0 || n_a >= EXACT_BELOW || n_b >= EXACT_BELOW || !(u >= 0))
        return MISSING;
    for (size_t i = 1; i <= n_a; i++) {
        for (size_t s = most; s >= n_b + i; s--)
            ways[s] -= ways[s - n_b - i];
        for (size_t s = i; s <= most; s++)
            ways[s] += ways[s - i];
        all *= (double)(n_b + i) / (double)i;
    }
    for (size_t s = 0; s <= most && (double)s <= u; s++)
        sum += ways[s];
    return sum / all;
}
