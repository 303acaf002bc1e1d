/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Why figures differ: what changed, followed from rows of tables to the codes that figures name. */
#include "cli/verify.h"
#include "store/figure_id.h"

#include <string.h>

static const char *const cause_names[] = {
    [CAUSE_ROW] = "row",       [CAUSE_WAVE] = "wave",       [CAUSE_INPUT] = "input",
    [CAUSE_OPTION] = "option", [CAUSE_METHOD] = "method",   [CAUSE_PROGRAM] = "program",
    [CAUSE_EDITED] = "edited", [CAUSE_MACHINE] = "machine", [CAUSE_UNKNOWN] = "unknown",
};
_Static_assert(COUNT(cause_names) == CAUSE_COUNT, "every cause needs a name");

const char *cause_name(enum cause cause)
{
    return cause_names[cause];
}

/* ---- from rows to codes */

/* The row that a code hangs on; NULL: none that changed. */
static const char *row_behind(const struct verified *verified, const char *code)
{
    for (size_t i = 0; code != NULL && i < verified->n_touched; i++)
        if (strcmp(verified->touched[i].code, code) == 0)
            return verified->touched[i].row;
    return NULL;
}

static enum status touch(struct verified *verified, const char *code, struct error *err)
{
    if (row_behind(verified, code) != NULL)
        return OK;
    struct touched *list =
        arena_grown(verified->faults.arena, verified->touched, verified->n_touched,
                    &verified->touched_capacity, struct touched);
    if (list == NULL)
        return error_memory(err);
    verified->touched = list;
    list[verified->n_touched++] = (struct touched){code, verified->row};
    return OK;
}

/* An indicator, and the indices that it is a part of. */
static enum status touch_indicator(struct verified *verified, const struct indicator *indicator,
                                   struct error *err)
{
    for (; indicator != NULL; indicator = indicator->parent)
        TRY(touch(verified, indicator->code, err));
    return OK;
}

static enum status touch_question(struct verified *verified, const struct question *question,
                                  struct error *err)
{
    const struct form *form = verified->job->form;
    TRY(touch(verified, question->name, err));
    for (size_t i = 0; i < form->n_indicators; i++)
        if (form->indicators[i].question == question)
            TRY(touch_indicator(verified, &form->indicators[i], err));
    return OK;
}

/* The list that a row "LIST/NAME" is of. */
static enum status touch_list(struct verified *verified, const char *row, struct error *err)
{
    const struct form *form = verified->job->form;
    const char *slash = strrchr(row, '/');
    const size_t n = slash == NULL ? strlen(row) : (size_t)(slash - row);
    for (size_t i = 0; i < form->n_questions; i++) {
        const struct choice_list *list = form->questions[i].list;
        if (list != NULL && strlen(list->name) == n && memcmp(list->name, row, n) == 0)
            TRY(touch_question(verified, &form->questions[i], err));
    }
    return OK;
}

static enum status touch_row(struct verified *verified, const char *name, struct error *err)
{
    const struct form *form = verified->job->form;
    const char *slash = strchr(name, '/'), *row = slash == NULL ? name : slash + 1;
    if (strncmp(name, "choices.csv/", strlen("choices.csv/")) == 0)
        return touch_list(verified, row, err);
    if (strncmp(name, "settings.csv/", strlen("settings.csv/")) == 0)
        return OK; /* touches anything */
    const struct question *question = form_question(form, row);
    if (strncmp(name, "survey.csv/", strlen("survey.csv/")) == 0 && question != NULL)
        return touch_question(verified, question, err);
    TRY(touch(verified, row, err)); /* also of a row that is gone */
    return touch_indicator(verified, form_indicator(form, row), err);
}

static const char *row_behind_any(const struct verified *verified, const struct indicator **list,
                                  size_t n)
{
    const char *row = NULL;
    for (size_t i = 0; row == NULL && i < n; i++)
        row = row_behind(verified, list[i]->code);
    return row;
}

