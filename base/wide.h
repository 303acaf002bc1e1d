/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef BASE_WIDE_H
#define BASE_WIDE_H

/* A function of long loops over columns, compiled twice: for every machine, and for those whose
   vectors hold four numbers (AVX2). The one that fits is chosen when the program starts.

       WIDE void composite_score(...)

   What it calls within its file is compiled into both. They give the same bits: each number goes
   through the same operations in the same order, for no multiplication is fused with an addition
   (-ffp-contract=off), and sums are not reordered. Elsewhere than with gcc and glibc on x86-64, and
   under the sanitizers, which are not up when the choice is made, it is compiled once. */

#if defined __x86_64__ && defined __GLIBC__ && defined __OPTIMIZE__ && !defined __clang__ &&       \
    !defined __SANITIZE_ADDRESS__
#define WIDE __attribute__((target_clones("avx2", "default"), flatten))
#else
#define WIDE
#endif

#endif
