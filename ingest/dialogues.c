/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/dialogues.h"

#include "ingest/choices.h"
#include "ingest/dialogue_project.h"
#include "ingest/dialogues_inside.h"
#include "ingest/folder.h"
#include "ingest/labels.h"
#include "ingest/personal_check.h"
#include "ingest/say.h"
#include "ingest/settings.h"

#include <string.h>

static const struct table_layout *const layouts[] = {
    [TALK_CHOICES] = &choices_layout, [TALK_SESSIONS] = &sessions_layout,
    [TALK_CODES] = &codes_layout,     [TALK_SEGMENTS] = &segments_layout,
    [TALK_CODING] = &coding_layout,   [TALK_NEEDS] = &needs_layout,
};
_Static_assert(COUNT(layouts) == TALK_TABLE_COUNT, "every table needs its layout");

static const bool is_needed[TALK_TABLE_COUNT] = {
    [TALK_SESSIONS] = true, [TALK_CODES] = true, [TALK_SEGMENTS] = true, [TALK_CODING] = true};

const char *talks_say_nearest(const struct talks *talks, const struct textset *names,
                              const char *wanted)
{
    struct arena scratch = {0};
    const char **list = arena_array(&scratch, names->n, const char *);
    for (size_t i = 0; list != NULL && i < names->n; i++)
        list[i] = textset_text(names, (uint32_t)i);
    const char *said = list == NULL ? "" : say_nearest(talks->in->arena, wanted, list, names->n);
    arena_release(&scratch);
    return said;
}

uint32_t talks_find(const struct talks *talks, const struct textset *names, struct entry cell,
                    const char *what)
{
    if (cell.text[0] == '\0') {
        table_fault(talks->in, cell.at, _("%s is blank"), what);
        return TEXTSET_NONE;
    }
    const uint32_t found = textset_find(names, cell.text, strlen(cell.text));
    if (found == TEXTSET_NONE)
        table_fault(talks->in, cell.at, _("%s '%s' is unknown%s"), what, cell.text,
                    talks_say_nearest(talks, names, cell.text));
    return found;
}

static enum status read_tables(struct reading *in, const struct table *settings,
                               struct table *tables, struct project *project, struct error *err)
{
    const struct table *all[TALK_TABLE_COUNT + 1] = {settings};
    for (size_t i = 0; i < TALK_TABLE_COUNT; i++) {
        TRY(table_read(in, layouts[i], &tables[i], err));
        all[i + 1] = &tables[i];
    }
    TRY(project_find(in, project, err));
    if (project->path != NULL)
        TRY(project_tables(in, project, tables, err));
    for (size_t i = 0; i < TALK_TABLE_COUNT; i++) {
        if (tables[i].exists || !is_needed[i])
            continue;
        tables[i].is_broken = true;
        table_fault(in, (struct place){tables[i].path, 0, 0}, "%s",
                    _("the file is missing; every folder of dialogues needs it"));
    }
    return labels_languages(in, all, COUNT(all), settings_language(settings), err);
}

/* Who coded which session: as sessions.csv says, else whoever gave a code in it. */
static enum status take_coders(struct talks *talks, struct error *err)
{
    struct dialogues *d = talks->out;
    struct arena *arena = talks->in->arena;
    d->n_coders = talks->coder_names.n;
    d->coders = arena_array(arena, d->n_coders, const char *);
    d->has_coded = arena_array(arena, d->n_sessions * d->n_coders, bool);
    if (d->coders == NULL || d->has_coded == NULL)
        return error_memory(err);
    for (size_t i = 0; i < d->n_coders; i++)
        if ((d->coders[i] = arena_text(arena, textset_text(&talks->coder_names, (uint32_t)i))) ==
            NULL)
            return error_memory(err);
    for (size_t i = 0; i < d->n_sessions; i++)
        for (size_t k = 0; talks->coders_of[i] != NULL && k < talks->n_coders_of[i]; k++)
            d->has_coded[i * d->n_coders + talks->coders_of[i][k]] = true;
    for (size_t i = 0; i < d->n_codings; i++) {
        const size_t session = d->segments[d->codings[i].segment].session;
        if (talks->coders_of[session] == NULL)
            d->has_coded[session * d->n_coders + d->codings[i].coder] = true;
    }
    return OK;
}

