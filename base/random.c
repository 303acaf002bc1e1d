/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/random.h"

#include <gsl/gsl_cdf.h>

static const uint64_t golden = UINT64_C(0x9E3779B97F4A7C15); /* 2^64 / golden ratio, odd */

struct random random_stream(uint64_t seed, uint64_t replicate)
{
    const uint64_t key = random_mix(seed + golden);
    return (struct random){
        .state = random_mix(key ^ random_mix(replicate + golden)),
        .step = random_mix(key + replicate * golden) | 1U,
    };
}

double random_uniform(struct random *r)
{
    uint64_t bits;
    do
        bits = random_bits(r) >> 11U;
    while (bits == 0);
    return (double)bits * 0x1p-53;
}

double random_normal(struct random *r)
{
    return gsl_cdf_ugaussian_Pinv(random_uniform(r));
}

uint64_t random_name(const char *text)
{
    uint64_t hash = golden;
    for (const char *c = text; *c != '\0'; c++)
        hash = random_mix(hash ^ (unsigned char)*c) + golden;
    return hash;
}
