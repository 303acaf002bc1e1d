/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef INGEST_BLOCK_H
#define INGEST_BLOCK_H

/* Which of BLOCK bytes are a certain one, or are not ASCII: bit i for byte i.

       for (uint64_t found = block_find(bytes, ';'); found != 0; found &= found - 1)
           ... bytes[__builtin_ctzll(found)] ...

   Where every processor has vectors (x86-64), sixteen bytes are looked at in one go, elsewhere
   eight with ordinary arithmetic, the forms that end in _by_words. Both give the same. */

#include <endian.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

enum { BLOCK = 64, BLOCK_WORD = 8 };

static const uint64_t BLOCK_HIGH_BITS = UINT64_C(0x8080808080808080);

/* The high bit of each byte of a word, as eight bits in their order: the multiplication gathers
   them. (Warren, Hacker's Delight, 7-4.) */
static inline uint64_t block_gather(uint64_t word)
{
    return (((word & BLOCK_HIGH_BITS) >> 7U) * UINT64_C(0x0102040810204080)) >> 56U;
}

/* A byte that is zero after the exclusive or is the only one whose high bit stays clear.
   (Hacker's Delight, 6-1.) */
static inline uint64_t block_find_by_words(const char *bytes, char byte)
{
    const uint64_t pattern = UINT64_C(0x0101010101010101) * (unsigned char)byte;
    uint64_t found = 0;
    for (unsigned i = 0; i < BLOCK; i += BLOCK_WORD) {
        uint64_t word;
        memcpy(&word, bytes + i, sizeof word);
        word = le64toh(word) ^ pattern;
        found |= block_gather(~(((word & ~BLOCK_HIGH_BITS) + ~BLOCK_HIGH_BITS) | word)) << i;
    }
    return found;
}

static inline uint64_t block_find_high_by_words(const char *bytes)
{
    uint64_t found = 0;
    for (unsigned i = 0; i < BLOCK; i += BLOCK_WORD) {
        uint64_t word;
        memcpy(&word, bytes + i, sizeof word);
        found |= block_gather(le64toh(word)) << i;
    }
    return found;
}

#ifdef __SSE2__

static inline uint64_t block_find(const char *bytes, char byte)
{
    const __m128i pattern = _mm_set1_epi8(byte);
    uint64_t found = 0;
    for (unsigned i = 0; i < BLOCK; i += 16) {
        const __m128i some = _mm_loadu_si128((const __m128i *)(const void *)(bytes + i));
        found |= (uint64_t)(unsigned)_mm_movemask_epi8(_mm_cmpeq_epi8(some, pattern)) << i;
    }
    return found;
}

static inline uint64_t block_find_high(const char *bytes)
{
    uint64_t found = 0;
    for (unsigned i = 0; i < BLOCK; i += 16) {
        const __m128i some = _mm_loadu_si128((const __m128i *)(const void *)(bytes + i));
        found |= (uint64_t)(unsigned)_mm_movemask_epi8(some) << i;
    }
    return found;
}

#else

static inline uint64_t block_find(const char *bytes, char byte)
{
    return block_find_by_words(bytes, byte);
}

static inline uint64_t block_find_high(const char *bytes)
{
    return block_find_high_by_words(bytes);
}

#endif

#endif
