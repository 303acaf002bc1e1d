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

uint64_t random_bits(struct random *r);

/* Uniform on the open interval (0, 1); 2^53 - 1 values, symmetric about 1/2. */
double random_uniform(struct random *r);

/* Uniform on 0 .. n - 1, without bias (Lemire 2019); n > 0. */
size_t random_below(struct random *r, size_t n);

/* Standard normal, by inversion of one uniform (GSL: Wichura 1988, AS 241). */
double random_normal(struct random *r);

/* A 64-bit hash of a text, the same on every machine: names a stream after a thing. */
uint64_t random_name(const char *text);

#endif
