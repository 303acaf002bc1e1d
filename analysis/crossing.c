/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/crossing.h"

#include "analysis/recode.h"
#include "base/text.h"

#include <string.h>

static int year_of(const struct form *form)
{
    return form->settings.wave;
}

static const struct crossing *row_of(const struct form *form, const char *variable, int from_wave)
{
    for (size_t i = 0; i < form->n_crosswalk; i++) {
        const struct crossing *row = &form->crosswalk[i];
        if (row->from_wave == from_wave && strcmp(row->variable, variable) == 0)
            return row;
    }
    return NULL;
}

/* The row that leads from forms[at] furthest back to the point: to the first wave itself, else to
   the latest of those between. The wave that it names in *to. */
static const struct crossing *best_row(const struct form *const *forms, size_t at,
                                       const char *variable, size_t *to)
{
    *to = 0;
    const struct crossing *row = row_of(forms[at], variable, year_of(forms[0]));
    for (size_t between = at; row == NULL && between-- > 1;) {
        *to = between;
        row = row_of(forms[at], variable, year_of(forms[between]));
    }
    return row;
}

bool crossing_find(const struct form *const *forms, size_t n, const struct question *question,
                   struct crossing_path *out)
{
    const struct crossing *back[CROSSING_STEPS] = {NULL}; /* the latest first */
    *out = (struct crossing_path){.from = question};
    for (size_t at = n - 1; at > 0;) {
        size_t to;
        const struct crossing *row = best_row(forms, at, out->from->name, &to);
        if (row == NULL || out->n_steps == CROSSING_STEPS)
            return false;
        back[out->n_steps++] = row;
        out->from = form_question(forms[to], row->from_name);
        if (out->from == NULL || !question_has_answer(out->from->type))
            return false;
        at = to;
    }
    for (size_t i = 0; i < out->n_steps; i++)
        out->step[i] = back[out->n_steps - 1 - i];
    return true;
}

static bool is_number(const struct question *question)
{
    return question->type == QUESTION_INTEGER || question->type == QUESTION_DECIMAL ||
           question->type == QUESTION_CALCULATE;
}

bool crossing_is_possible(const struct question *from, const struct question *to)
{
    if (is_number(from))
        return is_number(to);
    return from->type == to->type && from->list != NULL && to->list != NULL;
}

size_t crossing_choice(const struct crossing_path *path, const struct choice *from,
                       const struct choice_list *to)
{
    struct word name = {from->name, strlen(from->name)};
    for (size_t i = 0; i < path->n_steps; i++)
        if (!recode_find(path->step[i]->recode, name, &name))
            return NO_CHOICE;
    for (size_t i = 0; i < to->n; i++)
        if (word_is(name, to->choices[i].name))
            return i;
    return NO_CHOICE;
}

double crossing_number(const struct crossing_path *path, double x)
{
    for (size_t i = 0; i < path->n_steps && !is_missing(x); i++)
        if (!recode_number(path->step[i]->recode, x, &x))
            x = missing_because(MISSING_INVALID);
    return x;
}

bool crossing_recodes(const struct crossing_path *path)
{
    for (size_t i = 0; i < path->n_steps; i++)
        if (path->step[i]->recode != NULL)
            return true;
    return false;
}

/* --- rows that do not fit ----------------------------------------------------------------------
 */

static void say_no_question(struct findings *found, const struct form *earlier,
                            const struct crossing *row)
{
    struct arena scratch = {0};
    const char **names = arena_array(&scratch, earlier->n_questions, const char *);
    size_t n = 0;
    for (size_t i = 0; names != NULL && i < earlier->n_questions; i++)
        if (question_has_answer(earlier->questions[i].type))
            names[n++] = earlier->questions[i].name;
    const char *near = names == NULL ? NULL : text_nearest(row->from_name, names, n);
    findings_add(found, FINDING_ERROR, "crosswalk", row->at, NULL, row->variable,
                 "'%s' is no question of %d%s%s%s, so '%s' is compared with nothing",
                 row->from_name, row->from_wave, near == NULL ? "" : " (did you mean '",
                 near == NULL ? "" : near, near == NULL ? "" : "'?)", row->variable);
    arena_release(&scratch);
}

static void check_choices(struct findings *found, const struct crossing *row,
                          const struct question *from, const struct question *to)
{
    const struct crossing_path path = {from, {row}, 1};
    for (size_t i = 0; i < from->list->n; i++) {
        const struct choice *choice = &from->list->choices[i];
        if (choice->reason != ANSWERED || crossing_choice(&path, choice, to->list) != NO_CHOICE)
            continue;
        findings_add(found, FINDING_WARNING, "crosswalk", row->at, NULL, row->variable,
                     "the answer '%s' to '%s' in %d becomes no answer to '%s': those who gave it "
                     "are left out of what is compared",
                     choice->name, from->name, row->from_wave, to->name);
    }
}

static void check_recode(struct findings *found, const struct crossing *row,
                         const struct question *from)
{
    struct recode_pair pair;
    for (const char *at = row->recode; at != NULL && recode_next(&at, &pair);) {
        bool is_there = false;
        for (size_t i = 0; i < from->list->n; i++)
            is_there |= word_is(pair.from, from->list->choices[i].name);
        if (!is_there)
            findings_add(found, FINDING_WARNING, "crosswalk", row->at, NULL, row->variable,
                         "recode says what '%.*s' becomes, but '%s' had no such answer in %d",
                         (int)pair.from.n, pair.from.text, from->name, row->from_wave);
    }
}

static void check_row(struct findings *found, const struct form *earlier, const struct form *later,
                      const struct crossing *row)
{
    const struct question *from = form_question(earlier, row->from_name);
    const struct question *to = form_question(later, row->variable);
    if (from == NULL || !question_has_answer(from->type)) {
        say_no_question(found, earlier, row);
    } else if (to != NULL && !crossing_is_possible(from, to)) {
        findings_add(found, FINDING_ERROR, "crosswalk", row->at, NULL, row->variable,
                     "'%s' was %s in %d and '%s' is %s: answers to the one cannot be read as "
                     "answers to the other, so nothing is compared",
                     from->name, question_type_name(from->type), row->from_wave, to->name,
                     question_type_name(to->type));
    } else if (to != NULL && from->list != NULL) {
        check_choices(found, row, from, to);
        check_recode(found, row, from);
    }
}

void crossing_check(const struct form *const *forms, size_t n, struct findings *found)
{
    const struct form *later = forms[n - 1];
    for (size_t i = 0; i < later->n_crosswalk; i++)
        for (size_t k = 0; k + 1 < n; k++)
            if (year_of(forms[k]) == later->crosswalk[i].from_wave)
                check_row(found, forms[k], later, &later->crosswalk[i]);
}
