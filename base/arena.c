/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/arena.h"

#include <stdalign.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ALIGNMENT = alignof(max_align_t), SMALLEST_BLOCK = 16 * 1024, LARGEST_BLOCK = 1024 * 1024 };

struct arena_block {
    struct arena_block *older;
    size_t used, size; /* of `bytes` */
    alignas(max_align_t) unsigned char bytes[];
};

static _Thread_local size_t fail_countdown;

void arena_fail_at(size_t nth)
{
    fail_countdown = nth;
}

static bool is_made_to_fail(void)
{
    return fail_countdown > 0 && --fail_countdown == 0;
}

/* The next block doubles the last one, so that a large arena has few and a small one is small. */
static size_t block_size(const struct arena *arena, size_t bytes)
{
    size_t size = arena->newest == NULL ? SMALLEST_BLOCK : arena->newest->size * 2;
    if (size > LARGEST_BLOCK)
        size = LARGEST_BLOCK;
    return bytes > size ? bytes : size;
}

static bool add_block(struct arena *arena, size_t bytes)
{
    const size_t size = block_size(arena, bytes);
    if (size > SIZE_MAX - sizeof(struct arena_block))
        return false;
    struct arena_block *block = calloc(1, sizeof *block + size);
    if (block == NULL)
        return false;
    block->older = arena->newest;
    block->size = size;
    arena->newest = block;
    return true;
}

void *arena_zeros(struct arena *arena, size_t n, size_t size)
{
    if (is_made_to_fail() || (size > 0 && n > (SIZE_MAX - ALIGNMENT) / size))
        return NULL;
    const size_t bytes = (n * size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    const struct arena_block *block = arena->newest;
    if ((block == NULL || block->size - block->used < bytes) && !add_block(arena, bytes))
        return NULL;
    void *place = arena->newest->bytes + arena->newest->used;
    arena->newest->used += bytes;
    return place;
}

char *arena_text_n(struct arena *arena, const char *text, size_t n)
{
    char *copy = n < SIZE_MAX ? arena_zeros(arena, n + 1, 1) : NULL;
    if (copy != NULL)
        memcpy(copy, text, n);
    return copy;
}

char *arena_text(struct arena *arena, const char *text)
{
    return arena_text_n(arena, text, strlen(text));
}

char *arena_print(struct arena *arena, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    const int n = vsnprintf(NULL, 0, format, arguments);
    va_end(arguments);
    char *text = n < 0 ? NULL : arena_zeros(arena, (size_t)n + 1, 1);
    if (text == NULL)
        return NULL;
    va_start(arguments, format);
    vsnprintf(text, (size_t)n + 1, format, arguments);
    va_end(arguments);
    return text;
}

void *arena_grow(struct arena *arena, void *list, size_t n, size_t *capacity, size_t size)
{
    if (list != NULL && n < *capacity)
        return list;
    if (n > SIZE_MAX / 4)
        return NULL;
    const size_t larger = n < 8 ? 16 : n * 2;
    void *grown = arena_zeros(arena, larger, size);
    if (grown == NULL)
        return NULL;
    if (list != NULL)
        memcpy(grown, list, n * size);
    *capacity = larger;
    return grown;
}

void arena_release(struct arena *arena)
{
    for (struct arena_block *block = arena->newest; block != NULL;) {
        struct arena_block *older = block->older;
        free(block);
        block = older;
    }
    arena->newest = NULL;
}
