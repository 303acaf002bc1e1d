/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/severity.h"

#include <assert.h>
#include <string.h>

const char *severity_text(const struct draft *draft, enum severity severity)
{
    static const enum text names[] = {
        [FINDING_FAULT] = TEXT_QUALITY_FAULT,
        [FINDING_ERROR] = TEXT_QUALITY_ERROR,
        [FINDING_WARNING] = TEXT_QUALITY_WARNING,
        [FINDING_INFO] = TEXT_QUALITY_INFO,
    };
    static_assert(COUNT(names) == SEVERITY_COUNT, "every severity has a name");
    return draft_text(draft, names[severity]);
}

const char *place_text(struct draft *draft, struct place at)
{
    if (at.file == NULL)
        return "";
    const char *file = form_file(draft->report->wave->form, at.file);
    char place[64] = "";
    if (at.line > 0 && at.column > 0)
        snprintf(place, sizeof place, ":%ld:%d", at.line, at.column);
    else if (at.line > 0)
        snprintf(place, sizeof place, ":%ld", at.line);
    const char *whole = arena_print(draft->arena, "%s%s", file, place);
    draft->is_out_of_memory |= whole == NULL;
    return whole == NULL ? "" : draft_outside(draft, whole);
}
