/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whatever is taken for an id, put together again from its parts, comes apart into the same. */
#include "store/figure.h"
#include "store/figure_id.h"

#include <stdint.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must(int holds)
{
    if (!holds)
        __builtin_trap();
}

static void put_together(struct arena *arena, const struct figure_parts *parts)
{
    struct figure_parts again;
    const char *group = parts->n_levels != 1
                            ? NULL
                            : figure_level(arena, parts->level[0].code, parts->level[0].level);
    const char *id = figure_id(arena, "f", "m", parts->subject,
                               parts->subject == NULL ? NULL : parts->other, group);
    must(figure_parse(arena, id, &again, NULL) == OK);
    must(parts->subject == NULL || strcmp(again.subject, parts->subject) == 0);
    must(parts->other == NULL || strcmp(again.other, parts->other) == 0);
    must(group == NULL || strcmp(again.level[0].level, parts->level[0].level) == 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena arena = {0};
    struct error err = {0};
    struct figure_parts parts;
    const char *id = arena_text_n(&arena, (const char *)data, size);
    const enum status status = figure_parse(&arena, id, &parts, &err);
    must((status == OK) == (err.text[0] == '\0'));
    if (status == OK)
        put_together(&arena, &parts);
    arena_release(&arena);
    return 0;
}
