/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/survey.h"

#include "base/text.h"
#include "ingest/names.h"
#include "ingest/say.h"
#include "ingest/scope.h"
#include "ingest/value.h"

#include <string.h>

enum {
    TYPE,
    NAME,
    LABEL,
    HINT,
    REQUIRED,
    RELEVANT,
    CONSTRAINT,
    CONSTRAINT_MESSAGE,
    CALCULATION,
    COLUMN
};

static const struct table_column columns[] = {
    [TYPE] = {.name = "type", .is_required = true},
    [NAME] = {.name = "name", .is_required = true},
    [LABEL] = {.name = "label", .has_languages = true},
    [HINT] = {.name = "hint", .has_languages = true},
    [REQUIRED] = {.name = "required"},
    [RELEVANT] = {.name = "relevant"},
    [CONSTRAINT] = {.name = "constraint"},
    [CONSTRAINT_MESSAGE] = {.name = "constraint_message", .has_languages = true},
    [CALCULATION] = {.name = "calculation"},
    [COLUMN] = {.name = "column"},
};

const struct table_layout survey_layout = {"survey", columns, COUNT(columns)};

enum { DEEPEST = 32 }; /* groups within groups */

struct numbered {
    size_t index, row; /* in the form and in the table */
};

struct open_groups {
    const struct question *group[DEEPEST];
    size_t n;
};

/* Splits "select_one LIST" into its words. ERR_MEMORY. */
static enum status split_type(const struct reading *in, struct entry type, const char **word,
                              const char **rest, struct error *err)
{
    const size_t n = strcspn(type.text, " \t");
    *word = arena_text_n(in->arena, type.text, n);
    *rest = type.text + n + strspn(type.text + n, " \t");
    return *word == NULL ? error_memory(err) : OK;
}

/* Tells of it. The type that was likely meant, to go on with, so that nothing that rests on the
   question is told of too; -1 when none is near. "begin group" is near as a whole only. */
static int fault_type(const struct reading *in, struct entry type, const char *word)
{
    const char *names[QUESTION_CALCULATE + 1];
    for (int i = 0; i <= QUESTION_CALCULATE; i++)
        names[i] = question_type_name((enum question_type)i);
    const bool is_word_near = text_nearest(word, names, COUNT(names)) != NULL;
    const char *wanted = is_word_near ? word : type.text;
    const char *nearest = text_nearest(wanted, names, COUNT(names));
    table_fault(in, type.at, _("'%s' is no type of question%s"), type.text,
                say_nearest(in->arena, wanted, names, COUNT(names)));
    return nearest == NULL ? -1 : question_type_by_name(nearest);
}

static void fault_list(const struct reading *in, const struct form *form, struct entry type,
                       const char *name)
{
    struct arena scratch = {0};
    const char **names = arena_array(&scratch, form->n_lists, const char *);
    for (size_t i = 0; names != NULL && i < form->n_lists; i++)
        names[i] = form->lists[i].name;
    table_fault(in, type.at, _("choices.csv has no list '%s'%s"), name,
                names == NULL ? "" : say_nearest(in->arena, name, names, form->n_lists));
    arena_release(&scratch);
}

static bool is_select(enum question_type type)
{
    return type == QUESTION_SELECT_ONE || type == QUESTION_SELECT_MULTIPLE;
}

static void take_list(const struct reading *in, const struct form *form, struct entry type,
                      const char *name, struct question *question)
{
    if (name[0] == '\0') {
        table_fault(in, type.at, _("%s needs the name of a list: '%s LIST'"), type.text, type.text);
        return;
    }
    question->list = form_list(form, name);
    if (question->list == NULL)
        fault_list(in, form, type, name);
    for (size_t i = 0; question->type == QUESTION_SELECT_MULTIPLE && question->list != NULL &&
                       i < question->list->n;
         i++) {
        const struct choice *choice = &question->list->choices[i];
        if (strpbrk(choice->name, " \t\n") != NULL)
            table_fault(in, choice->at,
                        _("choice '%s' has a blank in it, but a select_multiple separates its "
                          "choices by blanks"),
                        choice->name);
    }
}

