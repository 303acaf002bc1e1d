/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/sav_name.h"

#include "base/error.h"
#include "base/text.h"

#include <stdio.h>
#include <string.h>
#include <unictype.h>
#include <unistr.h>

size_t sav_cut(const char *text, size_t limit)
{
    size_t n = strlen(text);
    if (n <= limit)
        return n;
    n = limit;
    while (n > 0 && ((unsigned char)text[n] & 0xC0U) == 0x80)
        n--;
    return n;
}

static bool is_allowed(ucs4_t c)
{
    if (c >= 0x80)
        return uc_is_alpha(c) || uc_is_property_decimal_digit(c);
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           (c != 0 && strchr("_.$#@", (int)c) != NULL);
}

/* Whether they differ in nothing but the case of a to z, in any locale. */
static bool is_word(const char *word, const char *name)
{
    while (*word != '\0' && (*name == *word || *name == *word - 'A' + 'a')) {
        word++;
        name++;
    }
    return *word == '\0' && *name == '\0';
}

static bool is_reserved(const char *name)
{
    static const char *const words[] = {"ALL", "AND", "BY",  "EQ", "GE", "GT",  "LE",
                                        "LT",  "NE",  "NOT", "OR", "TO", "WITH"};
    for (size_t i = 0; i < COUNT(words); i++)
        if (is_word(words[i], name))
            return true;
    return false;
}

/* `wanted` with '_' for what is not allowed. */
static char *plain(struct arena *arena, const char *wanted)
{
    const size_t n = strlen(wanted);
    char *name = arena_array(arena, n + 4, char);
    if (name == NULL)
        return NULL;
    ucs4_t first = 0;
    size_t end = 0;
    if (n == 0 || u8_mbtoucr(&first, (const uint8_t *)wanted, n) <= 0 || !uc_is_alpha(first))
        memcpy(name, "v_", end = 2);
    for (size_t at = 0; at < n;) {
        ucs4_t c = 0;
        const int taken = u8_mbtoucr(&c, (const uint8_t *)wanted + at, n - at);
        const bool is_kept = taken > 0 && is_allowed(c);
        if (is_kept)
            memcpy(name + end, wanted + at, (size_t)taken);
        else
            name[end] = '_';
        end += is_kept ? (size_t)taken : 1;
        at += taken > 0 ? (size_t)taken : 1;
    }
    name[sav_cut(name, SAV_NAME_LIMIT)] = '\0';
    for (size_t last = strlen(name); last > 0 && name[last - 1] == '.'; last--)
        name[last - 1] = '_';
    const size_t n_name = strlen(name);
    if (is_reserved(name))
        memcpy(name + n_name, "_", 2);
    return name;
}

static bool is_taken(const struct sav_names *names, const char *folded)
{
    for (size_t i = 0; i < names->n; i++)
        if (strcmp(names->folded[i], folded) == 0)
            return true;
    return false;
}

/* The name, or with the smallest number that makes it another than all before. */
static const char *unique(struct sav_names *names, const char *name, const char **folded)
{
    const char *one = name;
    for (size_t number = 2;; number++) {
        *folded = one != NULL ? text_folded(names->arena, one) : NULL;
        if (*folded == NULL)
            return NULL;
        if (!is_taken(names, *folded))
            return one;
        char ending[24];
        const int n = snprintf(ending, sizeof ending, "_%zu", number);
        const size_t kept = sav_cut(name, SAV_NAME_LIMIT - (size_t)n);
        one = arena_print(names->arena, "%.*s%s", (int)kept, name, ending);
    }
}

const char *sav_name(struct sav_names *names, const char *wanted)
{
    const char *folded = NULL;
    const char *name = plain(names->arena, wanted);
    name = name != NULL ? unique(names, name, &folded) : NULL;
    const char **grown = name == NULL ? NULL
                                      : arena_grown(names->arena, names->folded, names->n,
                                                    &names->capacity, const char *);
    if (grown == NULL)
        return NULL;
    names->folded = grown;
    names->folded[names->n++] = folded;
    return name;
}
