/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/shown_figures.h"

#include <string.h>

bool figure_is_shown(const struct report *report, const struct figure *figure)
{
    const char *group = strchr(figure->id, '|');
    return report->profile != PROFILE_PUBLISH || group == NULL ||
           (strncmp(group, "|unit=", 6) != 0 && strstr(group, ";unit=") == NULL);
}

static size_t n_shown_before(const struct report *report, size_t end)
{
    size_t n = report->profile == PROFILE_PUBLISH ? 0 : end;
    for (size_t i = 0; report->profile == PROFILE_PUBLISH && i < end; i++)
        n += figure_is_shown(report, &report->figures->list[i]);
    return n;
}

size_t figure_row(const struct report *report, const struct figure *figure)
{
    return n_shown_before(report, (size_t)(figure - report->figures->list)) + 1;
}

size_t n_shown_figures(const struct report *report)
{
    return n_shown_before(report, report->figures->n);
}
