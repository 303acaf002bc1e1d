/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/names.h"

#include "base/text.h"

#include <string.h>

enum status names_add(const struct reading *in, struct names *names, struct name name,
                      struct error *err)
{
    const char *folded = text_folded(names->arena, name.text);
    struct name *list =
        arena_grown(names->arena, names->list, names->n, &names->capacity, struct name);
    const char **all =
        arena_grown(names->arena, names->folded, names->n, &names->folded_capacity, const char *);
    if (folded == NULL || list == NULL || all == NULL)
        return error_memory(err);
    names->list = list;
    names->folded = all;
    for (size_t i = 0; i < names->n; i++) {
        if (strcmp(names->folded[i], folded) != 0)
            continue;
        if (strcmp(names->list[i].text, name.text) == 0)
            table_fault(in, name.at, _("'%s' is there already in line %ld"), name.text,
                        names->list[i].at.line);
        else
            table_fault(in, name.at,
                        _("'%s' differs only in case from '%s' in line %ld; rename one"), name.text,
                        names->list[i].text, names->list[i].at.line);
        break;
    }
    names->list[names->n] = name;
    names->folded[names->n++] = folded;
    return OK;
}

void names_check(const struct reading *in, const char *name, struct place at)
{
    static const char *const kept[] = {"unit_id", "line"}; /* beside the answers in the store */
    const char *wrong = strpbrk(name, " \t\n\r/;{}~|\"'");
    if (wrong != NULL)
        table_fault(in, at, _("name '%s' may not hold '%c'"), name, *wrong);
    for (size_t i = 0; i < COUNT(kept); i++)
        if (strcmp(name, kept[i]) == 0)
            table_fault(in, at, _("name '%s' is kept for a column of our own; choose another"),
                        name);
}
