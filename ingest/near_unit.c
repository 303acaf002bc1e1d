/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/near_unit.h"

#include "base/text.h"

#include <string.h>

/* What is left of both without what they begin and end with alike: one character at most, or two
   that changed places. */
static bool is_near(const char *a, const char *b)
{
    size_t n_a = strlen(a), n_b = strlen(b);
    while (*a != '\0' && *a == *b)
        a++, b++, n_a--, n_b--;
    while (n_a > 0 && n_b > 0 && a[n_a - 1] == b[n_b - 1])
        n_a--, n_b--;
    return (n_a <= 1 && n_b <= 1) || (n_a == 2 && n_b == 2 && a[0] == b[1] && a[1] == b[0]);
}

bool near_unit_keep(struct frame *frame, struct arena *arena, uint32_t unit, const char *name)
{
    size_t n;
    const char *trimmed = text_trimmed(name, &n);
    if (unit >= FRAME_NAMED || n == 0)
        return true;
    frame->names[unit] = arena_text_n(arena, trimmed, n);
    return frame->names[unit] != NULL;
}

const char *near_unit(const struct frame *frame, struct arena *arena, const char *key)
{
    const size_t n = frame->keys.n < FRAME_NAMED ? frame->keys.n : FRAME_NAMED;
    size_t n_near = 0, found = 0;
    for (size_t i = 0; i < n; i++) {
        if (!is_near(key, textset_text(&frame->keys, (uint32_t)i)))
            continue;
        n_near++;
        found = i;
    }
    if (n_near != 1)
        return "";
    const char *near = textset_text(&frame->keys, (uint32_t)found), *name = frame->names[found];
    return name == NULL ? arena_print(arena, "; did you mean %s?", near)
                        : arena_print(arena, "; did you mean %s (%s)?", near, name);
}
