/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/text.h"

#include <stdlib.h>
#include <string.h>
#include <unicase.h>
#include <uninorm.h>
#include <unistr.h>

static bool is_ascii(const char *text, size_t n)
{
    unsigned char all = 0;
    for (size_t i = 0; i < n; i++)
        all |= (unsigned char)text[i];
    return all < 0x80;
}

bool text_is_utf8(const char *text, size_t n)
{
    return is_ascii(text, n) || u8_check((const uint8_t *)text, n) == NULL;
}

static bool is_blank(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

/* The bytes of the blank that starts at `text`; 0 when none does. */
static size_t blank_at_start(const char *text)
{
    if (is_blank(text[0]))
        return 1;
    return text[0] == '\xC2' && text[1] == '\xA0' ? 2 : 0;
}

/* The bytes of the blank that ends the `n` bytes; 0 when none does. */
static size_t blank_at_end(const char *text, size_t n)
{
    if (n > 0 && is_blank(text[n - 1]))
        return 1;
    return n > 1 && text[n - 2] == '\xC2' && text[n - 1] == '\xA0' ? 2 : 0;
}

const char *text_trimmed(const char *text, size_t *n)
{
    for (size_t blank; (blank = blank_at_start(text)) > 0;)
        text += blank;
    *n = strlen(text);
    for (size_t blank; (blank = blank_at_end(text, *n)) > 0;)
        *n -= blank;
    return text;
}

static char *folded_ascii(struct arena *arena, const char *text, size_t n)
{
    char *folded = arena_text_n(arena, text, n);
    for (size_t i = 0; folded != NULL && i < n; i++)
        if (folded[i] >= 'A' && folded[i] <= 'Z')
            folded[i] = (char)(folded[i] - 'A' + 'a');
    return folded;
}

char *text_folded(struct arena *arena, const char *text)
{
    size_t n;
    text = text_trimmed(text, &n);
    if (is_ascii(text, n))
        return folded_ascii(arena, text, n);
    uint8_t buffer[256];
    size_t n_folded = sizeof buffer;
    uint8_t *folded = u8_casefold((const uint8_t *)text, n, NULL, UNINORM_NFC, buffer, &n_folded);
    if (folded == NULL)
        return NULL;
    char *copy = arena_text_n(arena, (const char *)folded, n_folded);
    if (folded != buffer)
        free(folded);
    return copy;
}
