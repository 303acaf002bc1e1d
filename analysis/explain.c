/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/explain.h"

#include "analysis/explain_stored.h"
#include "analysis/explaining.h"
#include "base/text.h"

#include <string.h>

/* Who knows the figures of a family. */
static const struct {
    const char *family;
    enum status (*explain)(struct explaining *x, struct error *err);
} families[] = {
    {"alpha", explain_scale},
    {"bartlett", explain_scale},
    {"composition", explain_group},
    {"correlation", explain_pair},
    {"eigen", explain_scale},
    {"group", explain_group},
    {"group_difference", explain_group},
    {"hypothesis", explain_claim},
    {"index", explain_index},
    {"influence", explain_pair},
    {"inter_item", explain_scale},
    {"item", explain_item},
    {"item_rest", explain_scale},
    {"kmo", explain_scale},
    {"omega", explain_scale},
    {"regression", explain_pair},
    {"response", explain_response},
    {"share", explain_index},
    {"weight", explain_weight},
};

/* What one part of an id names. */
static void describe(struct explaining *x, const char *name)
{
    const struct indicator *indicator = form_indicator(x->form, name);
    const struct question *question = form_question(x->form, name);
    if (indicator != NULL)
        explain_variables(x, &indicator, 1);
    if (indicator != NULL && indicator->type == INDICATOR_AGGREGATE)
        explain_parts(x, indicator);
    if (indicator == NULL && question != NULL)
        explanation_note(x->e, "%s: %s", name, explain_label(x, question->labels, name));
    for (size_t i = 0; i < x->form->n_hypotheses; i++)
        if (strcmp(x->form->hypotheses[i].id, name) == 0)
            explanation_note(x->e, "%s: %s", name,
                             explain_label(x, x->form->hypotheses[i].claim, name));
    explanation_relate(x->e, x->from->figures,
                       figure_id(x->e->arena, "index", "mean", name, NULL, NULL),
                       _("what it is about"));
}

enum status explain_anything(struct explaining *x, struct error *err)
{
    (void)err;
    if (x->id->subject != NULL)
        describe(x, x->id->subject);
    if (x->id->other != NULL)
        describe(x, x->id->other);
    for (size_t i = 0; i < x->id->n_levels; i++)
        explanation_note(x->e, _("of %s alone: %s"), x->id->level[i].code, x->id->level[i].level);
    if (x->e->n == 0)
        explanation_note(x->e,
                         _("about the survey as a whole: %zu units of the frame, %zu "
                           "answered"),
                         x->wave->n_frame, x->wave->n_rows);
    return OK;
}

/* The id that comes nearest, in the family that is meant if there is one. */
static const char *nearest_id(const struct figures *figures, const char *id, struct arena *arena)
{
    const char **ids = arena_array(arena, figures->n, const char *);
    const char *slash = strchr(id, '/');
    const size_t n_family = slash == NULL ? 0 : (size_t)(slash - id) + 1;
    size_t n = 0;
    for (size_t i = 0; ids != NULL && i < figures->n; i++)
        if (strncmp(figures->list[i].id, id, n_family) == 0)
            ids[n++] = figures->list[i].id;
    const bool is_family = n > 0;
    for (size_t i = 0; ids != NULL && !is_family && i < figures->n; i++)
        ids[n++] = figures->list[i].id;
    return ids == NULL ? NULL : text_nearest(id, ids, n);
}

static enum status refuse(const struct figures *figures, const char *id, struct arena *arena,
                          struct error *err)
{
    const char *nearest = nearest_id(figures, id, arena);
    if (nearest != NULL)
        return error_set(err, ERR_USAGE, _("there is no figure '%s'; did you mean '%s'?"), id,
                         nearest);
    return error_set(err, ERR_USAGE,
                     _("there is no figure '%s'; 'mognad explain --list PATTERN' finds those that "
                       "there are"),
                     id);
}

enum status explain_find(const struct figures *figures, const char *id, struct explanation *out,
                         struct error *err)
{
    out->figure = figures_find(figures, id);
    out->value = MISSING;
    if (out->figure == NULL)
        return refuse(figures, id, out->arena, err);
    out->want = out->figure->value;
    return figure_parse(out->arena, id, &out->parts, err);
}

static enum status explain_family(struct explaining *x, struct error *err)
{
    if (x->form->dialogues != NULL)
        return explain_dialogue(x, err);
    for (size_t i = 0; i < COUNT(families); i++)
        if (strcmp(families[i].family, x->id->family) == 0)
            return families[i].explain(x, err);
    return explain_anything(x, err);
}

enum status explain_figure(const struct explain_source *source, const char *id,
                           struct explanation *out, struct error *err)
{
    TRY(explain_find(source->figures, id, out, err));
    struct explaining x = {.from = source,
                           .e = out,
                           .wave = source->wave,
                           .form = source->wave->form,
                           .figure = out->figure,
                           .id = &out->parts};
    TRY(explain_family(&x, err));
    if (out->n == 0)
        TRY(explain_anything(&x, err));
    return out->is_out_of_memory ? error_memory(err) : OK;
}