/* What is odd, but no fault. */
static void note_sessions(const struct talks *talks)
{
    const struct dialogues *d = talks->out;
    for (size_t i = 0; i < d->n_sessions; i++) {
        const struct dialogue_session *session = &d->sessions[i];
        size_t n_segments = 0, n_coders = 0;
        for (size_t k = 0; k < d->n_segments; k++)
            n_segments += d->segments[k].session == i;
        for (size_t k = 0; k < d->n_coders; k++)
            n_coders += d->has_coded[i * d->n_coders + k];
        if (n_segments == 0)
            findings_add(talks->in->found, FINDING_WARNING, "empty_session", session->at, NULL,
                         NULL, "session '%s' has no segment", session->name);
        else if (n_coders == 0)
            findings_add(talks->in->found, FINDING_WARNING, "uncoded_session", session->at, NULL,
                         NULL, "session '%s' was coded by nobody, so no figure counts it",
                         session->name);
        if (session->date == NULL)
            findings_add(talks->in->found, FINDING_INFO, "undated_session", session->at, NULL, NULL,
                         "session '%s' has no date; it stands last where sessions stand in order",
                         session->name);
    }
}

/* A table that cannot be read would make faults of all that refers to it; those are left for the
   next run. */
static enum status take_tables(struct talks *talks, struct error *err)
{
    const struct table *table = talks->table;
    TRY(talks_take_events(talks, err));
    TRY(talks_take_sessions(talks, err));
    TRY(talks_take_codes(talks, err));
    if (!table[TALK_SESSIONS].is_broken)
        TRY(talks_take_segments(talks, err));
    if (talks->project->path != NULL)
        project_places(talks->project, talks->out);
    const bool can_code = talks->out->n_sessions > 0 && !table[TALK_SESSIONS].is_broken &&
                          !table[TALK_CODES].is_broken && !table[TALK_SEGMENTS].is_broken;
    if (can_code)
        TRY(talks_take_codings(talks, err));
    if (!table[TALK_CODES].is_broken)
        TRY(talks_take_needs(talks, err));
    TRY(take_coders(talks, err));
    if (can_code && !table[TALK_CODING].is_broken && talks->in->found->count[FINDING_FAULT] == 0)
        note_sessions(talks);
    return personal_check(talks->in, talks->out, err);
}

static enum status list_sources(const struct talks *talks, const struct table *settings,
                                struct form_sources *out, struct error *err)
{
    *out = (struct form_sources){
        .list = arena_array(talks->in->arena, TALK_TABLE_COUNT + 2, struct source)};
    if (out->list == NULL)
        return error_memory(err);
    if (settings->exists)
        out->list[out->n++] = settings->source;
    for (size_t i = 0; i < TALK_TABLE_COUNT; i++)
        if (talks->table[i].exists && !talks->table[i].is_made)
            out->list[out->n++] = talks->table[i].source;
    if (talks->project->path != NULL)
        out->list[out->n++] = talks->project->source;
    return OK;
}

enum status dialogues_read(struct reading *in, const struct table *settings, struct form *form,
                           struct form_sources *sources, struct error *err)
{
    struct index_defaults defaults;
    struct project project;
    struct table *tables = arena_array(in->arena, TALK_TABLE_COUNT, struct table);
    struct dialogues *out = arena_new(in->arena, struct dialogues);
    if (tables == NULL || out == NULL)
        return error_memory(err);
    TRY(read_tables(in, settings, tables, &project, err));
    form->languages = in->languages.name;
    form->n_languages = in->languages.n;
    TRY(settings_take(in, settings, &form->settings, &defaults, err));
    struct talks talks = {.in = in, .table = tables, .project = &project, .form = form, .out = out};
    enum status status = take_tables(&talks, err);
    if (status == OK)
        status = list_sources(&talks, settings, sources, err);
    textset_release(&talks.session_names);
    textset_release(&talks.code_names);
    textset_release(&talks.segment_names);
    textset_release(&talks.coder_names);
    form->dialogues = out;
    return status == OK ? folder_say_unread(in, KIND_DIALOGUES, err) : status;
}
