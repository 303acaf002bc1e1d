/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dialogue/... and agreement/...: in which talks a theme, or a facet, occurs. */
#include "analysis/dialogue_marks.h"
#include "analysis/explaining.h"

#include <string.h>

/* What the figure is about: a thing (analysis/dialogue_marks.h), in talks about one life event. */
struct theme {
    struct marks marks;
    size_t thing; /* NO_CODE: neither a code nor a facet */
    size_t event; /* ANY_EVENT: all */
};

static size_t find_thing(const struct explaining *x, const struct marks *marks)
{
    const struct dialogues *d = marks->d;
    const char *name = x->id->subject == NULL ? "" : x->id->subject;
    const bool is_facet = strncmp(x->id->measure, "facet", strlen("facet")) == 0;
    if (is_facet && dialogue_facet_by_name(name) != FACET_NONE)
        return thing_of_facet(marks, dialogue_facet_by_name(name));
    for (size_t i = 0; !is_facet && i < d->n_codes; i++)
        if (strcmp(d->codes[i].name, name) == 0)
            return i;
    return NO_CODE;
}

static size_t find_event(const struct explaining *x, const struct dialogues *d)
{
    for (size_t k = 0; k < x->id->n_levels; k++)
        for (size_t i = 0; i < d->n_events; i++)
            if (strcmp(x->id->level[k].code, "life_event") == 0 &&
                strcmp(x->id->level[k].level, d->events[i].name) == 0)
                return i;
    return ANY_EVENT;
}

static void put_about(struct explaining *x, const struct theme *theme)
{
    const struct dialogues *d = theme->marks.d;
    if (theme->thing >= d->n_codes)
        return;
    const struct dialogue_code *code = &d->codes[theme->thing];
    const char *facet = dialogue_facet_name(code->facet);
    explanation_note(x->e, "%s: %s", code->name, explain_label(x, code->labels, code->name));
    if (code->parent != NO_CODE)
        explanation_note(x->e, _("  part of %s"), d->codes[code->parent].name);
    if (facet != NULL)
        explanation_note(x->e, _("  facet %s"), facet);
}

/* How many segments of the session have exactly that mark. */
static size_t count_marks(const struct theme *theme, size_t session, enum mark wanted)
{
    const struct dialogues *d = theme->marks.d;
    size_t n = 0;
    for (size_t s = 0; s < d->n_segments; s++)
        n += d->segments[s].session == session && mark(&theme->marks, s, theme->thing) == wanted;
    return n;
}

static void put_sessions(struct explaining *x, const struct theme *theme)
{
    static const struct explain_column columns[] = {
        {"session", N_("talk")},  {"date", N_("date")},     {"life_event", N_("life event")},
        {"coders", N_("coders")}, {"occurs", N_("occurs")}, {"some", N_("by some")},
        {"not", N_("by none")}};
    const struct dialogues *d = theme->marks.d;
    struct explain_table *table =
        explanation_table(x->e, "sessions",
                          _("Segments of the talks in which it occurs, that is "
                            "by more than half of the coders"),
                          columns, COUNT(columns));
    for (size_t i = 0; i < d->n_sessions; i++) {
        const size_t n_coders = marks_count_coders(&theme->marks, i);
        const bool is_about = theme->event == ANY_EVENT || d->sessions[i].event == theme->event;
        if (n_coders > 0 && is_about)
            explanation_row(x->e, table,
                            (struct explain_cell[]){cell_text(d->sessions[i].name),
                                                    cell_text(d->sessions[i].date),
                                                    cell_text(d->events[d->sessions[i].event].name),
                                                    cell_count(n_coders),
                                                    cell_count(count_marks(theme, i, MARK_AGREED)),
                                                    cell_count(count_marks(theme, i, MARK_SOME)),
                                                    cell_count(count_marks(theme, i, MARK_NOT))});
    }
}

/* Counts anew. */
static void put_count(struct explaining *x, const struct theme *theme)
{
    static const struct {
        const char *measure;
        bool is_of_segments;
    } counts[] = {
        {"sessions", false}, {"segments", true}, {"facet", false}, {"facet_segments", true}};
    const struct marked n =
        marks_count(&theme->marks, theme->thing, NO_CODE, theme->event, MARK_AGREED);
    for (size_t i = 0; i < COUNT(counts); i++) {
        if (strcmp(x->id->family, "dialogue") != 0 ||
            strcmp(x->id->measure, counts[i].measure) != 0)
            continue;
        const double value = (double)(counts[i].is_of_segments ? n.segments : n.sessions);
        explanation_step(x->e, value,
                         counts[i].is_of_segments ? _("%.0f segments in which it occurs")
                                                  : _("%.0f talks with a segment in which it "
                                                      "occurs"),
                         value);
        explanation_result(x->e, value);
    }
}

enum status explain_dialogue(struct explaining *x, struct error *err)
{
    const struct dialogues *d = x->form->dialogues;
    struct theme theme = {.event = find_event(x, d)};
    TRY(marks_make(d, x->e->arena, &theme.marks, err));
    theme.thing = find_thing(x, &theme.marks);
    if (theme.thing == NO_CODE) {
        explanation_note(x->e, _("about %zu talks with %zu segments and %zu codings"),
                         d->n_sessions, d->n_segments, d->n_codings);
        return OK;
    }
    put_about(x, &theme);
    put_sessions(x, &theme);
    put_count(x, &theme);
    return OK;
}
