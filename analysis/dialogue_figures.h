/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef ANALYSIS_DIALOGUE_FIGURES_H
#define ANALYSIS_DIALOGUE_FIGURES_H

/* What the families about group talks share. */

#include "analysis/dialogue_marks.h"
#include "analysis/family.h"

/* Methods of counts in which a theme occurs. */
#define DIALOGUE_SESSIONS                                                                          \
    "sessions with a segment to which more than half of the session's coders gave the code or "    \
    "one "                                                                                         \
    "below it; a count of groups, not of people"
#define DIALOGUE_SEGMENTS                                                                          \
    "segments to which more than half of the session's coders gave the code or one below it"

/* "life_event=housing" of an id; NULL for ANY_EVENT. */
static inline const char *dialogue_group(struct analysis *analysis, size_t event)
{
    if (event == ANY_EVENT)
        return NULL;
    const char *group =
        figure_level(analysis->out->arena, "life_event", analysis->marks->d->events[event].name);
    analysis->is_out_of_memory |= group == NULL;
    return group;
}

#endif
