/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/dialogue_marks.h"

size_t marks_count_coders(const struct marks *marks, size_t session)
{
    const struct dialogues *d = marks->d;
    size_t n = 0;
    for (size_t k = 0; k < d->n_coders; k++)
        n += d->has_coded[session * d->n_coders + k];
    return n;
}

static void give(const struct marks *marks, uint8_t *given, const struct dialogue_coding *coding)
{
    const struct dialogues *d = marks->d;
    uint8_t *row = given + (coding->segment * d->n_coders + coding->coder) * marks->n_things;
    for (size_t code = coding->code; code != NO_CODE; code = d->codes[code].parent) {
        row[code] = 1;
        row[thing_of_facet(marks, d->codes[code].facet)] = 1;
    }
}

static enum mark mark_of(size_t n_given, size_t n_coders)
{
    if (n_coders == 0)
        return MARK_NONE;
    if (n_given == 0)
        return MARK_NOT;
    return 2 * n_given > n_coders ? MARK_AGREED : MARK_SOME;
}

enum status marks_make(const struct dialogues *d, struct arena *arena, struct marks *out,
                       struct error *err)
{
    *out = (struct marks){.d = d, .n_things = d->n_codes + FACET_COUNT};
    uint8_t *given = arena_zeros(arena, d->n_segments * d->n_coders, out->n_things);
    uint8_t *cell = arena_zeros(arena, d->n_segments, out->n_things);
    if (given == NULL || cell == NULL)
        return error_memory(err);
    out->given = given;
    out->cell = cell;
    for (size_t i = 0; i < d->n_codings; i++)
        give(out, given, &d->codings[i]);
    for (size_t s = 0; s < d->n_segments; s++) {
        const size_t n_coders = marks_count_coders(out, d->segments[s].session);
        for (size_t thing = 0; thing < out->n_things; thing++) {
            size_t n_given = 0;
            for (size_t k = 0; k < d->n_coders; k++)
                n_given += mark_given(out, s, k, thing);
            cell[s * out->n_things + thing] = (uint8_t)mark_of(n_given, n_coders);
        }
    }
    return OK;
}

bool marks_is_given(const struct marks *marks, size_t code)
{
    for (size_t i = 0; i < marks->d->n_codings; i++)
        if (marks->d->codings[i].code == code)
            return true;
    return false;
}

bool marks_has_facet(const struct marks *marks, enum dialogue_facet facet)
{
    for (size_t i = 0; i < marks->d->n_codes; i++)
        if (marks->d->codes[i].facet == facet)
            return true;
    return false;
}

static bool is_about(const struct dialogues *d, size_t session, size_t event)
{
    return event == ANY_EVENT || d->sessions[session].event == event;
}

size_t marks_count_sessions(const struct marks *marks, size_t event)
{
    const struct dialogues *d = marks->d;
    size_t n = 0;
    for (size_t i = 0; i < d->n_sessions; i++)
        n += is_about(d, i, event) && marks_count_coders(marks, i) > 0;
    return n;
}

size_t marks_count_segments(const struct marks *marks, size_t event)
{
    const struct dialogues *d = marks->d;
    size_t n = 0;
    for (size_t s = 0; s < d->n_segments; s++)
        n += is_about(d, d->segments[s].session, event) &&
             marks_count_coders(marks, d->segments[s].session) > 0;
    return n;
}

static bool is_marked(const struct marks *marks, size_t segment, size_t thing, enum mark least)
{
    return thing == NO_CODE || mark(marks, segment, thing) >= least;
}

struct marked marks_count(const struct marks *marks, size_t thing, size_t other, size_t event,
                          enum mark least)
{
    const struct dialogues *d = marks->d;
    struct marked count = {0, 0};
    for (size_t i = 0; i < d->n_sessions; i++) {
        size_t n = 0;
        for (size_t s = 0; is_about(d, i, event) && s < d->n_segments; s++)
            n += d->segments[s].session == i && is_marked(marks, s, thing, least) &&
                 is_marked(marks, s, other, least);
        count.segments += n;
        count.sessions += n > 0;
    }
    return count;
}
