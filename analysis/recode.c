/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/recode.h"

#include "base/text.h"

#include <string.h>

static struct word trimmed(const char *text, size_t n)
{
    while (n > 0 && (*text == ' ' || *text == '\t')) {
        text++;
        n--;
    }
    while (n > 0 && (text[n - 1] == ' ' || text[n - 1] == '\t'))
        n--;
    return (struct word){text, n};
}

bool recode_next(const char **at, struct recode_pair *out)
{
    while (**at != '\0') {
        const char *start = *at;
        const size_t n = strcspn(start, ";");
        const char *equals = memchr(start, '=', n);
        *at = start + n + (start[n] == ';');
        if (equals == NULL)
            continue;
        const size_t n_from = (size_t)(equals - start);
        out->from = trimmed(start, n_from);
        out->to = trimmed(equals + 1, n - n_from - 1);
        return true;
    }
    return false;
}

bool word_is(struct word word, const char *text)
{
    return strlen(text) == word.n && memcmp(word.text, text, word.n) == 0;
}

bool recode_find(const char *recode, struct word from, struct word *to)
{
    struct recode_pair pair;
    *to = from;
    if (recode == NULL)
        return true;
    for (const char *at = recode; recode_next(&at, &pair);) {
        if (pair.from.n != from.n || memcmp(pair.from.text, from.text, from.n) != 0)
            continue;
        *to = pair.to;
        return true;
    }
    return false;
}

bool recode_number(const char *recode, double from, double *to)
{
    struct recode_pair pair;
    double x;
    *to = from;
    if (recode == NULL)
        return true;
    for (const char *at = recode; recode_next(&at, &pair);)
        if (text_number(pair.from.text, pair.from.n, '.', &x) && x == from)
            return text_number(pair.to.text, pair.to.n, '.', to);
    return false;
}