/* False when the type is not known nor to be guessed; the question cannot be kept then. */
static enum status take_type(const struct reading *in, const struct form *form, struct entry type,
                             struct question *question, bool *is_known, struct error *err)
{
    const char *word, *rest;
    TRY(split_type(in, type, &word, &rest, err));
    const int named = question_type_by_name(word);
    int found = named;
    if (type.text[0] == '\0')
        table_fault(in, type.at, "%s", _("the row has no type of question"));
    else if (named < 0)
        found = fault_type(in, type, word);
    *is_known = found >= 0;
    if (!*is_known)
        return OK;
    question->type = (enum question_type)found;
    if (is_select(question->type))
        take_list(in, form, type, rest, question);
    else if (rest[0] != '\0' && named >= 0)
        table_fault(in, type.at, _("'%s' follows type %s, which takes nothing"), rest, word);
    return OK;
}

/* An option that would have no effect is an error. */
static void refuse(const struct reading *in, struct entry entry, const struct question *question)
{
    if (entry.text[0] != '\0')
        table_fault(in, entry.at, _("%s has no effect on type %s; leave it blank"), entry.column,
                    question_type_name(question->type));
}

static void take_options(const struct reading *in, const struct table *table, size_t row,
                         struct question *question)
{
    const bool has_answer = question_has_answer(question->type);
    const bool is_calculated = question->type == QUESTION_CALCULATE;
    const struct entry calculation = table_entry(table, row, CALCULATION);
    if (has_answer && !is_calculated) {
        value_yes(in, table_entry(table, row, REQUIRED), &question->is_required);
        value_text(table_entry(table, row, CONSTRAINT), &question->constraint);
        value_text(table_entry(table, row, COLUMN), &question->header);
    } else {
        refuse(in, table_entry(table, row, REQUIRED), question);
        refuse(in, table_entry(table, row, CONSTRAINT), question);
        refuse(in, table_entry(table, row, COLUMN), question);
    }
    if (question->type == QUESTION_END_GROUP)
        refuse(in, table_entry(table, row, RELEVANT), question);
    else
        value_text(table_entry(table, row, RELEVANT), &question->relevant);
    if (!is_calculated)
        refuse(in, calculation, question);
    else if (!value_text(calculation, &question->calculation))
        table_fault(in, calculation.at, "%s",
                    _("a calculate needs its formula in column 'calculation'"));
}

static enum status take_texts(const struct reading *in, const struct table *table, size_t row,
                              struct question *question, struct error *err)
{
    TRY(labels_read(in, (struct label_cell){table, row, LABEL}, &question->labels, err));
    TRY(labels_read(in, (struct label_cell){table, row, HINT}, &question->hints, err));
    return labels_read(in, (struct label_cell){table, row, CONSTRAINT_MESSAGE},
                       &question->constraint_messages, err);
}

static void close_group(const struct reading *in, const struct question *question,
                        struct open_groups *open)
{
    if (open->n == 0) {
        table_fault(in, question->at, "%s", _("this end_group closes no group"));
        return;
    }
    const struct question *group = open->group[--open->n];
    if (question->name[0] != '\0' && strcmp(question->name, group->name) != 0)
        table_fault(in, question->at, _("this end_group closes '%s' (line %ld), not '%s'"),
                    group->name, group->at.line, question->name);
}

static void place_in_groups(const struct reading *in, struct question *question,
                            struct open_groups *open)
{
    if (question->type == QUESTION_END_GROUP)
        close_group(in, question, open);
    question->section = open->n > 0 ? open->group[open->n - 1] : NULL;
    if (question->type != QUESTION_BEGIN_GROUP)
        return;
    if (open->n == DEEPEST)
        table_fault(in, question->at, _("groups are nested more than %d deep"), (int)DEEPEST);
    else
        open->group[open->n++] = question;
}

static enum status take_question(const struct reading *in, const struct table *table, size_t row,
                                 struct form *form, struct error *err)
{
    const struct entry name = table_entry(table, row, NAME);
    struct question *question = &form->questions[form->n_questions];
    bool is_known = false;
    *question = (struct question){.name = name.text, .header = name.text, .at = name.at};
    TRY(take_type(in, form, table_entry(table, row, TYPE), question, &is_known, err));
    if (!is_known)
        return OK;
    if (name.text[0] == '\0' && question->type != QUESTION_END_GROUP)
        table_fault(in, name.at, _("the %s has no name"), question_type_name(question->type));
    take_options(in, table, row, question);
    TRY(take_texts(in, table, row, question, err));
    form->n_questions++;
    return OK;
}

static enum status check_names(const struct reading *in, const struct form *form, struct error *err)
{
    struct names names = {.arena = in->arena};
    for (size_t i = 0; i < form->n_questions; i++) {
        const struct question *question = &form->questions[i];
        if (question->type == QUESTION_END_GROUP || question->name[0] == '\0')
            continue;
        names_check(in, question->name, question->at);
        TRY(names_add(in, &names, (struct name){question->name, question->at}, err));
    }
    return OK;
}

