/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef INGEST_PERSONAL_INSIDE_H
#define INGEST_PERSONAL_INSIDE_H

/* Between the files that look for personal data. Each gives the length in bytes of what starts at
   text[at], or 0; text[at] is the start of a word: no letter or digit stands before it. */

#include <stdbool.h>
#include <stddef.h>

size_t personal_identity(const char *text, size_t at);
size_t personal_phone(const char *text, size_t at);

/* Whether a letter or a digit of any language is there: of characters beyond ASCII all
   but punctuation and signs count as letters. */
bool personal_is_word(const char *text, size_t at);

/* The bytes of a hyphen or dash at text[at]: 1 or 3; 0 when there is none. */
size_t personal_dash(const char *text, size_t at);

/* The bytes of a blank at text[at], also one that does not break: 1 or 2; 0 when there is none. */
size_t personal_blank(const char *text, size_t at);

#endif
