/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/kinship.h"

#include <assert.h>
#include <string.h>

static bool is_part_of(const struct indicator *part, const struct indicator *whole)
{
    for (; part != NULL; part = part->parent)
        if (part == whole)
            return true;
    return false;
}

/* Whether the column of `item` feeds `index` too. */
static bool feeds(const struct indicator *item, const struct indicator *index)
{
    if (index->type != INDICATOR_AGGREGATE)
        return index->question != NULL ? index->question == item->question
                                       : strcmp(index->source, item->source) == 0;
    for (size_t i = 0; i < index->n_children; i++)
        if (feeds(item, index->children[i]))
            return true;
    return false;
}

static bool is_shared(const struct indicator *a, const struct indicator *b)
{
    if (a->type != INDICATOR_AGGREGATE)
        return feeds(a, b);
    for (size_t i = 0; i < a->n_children; i++)
        if (is_shared(a->children[i], b))
            return true;
    return false;
}

enum kinship kinship_of(const struct indicator *a, const struct indicator *b)
{
    if (is_part_of(a, b) || is_part_of(b, a))
        return KINSHIP_PART;
    return is_shared(a, b) ? KINSHIP_SHARED : KINSHIP_NONE;
}

const char *kinship_text(enum kinship kinship)
{
    static const char *const text[] = {
        [KINSHIP_NONE] = "",
        [KINSHIP_SHARED] = "; an item feeds both, so r is spurious",
        [KINSHIP_PART] = "; one is part of the other, so r is spurious",
    };
    static_assert(sizeof text / sizeof *text == KINSHIP_COUNT, "every kinship needs its text");
    return text[kinship];
}
