/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How much was said, and in how many talks each theme occurs. */
#include "analysis/dialogue_figures.h"

static const char coded[] = "sessions that at least one coder went through";

static enum status put_totals(struct analysis *analysis, size_t event, struct error *err)
{
    const struct marks *marks = analysis->marks;
    const struct dialogues *d = marks->d;
    const struct subject of = {.group = dialogue_group(analysis, event)};
    size_t n_sessions = 0, n_known = 0;
    double participants = 0;
    for (size_t i = 0; i < d->n_sessions; i++) {
        if (event != ANY_EVENT && d->sessions[i].event != event)
            continue;
        n_sessions++;
        n_known += d->sessions[i].n_participants > 0;
        participants += d->sessions[i].n_participants;
    }
    TRY(analysis_put_count(analysis, "dialogue", "sessions", of,
                           (struct count){.value = (double)marks_count_sessions(marks, event),
                                          .n = (double)n_sessions,
                                          .method = coded},
                           err));
    TRY(analysis_put_count(
        analysis, "dialogue", "participants", of,
        (struct count){.value = n_known > 0 ? participants : MISSING,
                       .n = (double)n_known,
                       .method = "sum over the sessions, n, whose number of participants is known"},
        err));
    return analysis_put_count(analysis, "dialogue", "segments", of,
                              (struct count){.value = (double)marks_count_segments(marks, event),
                                             .n = (double)marks_count_sessions(marks, event),
                                             .method = "segments of the n sessions that at least "
                                                       "one coder went through"},
                              err);
}

static enum status put_sizes(struct analysis *analysis, struct error *err)
{
    const struct dialogues *d = analysis->marks->d;
    const struct {
        const char *measure;
        size_t n;
        const char *method;
    } sizes[] = {{"codes", d->n_codes, "codes of the codebook"},
                 {"coders", d->n_coders, "coders"},
                 {"codings", d->n_codings, "codes given to segments, by each coder"}};
    for (size_t i = 0; i < COUNT(sizes); i++)
        TRY(analysis_put_count(
            analysis, "dialogue", sizes[i].measure, (struct subject){.code = NULL},
            (struct count){.value = (double)sizes[i].n, .n = MISSING, .method = sizes[i].method},
            err));
    return OK;
}

static enum status put_theme(struct analysis *analysis, size_t code, size_t event,
                             struct error *err)
{
    const struct marks *marks = analysis->marks;
    const double n_sessions = (double)marks_count_sessions(marks, event);
    const double n_segments = (double)marks_count_segments(marks, event);
    const struct marked agreed = marks_count(marks, code, NO_CODE, event, MARK_AGREED);
    const struct marked any = marks_count(marks, code, NO_CODE, event, MARK_SOME);
    const struct subject of = {.code = marks->d->codes[code].name,
                               .group = dialogue_group(analysis, event)};
    const struct {
        const char *measure;
        size_t value;
        double n;
        const char *method;
    } counts[] = {
        {"sessions", agreed.sessions, n_sessions, DIALOGUE_SESSIONS},
        {"sessions_any", any.sessions, n_sessions,
         "sessions with a segment to which any coder gave the code or one below it"},
        {"segments", agreed.segments, n_segments, DIALOGUE_SEGMENTS},
        {"segments_any", any.segments, n_segments,
         "segments to which any coder gave the code or one below it"},
    };
    for (size_t i = 0; i < COUNT(counts); i++)
        TRY(analysis_put_count(analysis, "dialogue", counts[i].measure, of,
                               (struct count){.value = (double)counts[i].value,
                                              .n = counts[i].n,
                                              .method = counts[i].method},
                               err));
    return OK;
}

/* In how many of the life events that were talked about the theme occurs at all. */
static enum status put_spread(struct analysis *analysis, size_t code, struct error *err)
{
    const struct marks *marks = analysis->marks;
    size_t n = 0, n_all = 0;
    for (size_t event = 0; event < marks->d->n_events; event++) {
        n_all += marks_count_sessions(marks, event) > 0;
        n += marks_count(marks, code, NO_CODE, event, MARK_AGREED).sessions > 0;
    }
    return analysis_put_count(
        analysis, "dialogue", "life_events", (struct subject){.code = marks->d->codes[code].name},
        (struct count){.value = (double)n,
                       .n = (double)n_all,
                       .method = "life events with a session in which the theme occurs; n: those "
                                 "that were talked about"},
        err);
}

static enum status run(struct analysis *analysis, struct error *err)
{
    const struct dialogues *d = analysis->marks->d;
    TRY(put_totals(analysis, ANY_EVENT, err));
    for (size_t event = 0; event < d->n_events; event++)
        TRY(put_totals(analysis, event, err));
    TRY(put_sizes(analysis, err));
    for (size_t code = 0; code < d->n_codes; code++) {
        TRY(put_theme(analysis, code, ANY_EVENT, err));
        TRY(put_spread(analysis, code, err));
        for (size_t event = 0; event < d->n_events; event++)
            TRY(put_theme(analysis, code, event, err));
    }
    return OK;
}

const struct family family_dialogue_themes = {"dialogue_themes", "what do people talk about?", run};