/* A header that stands in column `column` may be no other question's. Those that are the names were
   compared as such. */
static void check_header(const struct reading *in, const struct form *form, size_t i,
                         struct place at)
{
    const struct question *question = &form->questions[i];
    for (size_t k = 0; k < form->n_questions; k++) {
        const struct question *other = &form->questions[k];
        const bool is_told_there = k > i && other->header != other->name;
        if (k == i || is_told_there || !question_has_answer(other->type) ||
            strcmp(other->header, question->header) != 0)
            continue;
        table_fault(in, at, _("column '%s' is that of '%s' (line %ld) already"), question->header,
                    other->name, other->at.line);
        return;
    }
}

/* A calculate may use only those above it: so each has a value when it is used. */
static void check_order(const struct reading *in, const struct form *form, size_t i,
                        struct place at)
{
    const char *rest = form->questions[i].calculation;
    for (const char *from; (from = strstr(rest, "${")) != NULL;) {
        rest = from + strcspn(from, "}");
        for (size_t k = i; k < form->n_questions; k++) {
            const struct question *other = &form->questions[k];
            const size_t n = strlen(other->name);
            if (other->type == QUESTION_CALCULATE && (size_t)(rest - from) == n + 2 &&
                memcmp(from + 2, other->name, n) == 0)
                table_fault(in, at, _("calculate '%s' uses '%s', which is calculated after it"),
                            form->questions[i].name, other->name);
        }
    }
}

static enum status check_expressions(const struct reading *in, const struct table *table,
                                     const struct form *form, struct numbered question,
                                     struct error *err)
{
    const struct question *self = &form->questions[question.index];
    struct scope_expression expression = {.names = SCOPE_QUESTIONS};
    if ((expression.text = self->relevant) != NULL) {
        expression.at = table_entry(table, question.row, RELEVANT).at;
        TRY(scope_check(in, form, expression, err));
    }
    if ((expression.text = self->constraint) != NULL) {
        expression.at = table_entry(table, question.row, CONSTRAINT).at;
        expression.self = self;
        TRY(scope_check(in, form, expression, err));
    }
    if ((expression.text = self->calculation) != NULL) {
        expression.at = table_entry(table, question.row, CALCULATION).at;
        expression.self = NULL;
        expression.is_value = true;
        TRY(scope_check(in, form, expression, err));
        check_order(in, form, question.index, expression.at);
    }
    return OK;
}

void survey_number_columns(struct form *form)
{
    size_t n = 0;
    for (size_t i = 0; i < form->n_questions; i++) {
        struct question *question = &form->questions[i];
        question->column = n;
        if (question->type == QUESTION_SELECT_MULTIPLE && question->list != NULL)
            n += question->list->n;
        else
            n += question_has_answer(question->type);
    }
}

static enum status take_questions(const struct reading *in, const struct table *table,
                                  struct form *form, struct numbered *numbered, struct error *err)
{
    struct open_groups open = {.n = 0};
    for (size_t row = 0; row < table->n_rows; row++) {
        const size_t before = form->n_questions;
        TRY(take_question(in, table, row, form, err));
        if (form->n_questions == before)
            continue;
        numbered[before] = (struct numbered){before, row};
        place_in_groups(in, &form->questions[before], &open);
    }
    for (size_t i = 0; i < open.n; i++)
        table_fault(in, open.group[i]->at, _("group '%s' is never closed by an end_group"),
                    open.group[i]->name);
    return OK;
}

enum status survey_take(const struct reading *in, const struct table *table, struct form *form,
                        struct error *err)
{
    struct numbered *numbered = arena_array(in->arena, table->n_rows, struct numbered);
    form->questions = arena_array(in->arena, table->n_rows, struct question);
    if (form->questions == NULL || numbered == NULL)
        return error_memory(err);
    if (table->n_rows == 0 && table->n_fields > 0)
        table_fault(in, (struct place){table->path, 0, 0}, "%s",
                    _("there is no question below the header"));
    TRY(take_questions(in, table, form, numbered, err));
    for (size_t i = 0; i < form->n_questions; i++) {
        TRY(check_expressions(in, table, form, numbered[i], err));
        if (form->questions[i].header != form->questions[i].name)
            check_header(in, form, i, table_entry(table, numbered[i].row, COLUMN).at);
    }
    return check_names(in, form, err);
}
