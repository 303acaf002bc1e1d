/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef ANALYSIS_DIALOGUE_MARKS_H
#define ANALYSIS_DIALOGUE_MARKS_H

/* Which themes occur in which segments of coded group talks, given what each coder made of them.

       TRY(marks_make(d, arena, &marks, err));
       for (size_t s = 0; s < d->n_segments; s++)
           if (mark(marks, s, code) == MARK_AGREED) ...

   Whoever gives a code gives all codes above it. A theme *occurs* in a segment when more than half
   of the coders who went through its session gave it: with two coders, when both did. A segment of
   a session that nobody went through counts nowhere.

   A *thing* is a code, by its index, or a facet, of all codes that have it.                      */

#include "base/arena.h"
#include "store/dialogues.h"

#include <stdint.h>

enum mark {
    MARK_NONE,  /* nobody went through the session */
    MARK_NOT,   /* no coder gave it */
    MARK_SOME,  /* half of them, or fewer, gave it */
    MARK_AGREED /* it occurs */
};

struct marks {
    const struct dialogues *d;
    size_t n_things;      /* d->n_codes + FACET_COUNT */
    const uint8_t *given; /* n_segments x n_coders x n_things: 1 given, 0 not */
    const uint8_t *cell;  /* n_segments x n_things: enum mark */
};

MUST_CHECK enum status marks_make(const struct dialogues *d, struct arena *arena, struct marks *out,
                                  struct error *err);

static inline size_t thing_of_facet(const struct marks *marks, enum dialogue_facet facet)
{
    return marks->d->n_codes + (size_t)facet;
}

static inline enum mark mark(const struct marks *marks, size_t segment, size_t thing)
{
    return (enum mark)marks->cell[segment * marks->n_things + thing];
}

static inline bool mark_given(const struct marks *marks, size_t segment, size_t coder, size_t thing)
{
    return marks->given[(segment * marks->d->n_coders + coder) * marks->n_things + thing] != 0;
}

/* Whether somebody gave the code itself; not only codes below it. */
bool marks_is_given(const struct marks *marks, size_t code);

/* Whether some code has the facet. */
bool marks_has_facet(const struct marks *marks, enum dialogue_facet facet);

#define ANY_EVENT SIZE_MAX

/* How many coders went through the session. */
size_t marks_count_coders(const struct marks *marks, size_t session);

/* How many of the sessions about a life event (ANY_EVENT: of all) somebody went through, and how
   many segments these have. */
size_t marks_count_sessions(const struct marks *marks, size_t event);
size_t marks_count_segments(const struct marks *marks, size_t event);

/* In how many of these sessions, and segments, there is a segment with at least that mark for the
   thing; with two things: one segment with it for both. other NO_CODE: one thing. */
struct marked {
    size_t sessions, segments;
};
struct marked marks_count(const struct marks *marks, size_t thing, size_t other, size_t event,
                          enum mark least);

#endif
