/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef INGEST_TEXTSET_H
#define INGEST_TEXTSET_H

/* A set of texts, numbered 0, 1, 2 ... in the order they were added: keys of units, names of
   choices, levels of a group. 16 to 28 bytes a text besides the text itself.

       struct textset set = {0};
       if (!textset_add(&set, text, n, &index)) ... out of memory ...
       index = textset_find(&set, text, n);           TEXTSET_NONE when it is not there
       textset_release(&set);                                                              */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct textset_slot {
    uint32_t hash, taken; /* of a text; its index + 1, or 0 of an empty slot */
};

struct textset {
    size_t n;
    struct textset_slot *slot; /* n_slots, a power of two */
    uint32_t *end; /* n, of capacity: where the text ends in pool, its NUL not counted */
    char *pool;    /* the texts one after another, each with a NUL */
    size_t n_slots, capacity, n_pool, pool_capacity;
};
#define TEXTSET_NONE UINT32_MAX

/* The index of the text, added when it is not there yet (then *index is the set's former n). False
   when memory runs out or the texts exceed 4 GB; the set is then as before. */
bool textset_add(struct textset *set, const char *text, size_t n, uint32_t *index);

/* Room for `n` texts in all, so that the set need not be rearranged until then. False when memory
   runs out; the set is as before. */
bool textset_reserve(struct textset *set, size_t n);

/* The index of the text, or TEXTSET_NONE. */
uint32_t textset_find(const struct textset *set, const char *text, size_t n);

/* The text with that index; NUL-terminated, borrowed until the next textset_add. */
const char *textset_text(const struct textset *set, uint32_t index);

void textset_release(struct textset *set); /* may be repeated */

#endif
