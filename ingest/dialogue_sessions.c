/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sessions.csv, and the life events that its sessions are about. */
#include "ingest/choices.h"
#include "ingest/dialogues_inside.h"
#include "ingest/names.h"
#include "ingest/value.h"

#include <string.h>

enum { SESSION, LIFE_EVENT, DATE, PARTICIPANTS, CODERS };

static const struct table_column columns[] = {
    [SESSION] = {.name = "session", .is_required = true},
    [LIFE_EVENT] = {.name = "life_event", .is_required = true},
    [DATE] = {.name = "date"},
    [PARTICIPANTS] = {.name = "participants"},
    [CODERS] = {.name = "coders"},
};

const struct table_layout sessions_layout = {"sessions", columns, COUNT(columns)};

enum { MOST_PARTICIPANTS = 1000 };

static void check_list(const struct talks *talks, const struct choice_list *list)
{
    if (strcmp(list->name, "life_event") != 0)
        table_fault(talks->in, list->at,
                    _("list '%s' has no effect on dialogues; the only list is life_event"),
                    list->name);
    else if (choices_have_scores(list))
        table_fault(talks->in, list->at, "%s", _("scores have no effect on life events"));
}

/* Without choices.csv the life events are those of the sessions. */
enum status talks_take_events(struct talks *talks, struct error *err)
{
    const struct table *sessions = &talks->table[TALK_SESSIONS];
    const struct table *choices = &talks->table[TALK_CHOICES];
    struct form *form = talks->form;
    struct dialogues *out = talks->out;
    if (choices->exists && !choices->is_broken)
        TRY(choices_take(talks->in, choices, form, err));
    for (size_t i = 0; i < form->n_lists; i++)
        check_list(talks, &form->lists[i]);
    const struct choice_list *list = form_list(form, "life_event");
    out->events = arena_array(talks->in->arena, (list != NULL ? list->n : 0) + sessions->n_rows,
                              struct life_event);
    if (out->events == NULL)
        return error_memory(err);
    for (size_t i = 0; list != NULL && i < list->n; i++)
        out->events[out->n_events++] =
            (struct life_event){list->choices[i].name, list->choices[i].labels};
    return OK;
}

static size_t find_event(const struct dialogues *out, const char *name)
{
    size_t i = 0;
    while (i < out->n_events && strcmp(out->events[i].name, name) != 0)
        i++;
    return i;
}

static void take_event(struct talks *talks, struct entry cell, struct dialogue_session *session)
{
    struct dialogues *out = talks->out;
    const struct choice_list *list = form_list(talks->form, "life_event");
    session->event = find_event(out, cell.text);
    if (session->event < out->n_events)
        return;
    if (cell.text[0] == '\0')
        table_fault(talks->in, cell.at, "%s",
                    _("life_event is blank; want what the talk is about"));
    else if (list != NULL)
        table_fault(talks->in, cell.at, _("life_event '%s' is not in the list life_event%s"),
                    cell.text, choices_say_nearest(talks->in->arena, cell.text, list));
    else
        out->events[out->n_events++] = (struct life_event){.name = cell.text};
}

static enum status take_coders(struct talks *talks, size_t session, struct entry cell,
                               struct error *err)
{
    const char *const *parts = NULL;
    size_t n = 0;
    TRY(value_list(talks->in, cell, &parts, &n, err));
    uint32_t *list = arena_array(talks->in->arena, n, uint32_t);
    if (list == NULL)
        return error_memory(err);
    for (size_t i = 0; i < n; i++) {
        bool is_new = true;
        if (!textset_add(&talks->coder_names, parts[i], strlen(parts[i]), &list[i]))
            return error_memory(err);
        for (size_t k = 0; k < i; k++)
            is_new &= list[k] != list[i];
        if (!is_new)
            table_fault(talks->in, cell.at, _("coders names '%s' twice"), parts[i]);
    }
    talks->coders_of[session] = cell.text[0] != '\0' ? list : NULL;
    talks->n_coders_of[session] = n;
    return OK;
}

static enum status take_session(struct talks *talks, size_t row, struct names *names,
                                struct error *err)
{
    const struct table *table = &talks->table[TALK_SESSIONS];
    const struct entry name = table_entry(table, row, SESSION);
    struct dialogue_session *session = &talks->out->sessions[row];
    long n = 0;
    uint32_t index = 0;
    *session = (struct dialogue_session){.name = name.text, .at = name.at};
    if (name.text[0] == '\0')
        table_fault(talks->in, name.at, "%s", _("the session has no name"));
    else
        TRY(names_add(talks->in, names, (struct name){name.text, name.at}, err));
    if (!textset_add(&talks->session_names, name.text, strlen(name.text), &index))
        return error_memory(err);
    take_event(talks, table_entry(table, row, LIFE_EVENT), session);
    value_date(talks->in, table_entry(table, row, DATE), &session->date);
    if (value_integer(talks->in, table_entry(table, row, PARTICIPANTS), 1, MOST_PARTICIPANTS, &n))
        session->n_participants = (int)n;
    return take_coders(talks, row, table_entry(table, row, CODERS), err);
}

enum status talks_take_sessions(struct talks *talks, struct error *err)
{
    const struct table *table = &talks->table[TALK_SESSIONS];
    struct arena *arena = talks->in->arena;
    struct names names = {.arena = arena};
    talks->out->sessions = arena_array(arena, table->n_rows, struct dialogue_session);
    talks->coders_of = arena_array(arena, table->n_rows, const uint32_t *);
    talks->n_coders_of = arena_array(arena, table->n_rows, size_t);
    if (talks->out->sessions == NULL || talks->coders_of == NULL || talks->n_coders_of == NULL)
        return error_memory(err);
    talks->out->n_sessions = table->n_rows;
    for (size_t row = 0; row < table->n_rows; row++)
        TRY(take_session(talks, row, &names, err));
    if (table->exists && !table->is_broken && table->n_rows == 0)
        table_fault(talks->in, (struct place){table->path, 0, 0}, "%s",
                    _("there is no session below the header"));
    return OK;
}
