/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/dialogues.h"

#include "base/text.h"

#include <string.h>

static const struct {
    const char *name;
    enum dialogue_dimension dimension;
} facets[] = {
    [FACET_NONE] = {NULL, DIMENSION_COUNT},
#define FACET(constant, dimension, name) [FACET_##constant] = {(name), DIMENSION_##dimension},
#include "store/dialogue_facet.def"
};
_Static_assert(COUNT(facets) == FACET_COUNT, "every facet needs its row");

static const char *const dimensions[] = {
#define DIMENSION(constant, name) [DIMENSION_##constant] = (name),
#include "store/dialogue_facet.def"
};
_Static_assert(COUNT(dimensions) == DIMENSION_COUNT, "every dimension needs its name");

bool dialogues_is_within(const struct dialogues *d, size_t code, size_t above)
{
    while (code != NO_CODE && code != above)
        code = d->codes[code].parent;
    return code != NO_CODE;
}

int dialogues_depth(const struct dialogues *d, size_t code)
{
    int depth = 0;
    for (size_t up = d->codes[code].parent; up != NO_CODE; up = d->codes[up].parent)
        depth++;
    return depth;
}

const char *dialogue_facet_name(enum dialogue_facet facet)
{
    return facets[facet].name;
}

enum dialogue_facet dialogue_facet_by_name(const char *name)
{
    for (size_t i = FACET_NONE + 1; i < FACET_COUNT; i++)
        if (strcmp(facets[i].name, name) == 0)
            return (enum dialogue_facet)i;
    return FACET_NONE;
}

enum dialogue_dimension dialogue_facet_dimension(enum dialogue_facet facet)
{
    return facets[facet].dimension;
}

const char *dialogue_dimension_name(enum dialogue_dimension dimension)
{
    return dimensions[dimension];
}
