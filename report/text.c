/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/text.h"

#include <assert.h>
#include <ctype.h>
#include <stdio.h>
#include <string.h>

static const char *const texts[][LANGUAGE_COUNT] = {
#define TEXT(id, sv, en) [TEXT_##id] = {[LANGUAGE_SV] = (sv), [LANGUAGE_EN] = (en)},
#include "report/texts.def"
#undef TEXT
};
static_assert(sizeof texts / sizeof *texts == TEXT_COUNT, "every text has its row");

const char *language_tag(enum language language)
{
    static const char *const tags[LANGUAGE_COUNT] = {[LANGUAGE_SV] = "sv", [LANGUAGE_EN] = "en"};
    return tags[language];
}

const char *report_text(enum language language, enum text id)
{
    return texts[id][language];
}

/* The value that a placeholder at `at` stands for; NULL when there is none there. */
static const char *value_at(const char *at, const char *const *values, size_t n)
{
    if (at[0] != '{' || !isdigit((unsigned char)at[1]) || at[2] != '}')
        return NULL;
    const size_t which = (size_t)(at[1] - '0');
    return which < n ? values[which] : NULL;
}

char *report_fill(struct arena *arena, const char *template, const char *const *values, size_t n)
{
    size_t length = 1;
    for (const char *at = template; *at != '\0'; at++) {
        const char *value = value_at(at, values, n);
        length += value == NULL ? 1 : strlen(value);
    }
    char *text = arena_array(arena, length, char);
    if (text == NULL)
        return NULL;
    char *to = text;
    for (const char *at = template; *at != '\0'; at++) {
        const char *value = value_at(at, values, n);
        if (value == NULL) {
            *to++ = *at;
            continue;
        }
        to = stpcpy(to, value);
        at += 2;
    }
    return text;
}

char *prose_number(enum language language, double x, int decimals, char *out)
{
    static const char *const apart[LANGUAGE_COUNT] = {
        [LANGUAGE_SV] = "\u00a0", [LANGUAGE_EN] = ","};
    static const char *const point[LANGUAGE_COUNT] = {[LANGUAGE_SV] = ",", [LANGUAGE_EN] = "."};
    char plain[PROSE_SIZE / 2];
    snprintf(plain, sizeof plain, "%.*f", decimals, x);
    const char *from = plain;
    char *to = out;
    if (*from == '-' && strspn(from, "-0.") < strlen(from)) /* no minus before a rounded zero */
        to = stpcpy(to, "\u2212");
    from += *from == '-';
    const char *end = from + strspn(from, "0123456789");
    while (from < end) {
        *to++ = *from++;
        if (from < end && (end - from) % 3 == 0)
            to = stpcpy(to, apart[language]);
    }
    if (*from != '\0') {
        to = stpcpy(to, point[language]);
        to = stpcpy(to, from + 1);
    }
    *to = '\0';
    return out;
}
