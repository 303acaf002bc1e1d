/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/rank_counts.h"

#include "base/missing.h"
#include "base/wide.h"
#include "stats/quantile.h"

#include <string.h>

/* In a batch, a unit without a rank stands below all others. */
enum { NO_RANK = 32767 };

enum status rank_counts_get(struct arena *arena, size_t n_units, bool who, struct rank_counts *out,
                            struct error *err)
{
    const size_t n = n_units > 0 ? n_units : 1;
    const size_t most = RANK_CELLS_MAX / n > 0 ? RANK_CELLS_MAX / n : 1;
    const bool counts_pairs = who && n_units <= RANK_PAIRS_MAX;
    *out = (struct rank_counts){.n_units = n_units, .width = (n + most - 1) / most};
    out->n_bins = (n + out->width - 1) / out->width;
    out->count = arena_array(arena, n * out->n_bins, uint32_t);
    out->sum = arena_array(arena, n, uint64_t);
    out->n = arena_array(arena, n, uint32_t);
    bool is_there = out->count != NULL && out->sum != NULL && out->n != NULL;
    if (counts_pairs) {
        out->above = arena_array(arena, n * n, uint32_t);
        out->batch = arena_array(arena, n * RANK_BATCH, int16_t);
        is_there &= out->above != NULL && out->batch != NULL;
    }
    return is_there ? OK : error_memory(err);
}

static void add_unit(struct rank_counts *c, size_t unit, const uint32_t *rank, size_t n_draws)
{
    uint32_t *count = c->count + unit * c->n_bins;
    for (size_t draw = 0; draw < n_draws; draw++) {
        const uint32_t r = rank[draw * c->n_units + unit];
        if (c->batch != NULL)
            c->batch[unit * RANK_BATCH + draw] = (int16_t)(r == 0 ? NO_RANK : r);
        if (r == 0)
            continue;
        count[c->width == 1 ? r - 1 : (r - 1) / c->width]++;
        c->sum[unit] += r;
        c->n[unit]++;
    }
    if (c->batch != NULL) /* what is compared beyond the last draw is equal */
        memset(c->batch + unit * RANK_BATCH + n_draws, 0,
               (RANK_BATCH - n_draws) * sizeof *c->batch);
}

/* How often the ranks of a are smaller than those of b, and the other way round. Sixteen bits hold
   the counts of a batch, so that as many ranks as a vector holds are compared at once. */
static void compare(const int16_t *a, const int16_t *b, uint32_t *a_above, uint32_t *b_above)
{
    uint16_t less = 0, more = 0;
    for (size_t draw = 0; draw < RANK_BATCH; draw++) {
        less = (uint16_t)(less + (a[draw] < b[draw]));
        more = (uint16_t)(more + (b[draw] < a[draw]));
    }
    *a_above += less;
    *b_above += more;
}

WIDE void rank_counts_add(struct rank_counts *c, const uint32_t *rank, size_t n_draws)
{
    const size_t n = c->n_units;
    for (size_t unit = 0; unit < n; unit++)
        add_unit(c, unit, rank, n_draws);
    for (size_t unit = 0; unit < n && c->above != NULL; unit++)
        for (size_t other = unit + 1; other < n; other++)
            compare(c->batch + unit * RANK_BATCH, c->batch + other * RANK_BATCH,
                    &c->above[unit * n + other], &c->above[other * n + unit]);
    c->n_draws += n_draws;
}

void rank_counts_merge(struct rank_counts *c, const struct rank_counts *others)
{
    const size_t n = c->n_units;
    for (size_t i = 0; i < n * c->n_bins; i++)
        c->count[i] += others->count[i];
    for (size_t i = 0; i < n * n && c->above != NULL; i++)
        c->above[i] += others->above[i];
    for (size_t unit = 0; unit < n; unit++) {
        c->sum[unit] += others->sum[unit];
        c->n[unit] += others->n[unit];
    }
    c->n_draws += others->n_draws;
}

struct rank_summary rank_counts_summary(const struct rank_counts *c, size_t unit,
                                        struct frequency *scratch)
{
    struct rank_summary s = {MISSING, MISSING, MISSING, MISSING, c->n[unit]};
    size_t n_values = 0;
    for (size_t bin = 0; bin < c->n_bins; bin++)
        if (c->count[unit * c->n_bins + bin] > 0)
            scratch[n_values++] = (struct frequency){.value = (double)(bin * c->width + 1) +
                                                              (double)(c->width - 1) / 2,
                                                     .count = c->count[unit * c->n_bins + bin]};
    if (s.n == 0)
        return s;
    s.mean = (double)c->sum[unit] / (double)s.n;
    s.median = quantile_table(scratch, n_values, 0.5);
    s.low = quantile_table(scratch, n_values, 0.05);
    s.high = quantile_table(scratch, n_values, 0.95);
    return s;
}

double rank_counts_above(const struct rank_counts *c, size_t unit, size_t other)
{
    if (c->above == NULL || c->n_draws == 0)
        return MISSING;
    return (double)c->above[unit * c->n_units + other] / (double)c->n_draws;
}

size_t rank_counts_classes(const struct rank_counts *c, const uint32_t *order, size_t n,
                           double certainty, uint32_t *out)
{
    size_t n_classes = 0;
    uint32_t leader = 0;
    for (size_t unit = 0; unit < c->n_units; unit++)
        out[unit] = 0;
    for (size_t i = 0; i < n && c->above != NULL; i++) {
        if (i == 0 || rank_counts_above(c, leader, order[i]) >= certainty) {
            leader = order[i];
            n_classes++;
        }
        out[order[i]] = (uint32_t)n_classes;
    }
    return n_classes;
}
