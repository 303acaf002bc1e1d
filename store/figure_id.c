/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/figure_id.h"

#include <stdbool.h>
#include <string.h>

static enum status refuse(const char *id, struct error *err)
{
    return error_set(err, ERR_VALUE,
                     _("'%s' is not the id of a figure: want family/measure/subject, perhaps with "
                       "~other or |code=level"),
                     id);
}

/* -1 when there is none; the digits of ids are capitals. */
static int hex_digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* The byte that "3E" stands for; 0 when the two are no digits, or stand for a NUL. */
static char encoded_byte(const char *digits)
{
    const int high = hex_digit(digits[0]), low = high < 0 ? -1 : hex_digit(digits[1]);
    return low < 0 ? '\0' : (char)(high * 16 + low);
}

/* What is being read: the id as a whole, for messages, and where in it the reader stands. */
struct cursor {
    struct arena *arena;
    const char *id, *at;
};

/* The part up to one of `ends`, decoded; moves behind it, onto the byte that ended it. */
static enum status take(struct cursor *cursor, const char *ends, const char **out,
                        struct error *err)
{
    const char *from = cursor->at, *end = from + strcspn(from, ends);
    char *part = arena_array(cursor->arena, (size_t)(end - from) + 1, char), *to = part;
    if (part == NULL)
        return error_memory(err);
    for (; from < end; from++, to++) {
        *to = *from;
        if (*from != '%')
            continue;
        *to = encoded_byte(from + 1); /* the byte behind the id is its NUL */
        if (*to == '\0')
            return refuse(cursor->id, err);
        from += 2;
    }
    if (to == part)
        return refuse(cursor->id, err);
    cursor->at = end;
    *out = part;
    return OK;
}

/* Passes one byte if it is the next. */
static bool pass(struct cursor *cursor, char wanted)
{
    if (*cursor->at != wanted)
        return false;
    cursor->at++;
    return true;
}

static size_t count_pairs(const char *levels)
{
    size_t n = 1;
    for (; *levels != '\0'; levels++)
        n += *levels == ';';
    return n;
}

static enum status take_levels(struct cursor *cursor, struct figure_parts *out, struct error *err)
{
    out->level = arena_array(cursor->arena, count_pairs(cursor->at), struct figure_pair);
    if (out->level == NULL)
        return error_memory(err);
    do {
        struct figure_pair *pair = &out->level[out->n_levels++];
        TRY(take(cursor, "=;", &pair->code, err));
        if (!pass(cursor, '='))
            return refuse(cursor->id, err);
        TRY(take(cursor, ";", &pair->level, err));
    } while (pass(cursor, ';'));
    return OK;
}

enum status figure_parse(struct arena *arena, const char *id, struct figure_parts *out,
                         struct error *err)
{
    struct cursor cursor = {arena, id, id};
    *out = (struct figure_parts){0};
    TRY(take(&cursor, "/~|", &out->family, err));
    if (!pass(&cursor, '/'))
        return refuse(id, err);
    TRY(take(&cursor, "/~|", &out->measure, err));
    if (pass(&cursor, '/'))
        TRY(take(&cursor, "~|", &out->subject, err));
    if (out->subject != NULL && pass(&cursor, '~'))
        TRY(take(&cursor, "|", &out->other, err));
    if (pass(&cursor, '|'))
        TRY(take_levels(&cursor, out, err));
    return *cursor.at == '\0' ? OK : refuse(id, err);
}

const char *figure_level_of(const struct figure_parts *parts, const char *code)
{
    for (size_t i = 0; i < parts->n_levels; i++)
        if (strcmp(parts->level[i].code, code) == 0)
            return parts->level[i].level;
    return NULL;
}
