/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/random.h"

#include <gsl/gsl_cdf.h>

static const uint64_t golden = UINT64_C(0x9E3779B97F4A7C15); /* 2^64 / golden ratio, odd */

static uint64_t finalise(uint64_t z)
{
    z = (z ^ (z >> 30U)) * UINT64_C(0xBF58476D1CE4E5B9);
    z = (z ^ (z >> 27U)) * UINT64_C(0x94D049BB133111EB);
    return z ^ (z >> 31U);
}

struct random random_stream(uint64_t seed, uint64_t replicate)
{
    const uint64_t key = finalise(seed + golden);
    return (struct random){
        .state = finalise(key ^ finalise(replicate + golden)),
        .step = finalise(key + replicate * golden) | 1U,
    };
}

uint64_t random_bits(struct random *r)
{
    r->state += r->step;
    return finalise(r->state);
}

double random_uniform(struct random *r)
{
    uint64_t bits;
    do
        bits = random_bits(r) >> 11U;
    while (bits == 0);
    return (double)bits * 0x1p-53;
}

size_t random_below(struct random *r, size_t n)
{
    for (;;) {
        __extension__ const unsigned __int128 product =
            (unsigned __int128)random_bits(r) * (uint64_t)n;
        const uint64_t low = (uint64_t)product; /* a division only where it may be too low */
        if (low >= n || low >= (0 - (uint64_t)n) % n)
            return (size_t)(product >> 64U);
    }
}

double random_normal(struct random *r)
{
    return gsl_cdf_ugaussian_Pinv(random_uniform(r));
}

uint64_t random_name(const char *text)
{
    uint64_t hash = golden;
    for (const char *c = text; *c != '\0'; c++)
        hash = finalise(hash ^ (unsigned char)*c) + golden;
    return hash;
}
