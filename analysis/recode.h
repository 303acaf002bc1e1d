/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef ANALYSIS_RECODE_H
#define ANALYSIS_RECODE_H

/* A recode of crosswalk.csv, "1=1;2=4;3=7": what an earlier wave's values become.

       struct recode_pair pair;
       for (const char *at = recode; recode_next(&at, &pair);) ...                              */

#include <stdbool.h>
#include <stddef.h>

/* A stretch of a text. */
struct word {
    const char *text;
    size_t n;
};

struct recode_pair {
    struct word from, to; /* without the blanks around them; borrowed from the recode */
};

/* The next pair, moving *at behind it; false after the last. What has no '=' is passed over. */
bool recode_next(const char **at, struct recode_pair *out);

/* What `from` becomes: false when it becomes nothing. A NULL recode keeps every value. */
bool recode_find(const char *recode, struct word from, struct word *to);

/* Likewise of a number, as the pairs write it with a decimal point. */
bool recode_number(const char *recode, double from, double *to);

bool word_is(struct word word, const char *text);

#endif
