/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/shown_figures.h"

#include <string.h>

bool figure_is_shown(const struct report *report, const struct figure *figure)
{
    const char *group = strchr(figure->id, '|');
    return report->profile != PROFILE_PUBLISH || group == NULL ||
           (strncmp(group, "|unit=", 6) != 0 && strstr(group, ";unit=") == NULL);
}

size_t n_withheld_figures(const struct report *report)
{
    size_t n = 0;
    for (size_t i = 0; i < report->figures->n; i++) {
        const char *status = report->figures->list[i].status;
        n += status != NULL && strcmp(status, "c") == 0;
    }
    return n;
}
