/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/acceptance.h"

#include <stdbool.h>
#include <string.h>

static const char *const groups[] = {
    [FACT_INPUT] = "inputs",    [FACT_ROW] = "rows",        [FACT_WAVE] = "waves",
    [FACT_OPTION] = "options",  [FACT_PROGRAM] = "program", [FACT_LIBRARY] = "libraries",
    [FACT_FIGURES] = "figures",
};
_Static_assert(COUNT(groups) == FACT_KIND_COUNT, "every kind needs a group");

const char *fact_group(enum fact_kind kind)
{
    return groups[kind];
}

enum status acceptance_put(struct acceptance *acceptance, enum fact_kind kind, const char *name,
                           const char *value, struct error *err)
{
    struct fact *facts = arena_grown(acceptance->arena, acceptance->facts, acceptance->n,
                                     &acceptance->capacity, struct fact);
    if (facts == NULL)
        return error_memory(err);
    acceptance->facts = facts;
    facts[acceptance->n++] = (struct fact){kind, name, value};
    return OK;
}

const char *acceptance_find(const struct acceptance *acceptance, enum fact_kind kind,
                            const char *name)
{
    for (size_t i = 0; i < acceptance->n; i++)
        if (acceptance->facts[i].kind == kind && strcmp(acceptance->facts[i].name, name) == 0)
            return acceptance->facts[i].value;
    return NULL;
}

/* Facts of `from` that `other` does not have, or has otherwise; `is_gone`: only the former, the
   others were met from the other side. */
static size_t add_changes(const struct acceptance *from, const struct acceptance *other,
                          enum fact_kind kind, bool is_gone, struct fact_change *out)
{
    size_t n = 0;
    for (size_t i = 0; i < from->n; i++) {
        const struct fact *fact = &from->facts[i];
        if (fact->kind != kind)
            continue;
        const char *value = acceptance_find(other, kind, fact->name);
        if (value == NULL && is_gone)
            out[n++] = (struct fact_change){kind, fact->name, fact->value, NULL};
        else if (!is_gone && (value == NULL || strcmp(value, fact->value) != 0))
            out[n++] = (struct fact_change){kind, fact->name, value, fact->value};
    }
    return n;
}

enum status acceptance_changes(const struct acceptance *was, const struct acceptance *is,
                               struct arena *arena, struct fact_change **out, size_t *n,
                               struct error *err)
{
    *n = 0;
    *out = arena_array(arena, was->n + is->n, struct fact_change);
    if (*out == NULL)
        return error_memory(err);
    for (int kind = 0; kind < FACT_KIND_COUNT; kind++) {
        *n += add_changes(is, was, (enum fact_kind)kind, false, *out + *n);
        *n += add_changes(was, is, (enum fact_kind)kind, true, *out + *n);
    }
    return OK;
}
