/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/unit_name.h"

#include "store/names.h"

#include <stdbool.h>
#include <string.h>

const struct figure *next_figure_of_unit(struct draft *draft, const char *start, size_t *at)
{
    static const char unit[] = "|unit=";
    const struct figures *figures = draft->report->figures;
    const size_t n = strlen(start);
    while (*at < figures->n) {
        const struct figure *figure = &figures->list[(*at)++];
        if (strncmp(figure->id, start, n) == 0 &&
            strncmp(figure->id + n, unit, sizeof unit - 1) == 0)
            return figure;
    }
    return NULL;
}

/* Whether `level`, "unit=..." as ids have it, is of that key. */
static enum status is_level_of(struct draft *draft, const char *level, const char *key, bool *out,
                               struct error *err)
{
    *out = strcmp(strchr(level, '=') + 1, key) == 0;
    if (*out || strchr(level, '%') == NULL)
        return OK;
    const char *encoded = figure_level(draft->arena, "unit", key);
    if (encoded == NULL)
        return error_memory(err);
    *out = strcmp(encoded, level) == 0;
    return OK;
}

enum status name_of_unit(struct draft *draft, const struct figure *figure, const char **out,
                         struct error *err)
{
    const char *level = strchr(figure->id, '|') + 1, *key = NULL, *name = NULL;
    struct row_names *names = NULL;
    bool is_found = false;
    *out = strchr(level, '=') + 1;
    TRY(row_names_open(draft->report->store, draft->report->wave, &names, err));
    enum status status = row_names_next(names, &key, &name, err);
    while (status == OK && key != NULL) {
        status = is_level_of(draft, level, key, &is_found, err);
        if (status != OK || is_found)
            break;
        status = row_names_next(names, &key, &name, err);
    }
    if (status == OK && is_found) {
        const char *kept = arena_text(draft->arena, name);
        draft->is_out_of_memory |= kept == NULL;
        *out = draft_outside(draft, kept);
    }
    row_names_close(names);
    return status;
}
