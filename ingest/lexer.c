/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/lexer.h"

#include <stdbool.h>
#include <string.h>

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

/* Length of a number: digits with at most one point among or before them. */
static size_t number_length(const char *c)
{
    size_t n = 0;
    while (is_digit(c[n]))
        n++;
    if (c[n] == '.' && (n > 0 || is_digit(c[1])))
        n++;
    while (is_digit(c[n]))
        n++;
    return n;
}

static size_t word_length(const char *c)
{
    size_t n = 0;
    while (is_letter(c[n]) || is_digit(c[n]) || (c[n] == '-' && is_letter(c[n + 1])))
        n++;
    return n;
}

/* A token between `open` bytes at the start and the character `close`. */
static struct token enclosed(const char *from, size_t open, char close, enum token_kind kind)
{
    const char *end = strchr(from + open, close);
    if (end == NULL)
        return (struct token){TOKEN_BAD, from, strlen(from), from};
    return (struct token){kind, from + open, (size_t)(end - from) - open, from};
}

static struct token sign(const char *from)
{
    static const char *const signs[] = {"!=", "<=", ">=", "(", ")", ",",
                                        "=",  "<",  ">",  "+", "-", "*"};
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (strncmp(from, signs[i], strlen(signs[i])) == 0)
            return (struct token){TOKEN_SIGN, from, strlen(signs[i]), from};
    return (struct token){TOKEN_BAD, from, strlen(from), from};
}

struct token lexer_next(const char **rest)
{
    const char *c = *rest + strspn(*rest, " \t\r\n");
    struct token token = {TOKEN_END, c, 0, c};
    size_t n_closing = 0;
    if (*c == '\0') {
        *rest = c;
        return token;
    }
    if (c[0] == '$' && c[1] == '{') {
        token = enclosed(c, 2, '}', TOKEN_COLUMN);
        n_closing = 1;
    } else if (*c == '\'' || *c == '"') {
        token = enclosed(c, 1, *c, TOKEN_TEXT);
        n_closing = 1;
    } else if (number_length(c) > 0) {
        token = (struct token){TOKEN_NUMBER, c, number_length(c), c};
    } else if (*c == '.') {
        token = (struct token){TOKEN_SELF, c, 1, c};
    } else if (is_letter(*c)) {
        token = (struct token){TOKEN_WORD, c, word_length(c), c};
    } else {
        token = sign(c);
    }
    *rest = token.text + token.n + (token.kind == TOKEN_BAD ? 0 : n_closing);
    return token;
}
