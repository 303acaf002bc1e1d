/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/number.h"

#include "base/error.h"
#include "base/text.h"

#include <string.h>

enum { LONGEST = 64 };

/* What is still to be read. */
struct cursor {
    const char *at, *end;
};

static bool starts_with(struct cursor c, const char *text)
{
    const size_t n = strlen(text);
    return (size_t)(c.end - c.at) >= n && memcmp(c.at, text, n) == 0;
}

/* The bytes of the blank at the cursor; 0 when there is none. */
static size_t blank_at(struct cursor c)
{
    static const char *const blanks[] = {" ", "\xC2\xA0", "\xE2\x80\xAF", "\xE2\x80\x89"};
    for (size_t i = 0; i < COUNT(blanks); i++)
        if (starts_with(c, blanks[i]))
            return strlen(blanks[i]);
    return 0;
}

static size_t count_digits(struct cursor c)
{
    size_t n = 0;
    while (c.at + n < c.end && c.at[n] >= '0' && c.at[n] <= '9')
        n++;
    return n;
}

/* The bytes of what parts two groups of three at the cursor: a blank or the other mark. */
static size_t separator_at(struct cursor c, char other)
{
    size_t n = blank_at(c);
    if (n == 0 && c.at < c.end && *c.at == other)
        n = 1;
    if (n == 0)
        return 0;
    c.at += n;
    return count_digits(c) == 3 ? n : 0;
}

/* Without "%" and the blank before it. */
static struct cursor without_percent(struct cursor c, unsigned *ways)
{
    if (c.at == c.end || c.end[-1] != '%')
        return c;
    *ways |= NUMBER_PERCENT;
    c.end--;
    for (const char *start = c.at; start < c.end; start++) {
        const size_t n = blank_at((struct cursor){start, c.end});
        if (n > 0 && start + n == c.end)
            c.end = start;
    }
    return c;
}

/* Copies the groups without what parts them; their number in *n_groups. False when they are parted
   in different ways. */
static bool copy_groups(struct cursor *c, char other, char *to, size_t *n_groups)
{
    const char *first = NULL;
    size_t n_first = 0, n = count_digits(*c);
    memcpy(to, c->at, n);
    c->at += n;
    to += n;
    *n_groups = 1;
    for (size_t gap; n >= 1 && n <= 3 && (gap = separator_at(*c, other)) > 0; c->at += gap + 3) {
        if (first != NULL && (gap != n_first || memcmp(first, c->at, gap) != 0))
            return false;
        first = c->at;
        n_first = gap;
        memcpy(to, c->at + gap, 3);
        to += 3;
        (*n_groups)++;
    }
    *to = '\0';
    const bool is_sure = first == NULL || *first != other || *n_groups > 2 ||
                         (c->at < c->end && *c->at == (other == '.' ? ',' : '.'));
    return is_sure;
}

bool number_read(const char *text, size_t n, char decimal, double *out, unsigned *ways)
{
    char plain[LONGEST + 2];
    struct cursor c = {text, text + n};
    size_t length = 0, n_groups = 0;
    *ways = 0;
    if (n > LONGEST)
        return false;
    c = without_percent(c, ways);
    if (starts_with(c, "\xE2\x88\x92") || starts_with(c, "-")) {
        c.at += *c.at == '-' ? 1 : 3;
        plain[length++] = '-';
    }
    if (!copy_groups(&c, decimal == ',' ? '.' : ',', plain + length, &n_groups))
        return false;
    if (n_groups > 1)
        *ways |= NUMBER_GROUPED;
    if (n_groups > 1 && plain[length] == '0')
        return false;
    length = strlen(plain);
    const size_t n_rest = (size_t)(c.end - c.at);
    memcpy(plain + length, c.at, n_rest);
    return text_number(plain, length + n_rest, decimal, out);
}
