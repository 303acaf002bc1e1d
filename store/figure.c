/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/figure.h"

#include "base/missing.h"

#include <string.h>

enum { FIRST_SLOTS = 256 }; /* a power of two, as every size after it */

/* FNV-1a (Fowler, Noll & Vo): short keys, no seed, so the same on every machine. */
static uint64_t id_hash(const char *id)
{
    uint64_t hash = UINT64_C(14695981039346656037);
    for (; *id != '\0'; id++)
        hash = (hash ^ (unsigned char)*id) * UINT64_C(1099511628211);
    return hash ^ hash >> 32;
}

/* The slot of `id`, or the empty one where it belongs. A slot holds the figure's index + 1. */
static size_t slot_of(const struct figures *figures, const char *id)
{
    const size_t mask = figures->n_slots - 1;
    size_t at = (size_t)id_hash(id) & mask;
    while (figures->slot[at] != 0 && strcmp(figures->list[figures->slot[at] - 1].id, id) != 0)
        at = (at + 1) & mask;
    return at;
}

/* Keeps at least half of the slots empty. */
static enum status make_slots(struct figures *figures, struct error *err)
{
    if (figures->n * 2 < figures->n_slots)
        return OK;
    const size_t n_slots = figures->n_slots == 0 ? FIRST_SLOTS : figures->n_slots * 2;
    uint32_t *slot = arena_array(figures->arena, n_slots, uint32_t);
    if (slot == NULL)
        return error_memory(err);
    figures->slot = slot;
    figures->n_slots = n_slots;
    for (size_t i = 0; i < figures->n; i++)
        slot[slot_of(figures, figures->list[i].id)] = (uint32_t)i + 1;
    return OK;
}

enum status figures_put(struct figures *figures, struct figure figure, struct error *err)
{
    if (figure.id == NULL)
        return error_memory(err);
    TRY(make_slots(figures, err));
    const size_t slot = slot_of(figures, figure.id);
    if (figures->slot[slot] != 0)
        return error_set(err, ERR_VALUE, _("the figure '%s' is defined twice"), figure.id);
    struct figure *list =
        arena_grown(figures->arena, figures->list, figures->n, &figures->capacity, struct figure);
    if (list == NULL)
        return error_memory(err);
    figures->list = list;

    if (is_missing(figure.value) && (figure.status == NULL || figure.status[0] == '\0'))
        figure.status = "x";
    list[figures->n++] = figure;
    figures->slot[slot] = (uint32_t)figures->n;
    return OK;
}

const struct figure *figures_find(const struct figures *figures, const char *id)
{
    if (figures->n == 0)
        return NULL;
    const uint32_t at = figures->slot[slot_of(figures, id)];
    return at == 0 ? NULL : &figures->list[at - 1];
}

static bool is_plain(unsigned char c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '.' || c == '-';
}

/* The bytes that `text` takes when encoded. */
static size_t encoded_length(const char *text)
{
    size_t n = 0;
    for (; *text != '\0'; text++)
        n += is_plain((unsigned char)*text) ? 1 : 3;
    return n;
}

static char *put_encoded(char *to, const char *text)
{
    static const char hex[] = "0123456789ABCDEF";
    for (; *text != '\0'; text++) {
        const unsigned char c = (unsigned char)*text;
        if (is_plain(c)) {
            *to++ = (char)c;
        } else {
            *to++ = '%';
            *to++ = hex[c >> 4];
            *to++ = hex[c & 15];
        }
    }
    return to;
}

static char *put_plain(char *to, const char *text)
{
    const size_t n = strlen(text);
    memcpy(to, text, n);
    return to + n;
}

const char *figure_id(struct arena *arena, const char *family, const char *measure,
                      const char *subject, const char *other, const char *group)
{
    size_t n = strlen(family) + 1 + strlen(measure) + 1;
    n += subject == NULL ? 0 : 1 + encoded_length(subject);
    n += other == NULL ? 0 : 1 + encoded_length(other);
    n += group == NULL ? 0 : 1 + strlen(group);
    char *id = arena_array(arena, n, char);
    if (id == NULL)
        return NULL;
    char *to = put_plain(id, family);
    *to++ = '/';
    to = put_plain(to, measure);
    if (subject != NULL) {
        *to++ = '/';
        to = put_encoded(to, subject);
    }
    if (other != NULL) {
        *to++ = '~';
        to = put_encoded(to, other);
    }
    if (group != NULL) {
        *to++ = '|';
        put_plain(to, group);
    }
    return id;
}

const char *figure_level(struct arena *arena, const char *code, const char *level)
{
    char *pair = arena_array(arena, encoded_length(code) + 1 + encoded_length(level) + 1, char);
    if (pair == NULL)
        return NULL;
    char *to = put_encoded(pair, code);
    *to++ = '=';
    put_encoded(to, level);
    return pair;
}
