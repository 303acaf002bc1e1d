/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/levels.h"

#include "store/wave.h"

#include <stdlib.h>

enum { FIRST_CAPACITY = 256 };

bool levels_add(struct levels *levels, const char *text, size_t n)
{
    if (levels->n == levels->capacity) {
        const size_t capacity = levels->n == 0 ? FIRST_CAPACITY : 2 * levels->n;
        uint16_t *level = realloc(levels->level, capacity * sizeof *level);
        if (level == NULL)
            return false;
        levels->level = level;
        levels->capacity = capacity;
    }
    return levels_set(levels, levels->n++, text, n);
}

bool levels_set(struct levels *levels, size_t row, const char *text, size_t n)
{
    uint32_t index = NO_LEVEL;
    if (n > 0 && !levels->is_too_many && !textset_add(&levels->set, text, n, &index))
        return false;
    levels->is_too_many |= levels->set.n > NO_LEVEL;
    levels->level[row] = levels->is_too_many ? NO_LEVEL : (uint16_t)index;
    return true;
}

void levels_release(struct levels *levels)
{
    textset_release(&levels->set);
    free(levels->level);
    *levels = (struct levels){0};
}
