/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/crosswalk.h"

#include "base/text.h"
#include "ingest/choices.h"
#include "ingest/say.h"
#include "ingest/value.h"

#include <string.h>

enum { VARIABLE, FROM_WAVE, FROM_NAME, RECODE };

static const struct table_column columns[] = {
    [VARIABLE] = {.name = "variable", .is_required = true},
    [FROM_WAVE] = {.name = "from_wave", .is_required = true},
    [FROM_NAME] = {.name = "from_name", .is_required = true},
    [RECODE] = {.name = "recode"},
};

const struct table_layout crosswalk_layout = {"crosswalk", columns, COUNT(columns)};

static void fault_no_question(const struct reading *in, const struct form *form,
                              struct entry variable)
{
    struct arena scratch = {0};
    const char **names = arena_array(&scratch, form->n_questions, const char *);
    size_t n = 0;
    for (size_t i = 0; names != NULL && i < form->n_questions; i++)
        if (question_has_answer(form->questions[i].type))
            names[n++] = form->questions[i].name;
    table_fault(in, variable.at, _("variable '%s' is no question%s"), variable.text,
                names == NULL ? "" : say_nearest(in->arena, variable.text, names, n));
    arena_release(&scratch);
}

static const struct question *take_variable(const struct reading *in, const struct form *form,
                                            struct entry variable)
{
    const struct question *question = form_question(form, variable.text);
    if (question == NULL) {
        fault_no_question(in, form, variable);
        return NULL;
    }
    if (question_has_answer(question->type))
        return question;
    table_fault(in, variable.at, _("variable '%s' is a %s, which has no answer"), variable.text,
                question_type_name(question->type));
    return NULL;
}

/* What an old value becomes must be an answer to the question of this wave. */
static void check_target(const struct reading *in, const struct question *question,
                         struct entry recode, const char *target)
{
    double x;
    if (question->list != NULL && choices_find(question->list, target) == NULL)
        table_fault(in, recode.at, _("'%s' is no choice of list '%s'%s"), target,
                    question->list->name, choices_say_nearest(in->arena, target, question->list));
    const bool is_number = question->type == QUESTION_INTEGER || question->type == QUESTION_DECIMAL;
    if (is_number && !text_number(target, strlen(target), '.', &x))
        table_fault(in, recode.at, _("'%s' is no number, but '%s' is %s"), target, question->name,
                    question_type_name(question->type));
}

static enum status check_recode(const struct reading *in, const struct question *question,
                                struct entry recode, struct error *err)
{
    const char *const *parts = NULL;
    size_t n = 0;
    TRY(value_list(in, recode, &parts, &n, err));
    const char **from = arena_array(in->arena, n, const char *);
    if (from == NULL)
        return error_memory(err);
    for (size_t i = 0; i < n; i++) {
        const char *target = NULL;
        TRY(value_pair(in, recode, parts[i], &from[i], &target, err));
        for (size_t k = 0; from[i] != NULL && k < i; k++)
            if (from[k] != NULL && strcmp(from[k], from[i]) == 0)
                table_fault(in, recode.at, _("recode says twice what '%s' becomes"), from[i]);
        if (target != NULL && question != NULL)
            check_target(in, question, recode, target);
    }
    return OK;
}

static void check_once(const struct reading *in, const struct form *form,
                       const struct crossing *crossing)
{
    for (size_t i = 0; i < form->n_crosswalk; i++) {
        const struct crossing *before = &form->crosswalk[i];
        if (before->from_wave != crossing->from_wave)
            continue;
        if (strcmp(before->variable, crossing->variable) == 0)
            table_fault(in, crossing->at, _("'%s' from %d is there already in line %ld"),
                        crossing->variable, crossing->from_wave, before->at.line);
    }
}

static enum status take_crossing(const struct reading *in, const struct table *table, size_t row,
                                 struct form *form, struct error *err)
{
    const struct entry variable = table_entry(table, row, VARIABLE);
    const struct entry from_wave = table_entry(table, row, FROM_WAVE);
    const struct entry from_name = table_entry(table, row, FROM_NAME);
    const struct entry recode = table_entry(table, row, RECODE);
    struct crossing *out = &form->crosswalk[form->n_crosswalk];
    long wave = 0;
    *out = (struct crossing){
        .variable = variable.text, .from_name = from_name.text, .at = variable.at};
    const struct question *question = take_variable(in, form, variable);
    if (from_wave.text[0] == '\0')
        table_fault(in, from_wave.at, "%s", _("from_wave is blank; want a year"));
    else if (value_integer(in, from_wave, 1900, 2999, &wave) && form->settings.wave > 0 &&
             wave >= form->settings.wave)
        table_fault(in, from_wave.at, _("from_wave %ld is not before this wave, %d"), wave,
                    form->settings.wave);
    out->from_wave = (int)wave;
    if (from_name.text[0] == '\0')
        table_fault(in, from_name.at, "%s", _("from_name is blank; want a question's name"));
    value_text(recode, &out->recode);
    check_once(in, form, out);
    form->n_crosswalk++;
    return check_recode(in, question, recode, err);
}

enum status crosswalk_take(const struct reading *in, const struct table *table, struct form *form,
                           struct error *err)
{
    form->crosswalk = arena_array(in->arena, table->n_rows, struct crossing);
    if (form->crosswalk == NULL)
        return error_memory(err);
    for (size_t row = 0; row < table->n_rows; row++)
        TRY(take_crossing(in, table, row, form, err));
    return OK;
}
