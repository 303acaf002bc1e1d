/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/variation.h"

#include "base/random.h"

size_t variation_count_slots(const struct variation *v)
{
    return v->kind == VARY_WEIGHT ? v->n_nodes : 1;
}

void variation_draw(const struct variation *v, uint64_t seed, uint64_t replicate, double *slots)
{
    struct random random = random_stream(seed ^ v->stream, replicate);
    double *out = slots + v->slot;
    switch (v->kind) {
    case VARY_WEIGHT:
        for (size_t i = 0; i < v->n_nodes; i++)
            out[i] = 1 + v->low + (v->high - v->low) * random_uniform(&random);
        return;
    case VARY_ITEM_OUT:
    case VARY_BLOCK_OUT:
        *out = (double)random_below(&random, v->n_nodes + 1);
        return;
    case VARY_UNITS:
    case VARY_ANSWERS:
        *out = (double)(replicate + 1);
        return;
    case VARY_NORMALISE:
    case VARY_AGGREGATE:
    case VARY_TREAT:
    case VARY_IMPUTE:
    case VARY_MISSING:
        *out = (double)random_below(&random, v->n_values);
        return;
    }
}

void variation_keep(const struct variation *v, double *slots)
{
    double *out = slots + v->slot;
    switch (v->kind) {
    case VARY_WEIGHT:
        for (size_t i = 0; i < v->n_nodes; i++)
            out[i] = 1;
        return;
    case VARY_ITEM_OUT:
    case VARY_BLOCK_OUT:
    case VARY_UNITS:
    case VARY_ANSWERS:
        *out = 0;
        return;
    case VARY_NORMALISE:
    case VARY_AGGREGATE:
    case VARY_TREAT:
    case VARY_IMPUTE:
    case VARY_MISSING:
        *out = VARY_OWN;
        return;
    }
}
