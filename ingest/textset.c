/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/textset.h"

#include "ingest/page_in.h"

#include <stdlib.h>
#include <string.h>

enum { FIRST_SLOTS = 64, FIRST_POOL = 512 };

/* FNV-1a (Fowler, Noll & Vo), folded: texts here are short. */
static uint32_t hash_of(const char *text, size_t n)
{
    uint64_t hash = UINT64_C(14695981039346656037);
    for (size_t i = 0; i < n; i++)
        hash = (hash ^ (unsigned char)text[i]) * UINT64_C(1099511628211);
    return (uint32_t)(hash ^ hash >> 32);
}

static uint32_t start_of(const struct textset *set, uint32_t index)
{
    return index == 0 ? 0 : set->end[index - 1] + 1;
}

static bool is_text(const struct textset *set, uint32_t index, const char *text, size_t n)
{
    const uint32_t start = start_of(set, index);
    return set->end[index] - start == n && memcmp(set->pool + start, text, n) == 0;
}

/* The slot that holds the text, or the empty one where it belongs. The hashes stand in the slots,
   for in a large set every look elsewhere costs as much as all the rest. */
static struct textset_slot *slot_of(const struct textset *set, uint32_t hash, const char *text,
                                    size_t n)
{
    size_t at = hash & (set->n_slots - 1);
    while (set->slot[at].taken != 0 &&
           (set->slot[at].hash != hash || !is_text(set, set->slot[at].taken - 1, text, n)))
        at = (at + 1) & (set->n_slots - 1);
    return &set->slot[at];
}

static bool set_slots(struct textset *set, size_t n_slots)
{
    struct textset_slot *slot = calloc(n_slots, sizeof *slot);
    if (slot == NULL)
        return false;
    for (size_t i = 0; i < set->n_slots; i++) {
        size_t at = set->slot[i].hash & (n_slots - 1);
        while (slot[at].taken != 0)
            at = (at + 1) & (n_slots - 1);
        if (set->slot[i].taken != 0)
            slot[at] = set->slot[i];
    }
    free(set->slot);
    set->slot = slot;
    set->n_slots = n_slots;
    return true;
}

/* At most two thirds of the slots are taken. */
static bool grow_slots(struct textset *set, size_t n)
{
    size_t n_slots = set->n_slots == 0 ? FIRST_SLOTS : set->n_slots;
    while (3 * n > 2 * n_slots)
        n_slots *= 2;
    return n_slots == set->n_slots || set_slots(set, n_slots);
}

static bool set_capacity(struct textset *set, size_t capacity)
{
    uint32_t *end = realloc(set->end, capacity * sizeof *end);
    if (end == NULL)
        return false;
    set->end = end;
    set->capacity = capacity;
    return true;
}

static bool grow_entries(struct textset *set)
{
    if (set->n < set->capacity)
        return true;
    return set_capacity(set, set->capacity == 0 ? FIRST_SLOTS / 2 : 2 * set->capacity);
}

bool textset_reserve(struct textset *set, size_t n)
{
    if (n <= set->capacity)
        return true;
    if (!grow_slots(set, n) || !set_capacity(set, n))
        return false;
    page_in(set->slot, set->n_slots * sizeof *set->slot);
    page_in(set->end, n * sizeof *set->end);
    return true;
}

static bool grow_pool(struct textset *set, size_t n)
{
    if (n >= UINT32_MAX - 1 - set->n_pool || set->n >= TEXTSET_NONE - 1)
        return false;
    if (set->n_pool + n + 1 <= set->pool_capacity)
        return true;
    const size_t capacity = 2 * (set->n_pool + n) + FIRST_POOL;
    char *pool = realloc(set->pool, capacity);
    if (pool == NULL)
        return false;
    set->pool = pool;
    set->pool_capacity = capacity;
    return true;
}

bool textset_add(struct textset *set, const char *text, size_t n, uint32_t *index)
{
    if (!grow_slots(set, set->n + 1))
        return false;
    const uint32_t hash = hash_of(text, n);
    struct textset_slot *slot = slot_of(set, hash, text, n);
    if (slot->taken != 0) {
        *index = slot->taken - 1;
        return true;
    }
    if (!grow_entries(set) || !grow_pool(set, n))
        return false;
    if (n > 0)
        memcpy(set->pool + set->n_pool, text, n);
    set->pool[set->n_pool + n] = '\0';
    set->end[set->n] = (uint32_t)(set->n_pool + n);
    set->n_pool += n + 1;
    *index = (uint32_t)set->n++;
    *slot = (struct textset_slot){hash, *index + 1};
    return true;
}

uint32_t textset_find(const struct textset *set, const char *text, size_t n)
{
    if (set->n == 0)
        return TEXTSET_NONE;
    return slot_of(set, hash_of(text, n), text, n)->taken - 1; /* TEXTSET_NONE is 0 - 1 */
}

const char *textset_text(const struct textset *set, uint32_t index)
{
    return set->pool + start_of(set, index);
}

void textset_release(struct textset *set)
{
    free(set->slot);
    free(set->end);
    free(set->pool);
    *set = (struct textset){0};
}