/* Hypotheses about what was touched. */
static enum status touch_hypotheses(struct verified *verified, struct error *err)
{
    const struct form *form = verified->job->form;
    for (size_t i = 0; i < form->n_hypotheses; i++) {
        const struct hypothesis *h = &form->hypotheses[i];
        const char *row = row_behind_any(verified, h->y, h->n_y);
        if (row == NULL)
            row = row_behind_any(verified, h->x, h->n_x);
        if (row == NULL)
            row = row_behind_any(verified, h->controls, h->n_controls);
        if (row == NULL && h->group != NULL)
            row = row_behind(verified, h->group->code);
        verified->row = row;
        if (row != NULL)
            TRY(touch(verified, h->id, err));
    }
    return OK;
}

enum status verified_trace(struct verified *verified, struct error *err)
{
    for (size_t i = 0; i < verified->n_changes; i++) {
        verified->row = verified->changes[i].name;
        if (verified->changes[i].kind == FACT_ROW)
            TRY(touch_row(verified, verified->changes[i].name, err));
    }
    return touch_hypotheses(verified, err);
}

/* ---- from a figure to its cause */

/* The row behind one of the subjects, or the group or level, that the id names. */
static const char *row_behind_id(const struct verified *verified, const char *id)
{
    struct arena arena = {0};
    struct figure_parts parts;
    const char *row = NULL;
    if (figure_parse(&arena, id, &parts, NULL) == OK) {
        row = row_behind(verified, parts.subject);
        if (row == NULL)
            row = row_behind(verified, parts.other);
        for (size_t i = 0; row == NULL && i < parts.n_levels; i++) {
            row = row_behind(verified, parts.level[i].code);
            if (row == NULL)
                row = row_behind(verified, parts.level[i].level);
        }
    }
    arena_release(&arena);
    return row;
}

static const enum cause of_kind[] = {
    [FACT_INPUT] = CAUSE_INPUT,     [FACT_ROW] = CAUSE_INPUT,
    [FACT_WAVE] = CAUSE_COUNT, /* of some figures */
    [FACT_OPTION] = CAUSE_OPTION,   [FACT_PROGRAM] = CAUSE_PROGRAM,
    [FACT_LIBRARY] = CAUSE_PROGRAM, [FACT_FIGURES] = CAUSE_EDITED,
};
_Static_assert(COUNT(of_kind) == FACT_KIND_COUNT, "every change is a cause");

/* The likeliest of what changed, of the whole survey. */
static enum cause cause_of_changes(const struct verified *verified)
{
    enum cause cause = verified->has_record ? CAUSE_MACHINE : CAUSE_UNKNOWN;
    for (size_t i = 0; i < verified->n_changes; i++) {
        const enum cause this = of_kind[verified->changes[i].kind];
        cause = this < cause ? this : cause;
    }
    return cause;
}

static bool hangs_on_changed_wave(const struct verified *verified, const char *id)
{
    bool is = false;
    for (size_t i = 0; i < verified->n_changes; i++)
        is |= verified->changes[i].kind == FACT_WAVE;
    return is && strncmp(id, "trend/", strlen("trend/")) == 0;
}

enum cause verified_cause(const struct verified *verified, const struct difference *difference)
{
    const struct figure *figure = difference->is != NULL ? difference->is : difference->was;
    if (row_behind_id(verified, figure->id) != NULL)
        return CAUSE_ROW;
    if (hangs_on_changed_wave(verified, figure->id))
        return CAUSE_WAVE;
    const enum cause cause = cause_of_changes(verified);
    return difference->is_method_changed && cause > CAUSE_METHOD ? CAUSE_METHOD : cause;
}

const char *verified_because(const struct verified *verified, const struct difference *difference)
{
    const struct figure *figure = difference->is != NULL ? difference->is : difference->was;
    const enum cause cause = verified_cause(verified, difference);
    if (cause == CAUSE_ROW)
        return row_behind_id(verified, figure->id);
    for (size_t i = 0; i < verified->n_changes; i++) {
        const struct fact_change *change = &verified->changes[i];
        if (cause == CAUSE_WAVE ? change->kind == FACT_WAVE : of_kind[change->kind] == cause)
            return change->name;
    }
    return NULL;
}
