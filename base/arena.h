/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

/* An arena: everything allocated for one purpose (a wave, a sheet), released in one call.

       struct arena wave = {0};
       double *q = arena_array(&wave, n, double);   NULL if memory runs out
       ...
       arena_release(&wave);                        frees all of it; may be repeated

   Nothing handed out may be passed to free(). One arena serves one thread at a time. */

#include <stddef.h>
#include <stdint.h>

struct arena_block;

struct arena {
    struct arena_block *newest; /* {0} is an empty arena */
};

/* `n` x `size` bytes of zeros, aligned for any type; NULL when memory runs out or the product
   overflows. n x size == 0 gives a valid pointer to nothing. */
void *arena_zeros(struct arena *arena, size_t n, size_t size);
#define arena_array(arena, n, type) ((type *)arena_zeros((arena), (n), sizeof(type)))
#define arena_new(arena, type) arena_array((arena), 1, type)

/* A copy of `text` (its first `n` bytes and a closing NUL); NULL when memory runs out. */
char *arena_text(struct arena *arena, const char *text);
char *arena_text_n(struct arena *arena, const char *text, size_t n);

/* printf into the arena; NULL when memory runs out. */
char *arena_print(struct arena *arena, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Room for one more element in a growing array, for use through the macro:

       struct finding *list = NULL;  size_t n = 0, capacity = 0;
       if ((list = arena_grown(&arena, list, n, &capacity, struct finding)) == NULL) ...
       list[n++] = finding;

   Gives `list` itself while it has room, else a copy of twice the capacity (elements may move;
   the old place stays allocated until release). NULL when memory runs out.                      */
void *arena_grow(struct arena *arena, void *list, size_t n, size_t *capacity, size_t size);
#define arena_grown(arena, list, n, capacity, type)                                                \
    ((type *)arena_grow((arena), (list), (n), (capacity), sizeof(type)))

void arena_release(struct arena *arena);

/* For tests: lets the `nth` allocation from now fail, in this thread (0: none). */
void arena_fail_at(size_t nth);

#endif
