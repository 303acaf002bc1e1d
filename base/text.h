/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef BASE_TEXT_H
#define BASE_TEXT_H

/* Text: UTF-8, NUL-terminated, borrowed unless an arena is passed. Nothing here looks at the
   locale.                                                                                   */

#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>

/* Whether the `n` bytes are well-formed UTF-8 (no surrogates, nothing over U+10FFFF). */
bool text_is_utf8(const char *text, size_t n);

/* `text` without the white space around it: the start, and its length in *n. Knows the ASCII
   blanks and U+00A0, which spreadsheets leave behind. */
const char *text_trimmed(const char *text, size_t *n);

/* A key under which texts that differ only in case or in composition are equal: trimmed, case
   folded, normalised to NFC. NULL when memory runs out. `text` is valid UTF-8. */
char *text_folded(struct arena *arena, const char *text);

/* Reads all of `text` (n bytes) as a decimal number: sign, digits, `decimal` ('.' or ','),
   exponent; the nearest double. ",5" is a number, "5," is not. False for anything else: blank,
   "nan", "inf", hexadecimal, thousands separators, or an overflow. */
bool text_number(const char *text, size_t n, char decimal, double *out);

/* x as printf's "%.17g" writes it under the C locale: reads back as the same double. At least
   TEXT_NUMBER_SIZE bytes in `out`. A missing x gives "". Returns the length. */
enum { TEXT_NUMBER_SIZE = 32 };
size_t text_put_number(double x, char *out);

/* Of `n` candidates the one nearest to `wanted` by edit distance (Damerau-Levenshtein without
   edits inside a swapped pair, in code points, after case-folding), or NULL when none is near: a
   distance of at most a third of the longer length. Ties go to the first. */
const char *text_nearest(const char *wanted, const char *const *candidates, size_t n);

#endif
