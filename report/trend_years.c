/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/trend_years.h"

#include <stdlib.h>
#include <string.h>

/* The year that the rest of an id is; 0 when it is no year alone. */
static int year_of(const char *text)
{
    char *end = NULL;
    const long year = strtol(text, &end, 10);
    return end == text || *end != '\0' || year < 1 || year > 9999 ? 0 : (int)year;
}

static void add(struct trend_years *years, int year)
{
    size_t at = years->n++;
    for (; at > 0 && years->list[at - 1] > year; at--)
        years->list[at] = years->list[at - 1];
    years->list[at] = year;
}

/* What the ids begin with: "trend/mean/MOGNAD|wave=". */
static const char *beginning_of(struct draft *draft, const char *measure,
                                const struct indicator *index, const char *key)
{
    const char *slash = strchr(measure, '/');
    const char *family = arena_text_n(draft->arena, measure, (size_t)(slash - measure));
    const char *id =
        family == NULL ? NULL : figure_id(draft->arena, family, slash + 1, index->code, NULL, NULL);
    const char *beginning = id == NULL ? NULL : arena_print(draft->arena, "%s|%s=", id, key);
    draft->is_out_of_memory |= beginning == NULL;
    return beginning;
}

struct trend_years trend_years_of(struct draft *draft, const char *measure,
                                  const struct indicator *index, const char *key)
{
    const struct figures *figures = draft->report->figures;
    const char *beginning = beginning_of(draft, measure, index, key);
    const size_t length = beginning == NULL ? 0 : strlen(beginning);
    struct trend_years years = {0};
    size_t n = 0;
    for (size_t i = 0; beginning != NULL && i < figures->n; i++)
        n += strncmp(figures->list[i].id, beginning, length) == 0;
    years.list = draft_array(draft, n, int);
    for (size_t i = 0; beginning != NULL && years.list != NULL && i < figures->n; i++) {
        const char *id = figures->list[i].id;
        if (strncmp(id, beginning, length) == 0 && year_of(id + length) > 0)
            add(&years, year_of(id + length));
    }
    return years;
}

const char *trend_year_group(struct draft *draft, const char *key, int year)
{
    const char *group = arena_print(draft->arena, "%s=%d", key, year);
    draft->is_out_of_memory |= group == NULL;
    return group == NULL ? "" : group;
}

const char *trend_year_text(struct draft *draft, int year)
{
    const char *text = arena_print(draft->arena, "%d", year);
    draft->is_out_of_memory |= text == NULL;
    return text == NULL ? "" : text;
}
