/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef BASE_RANDOM_H
#define BASE_RANDOM_H

/* Counter-based random numbers: every replicate (or unit) has a stream of its own, given by
   (seed, replicate) alone, so that results depend neither on threads nor on order.

       struct random r = random_stream(seed, replicate);
       double u = random_uniform(&r);

   The n-th number of a stream is a function of (seed, replicate, n): the SplitMix64 finaliser
   (Steele, Lea & Flood 2014, "Fast splittable pseudorandom number generators") of a Weyl sequence
   whose start and odd step are themselves hashed from seed and replicate.                        */

#include <stddef.h>
#include <stdint.h>

struct random {
    uint64_t state, step;
};

struct random random_stream(uint64_t seed, uint64_t replicate);

/* The SplitMix64 finaliser: every bit of z moves every bit of the result. */
static inline uint64_t random_mix(uint64_t z)
{
    z = (z ^ (z >> 30U)) * UINT64_C(0xBF58476D1CE4E5B9);
    z = (z ^ (z >> 27U)) * UINT64_C(0x94D049BB133111EB);
    return z ^ (z >> 31U);
}

static inline uint64_t random_bits(struct random *r)
{
    r->state += r->step;
    return random_mix(r->state);
}

/* Uniform on the open interval (0, 1); 2^53 - 1 values, symmetric about 1/2. */
double random_uniform(struct random *r);

/* Uniform on 0 .. n - 1, without bias (Lemire 2019); n > 0. */
static inline size_t random_below(struct random *r, size_t n)
{
    for (;;) {
        __extension__ const unsigned __int128 product =
            (unsigned __int128)random_bits(r) * (uint64_t)n;
        const uint64_t low = (uint64_t)product; /* a division only where it may be too low */
        if (low >= n || low >= (0 - (uint64_t)n) % n)
            return (size_t)(product >> 64U);
    }
}

/* Standard normal, by inversion of one uniform (GSL: Wichura 1988, AS 241). */
double random_normal(struct random *r);

/* A 64-bit hash of a text, the same on every machine: names a stream after a thing. */
uint64_t random_name(const char *text);

#endif
