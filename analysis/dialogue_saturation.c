/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Does another talk still bring something new? */
#include "analysis/dialogue_figures.h"

#include <string.h>

/* Sessions by date, those without one last; on one day in the table's order. */
static bool is_before(const struct dialogues *d, size_t a, size_t b)
{
    const char *one = d->sessions[a].date, *other = d->sessions[b].date;
    if (one == NULL || other == NULL)
        return one != NULL && other == NULL;
    return strcmp(one, other) < 0;
}

/* The sessions that somebody went through; their number. */
static size_t sort_sessions(const struct marks *marks, size_t *order)
{
    size_t n = 0;
    for (size_t i = 0; i < marks->d->n_sessions; i++) {
        if (marks_count_coders(marks, i) == 0)
            continue;
        size_t at = n++;
        for (; at > 0 && is_before(marks->d, i, order[at - 1]); at--)
            order[at] = order[at - 1];
        order[at] = i;
    }
    return n;
}

/* Marks the codes that occur in the session, and counts those that did not before. */
static size_t meet(const struct marks *marks, size_t session, bool *is_met)
{
    const struct dialogues *d = marks->d;
    size_t n_new = 0;
    for (size_t s = 0; s < d->n_segments; s++)
        for (size_t code = 0; d->segments[s].session == session && code < d->n_codes; code++)
            if (!is_met[code] && mark(marks, s, code) == MARK_AGREED) {
                is_met[code] = true;
                n_new++;
            }
    return n_new;
}

static enum status put_session(struct analysis *analysis, size_t session, size_t n_new,
                               size_t n_met, struct error *err)
{
    const struct dialogues *d = analysis->marks->d;
    const struct subject of = {.code = d->sessions[session].name};
    TRY(analysis_put_count(analysis, "dialogue", "new_codes", of,
                           (struct count){.value = (double)n_new,
                                          .n = (double)d->n_codes,
                                          .method = "codes that occur in this session and in none "
                                                    "before it, in order of date; n: codes of the "
                                                    "codebook"},
                           err));
    return analysis_put_count(analysis, "dialogue", "saturation", of,
                              (struct count){.value = (double)n_met,
                                             .n = (double)d->n_codes,
                                             .method = "codes that occur in this session or in one "
                                                       "before it; n: codes of the codebook"},
                              err);
}

static enum status put_order(struct analysis *analysis, const size_t *order, size_t n_sessions,
                             bool *is_met, struct error *err)
{
    size_t n_met = 0, n_since = 0;
    for (size_t i = 0; i < n_sessions; i++) {
        const size_t n_new = meet(analysis->marks, order[i], is_met);
        n_met += n_new;
        n_since = n_new > 0 ? 0 : n_since + 1;
        TRY(put_session(analysis, order[i], n_new, n_met, err));
    }
    return analysis_put_count(
        analysis, "dialogue", "sessions_without_new", (struct subject){.code = NULL},
        (struct count){.value = (double)n_since,
                       .n = (double)n_sessions,
                       .method = "sessions at the end, in order of date, in which no code occurs "
                                 "for the first time"},
        err);
}

static enum status run(struct analysis *analysis, struct error *err)
{
    const struct dialogues *d = analysis->marks->d;
    struct arena scratch = {0};
    size_t *order = arena_array(&scratch, d->n_sessions, size_t);
    bool *is_met = arena_array(&scratch, d->n_codes, bool);
    enum status status = order == NULL || is_met == NULL ? error_memory(err) : OK;
    if (status == OK)
        status = put_order(analysis, order, sort_sessions(analysis->marks, order), is_met, err);
    arena_release(&scratch);
    return status;
}

const struct family family_dialogue_saturation = {"dialogue_saturation",
                                                  "does another talk bring anything new?", run};
