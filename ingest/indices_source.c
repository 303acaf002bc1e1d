/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/indices_inside.h"

#include "ingest/choices.h"
#include "ingest/say.h"
#include "ingest/value.h"

#include <string.h>

static bool is_in_register(const struct form *form, const char *name)
{
    for (size_t i = 0; i < form->n_register_names; i++)
        if (strcmp(form->register_names[i], name) == 0)
            return true;
    return false;
}

/* The entry that names the column: Source, else iCode. */
static struct entry source_entry(const struct indices *work, size_t i)
{
    const struct entry source = index_entry(work, i, INDEX_SOURCE);
    return source.text[0] != '\0' ? source : index_entry(work, i, INDEX_CODE);
}

static void make_question(const struct indices *work, size_t i)
{
    struct form *form = work->form;
    const struct indicator *indicator = &form->indicators[i];
    const struct entry source = source_entry(work, i);
    const bool is_text =
        indicator->type == INDICATOR_GROUP && index_entry(work, i, INDEX_BREAKS).text[0] == '\0';
    const enum question_type type = is_text ? QUESTION_TEXT : QUESTION_DECIMAL;
    const struct question *before = form_question(form, source.text);
    if (before != NULL && before->type != type)
        table_fault(work->in, source.at,
                    is_text ? _("column '%s' is a number in line %ld and a text here; without "
                                "survey.csv it can be one only")
                            : _("column '%s' is a text in line %ld and a number here; without "
                                "survey.csv it can be one only"),
                    source.text, before->at.line);
    if (before != NULL || source.text[0] == '\0' || is_in_register(form, source.text))
        return;
    struct question *question = &form->questions[form->n_questions++];
    *question = (struct question){
        .name = source.text, .header = source.text, .type = type, .at = source.at};
    question->labels = indicator->labels;
}

enum status indices_make_questions(const struct indices *work, struct error *err)
{
    struct form *form = work->form;
    form->questions = arena_array(work->in->arena, form->n_indicators, struct question);
    if (form->questions == NULL)
        return error_memory(err);
    for (size_t i = 0; i < form->n_indicators; i++)
        if (form->indicators[i].type != INDICATOR_AGGREGATE && work->is_known[i])
            make_question(work, i);
    return OK;
}

static void fault_no_column(const struct indices *work, struct entry source)
{
    struct arena scratch = {0};
    const struct form *form = work->form;
    const char **names =
        arena_array(&scratch, form->n_questions + form->n_register_names, const char *);
    size_t n = 0;
    for (size_t i = 0; names != NULL && i < form->n_questions; i++)
        if (question_has_answer(form->questions[i].type))
            names[n++] = form->questions[i].name;
    for (size_t i = 0; names != NULL && i < form->n_register_names; i++)
        names[n++] = form->register_names[i];
    table_fault(work->in, source.at,
                form->has_register ? _("'%s' is neither a question nor a column of the register%s")
                                   : _("'%s' is no question, and there is no register.csv%s"),
                source.text,
                names == NULL ? "" : say_nearest(work->in->arena, source.text, names, n));
    arena_release(&scratch);
}

/* "question/option": the 0/1 answer to one option. False when the source is no such thing. */
static bool link_option(const struct indices *work, struct entry source, struct indicator *out)
{
    const char *slash = strchr(source.text, '/');
    if (slash == NULL)
        return false;
    char *name = arena_text_n(work->in->arena, source.text, (size_t)(slash - source.text));
    if (name == NULL) {
        work->in->found->is_out_of_memory = true;
        return true;
    }
    const struct question *question = form_question(work->form, name);
    if (question == NULL || question->type != QUESTION_SELECT_MULTIPLE) {
        table_fault(work->in, source.at,
                    _("'%s' is no select_multiple question, so '%s' is no "
                      "option of it"),
                    name, slash + 1);
        return true;
    }
    if (question->list == NULL)
        return true;
    const struct choice *choice = choices_find(question->list, slash + 1);
    if (choice == NULL) {
        table_fault(work->in, source.at, _("question '%s' has no option '%s'%s"), name, slash + 1,
                    choices_say_nearest(work->in->arena, slash + 1, question->list));
        return true;
    }
    if (choice->reason != ANSWERED)
        table_fault(work->in, source.at, _("option '%s' of '%s' counts as no answer (%s)"),
                    slash + 1, name, missing_name(choice->reason));
    out->question = question;
    out->option = (size_t)(choice - question->list->choices);
    return true;
}

/* Whether the source is there, be it a question or a column of the register. */
static bool link_column(const struct indices *work, struct entry source, struct indicator *out)
{
    const struct form *form = work->form;
    const bool is_register = is_in_register(form, source.text);
    if (!is_register && link_option(work, source, out))
        return out->question != NULL;
    const struct question *question = form_question(form, source.text);
    if (question != NULL && is_register && !question_has_answer(question->type))
        question = NULL;
    if (question != NULL && is_register) {
        table_fault(work->in, source.at,
                    _("'%s' is a question and a column of the register; rename one"), source.text);
        return false;
    }
    if (question == NULL && !is_register) {
        fault_no_column(work, source);
        return false;
    }
    if (question != NULL && !question_has_answer(question->type)) {
        table_fault(work->in, source.at, _("'%s' is a %s, which has no answer"), source.text,
                    question_type_name(question->type));
        return false;
    }
    out->question = question;
    return true;
}

/* What a Group needs: few categories, or breaks that make them. */
static void check_group(const struct indices *work, size_t i, const struct indicator *group)
{
    const struct question *question = group->question;
    const struct entry breaks = index_entry(work, i, INDEX_BREAKS);
    const bool has_breaks = breaks.text[0] != '\0';
    if (question == NULL)
        return;
    switch (question->type) {
    case QUESTION_INTEGER:
    case QUESTION_DECIMAL:
    case QUESTION_CALCULATE:
        if (!has_breaks && work->form->has_survey)
            table_fault(work->in, group->at, _("Group '%s' is over numbers and needs Breaks"),
                        group->code);
        break;
    case QUESTION_SELECT_ONE:
    case QUESTION_TEXT:
        if (has_breaks)
            table_fault(work->in, breaks.at, _("Breaks has no effect: '%s' is a %s, not a number"),
                        question->name, question_type_name(question->type));
        break;
    default:
        table_fault(work->in, group->at,
                    _("a %s cannot be a Group: want a select_one, a text, or "
                      "a number with Breaks"),
                    group->option != NO_OPTION ? _("single option")
                                               : question_type_name(question->type));
    }
}

/* What an Indicator, Denominator or Other needs: numbers. */
static void check_number(const struct indices *work, const struct indicator *indicator)
{
    const struct question *question = indicator->question;
    if (question == NULL || indicator->option != NO_OPTION)
        return;
    switch (question->type) {
    case QUESTION_SELECT_ONE:
    case QUESTION_SELECT_MULTIPLE:
        if (question->list != NULL && !choices_have_scores(question->list))
            table_fault(work->in, indicator->at,
                        _("'%s' needs numbers, but no choice of list '%s' (choices.csv line %ld) "
                          "has a score"),
                        indicator->code, question->list->name, question->list->at.line);
        break;
    case QUESTION_INTEGER:
    case QUESTION_DECIMAL:
    case QUESTION_CALCULATE:
        break;
    default:
        table_fault(work->in, indicator->at, _("'%s' needs numbers, but question '%s' is a %s"),
                    indicator->code, question->name, question_type_name(question->type));
    }
}

static enum status take_breaks(const struct indices *work, size_t i, struct indicator *out,
                               struct error *err)
{
    const struct entry entry = index_entry(work, i, INDEX_BREAKS);
    const char *const *parts = NULL;
    size_t n = 0;
    TRY(value_list(work->in, entry, &parts, &n, err));
    double *breaks = arena_array(work->in->arena, n, double);
    if (breaks == NULL)
        return error_memory(err);
    for (size_t k = 0; k < n; k++) {
        struct entry part = entry;
        part.text = parts[k];
        if (!value_number(work->in, part, &breaks[out->n_breaks]))
            continue;
        if (out->n_breaks > 0 && breaks[out->n_breaks] <= breaks[out->n_breaks - 1])
            table_fault(work->in, entry.at, _("Breaks do not ascend: %.15g comes after %.15g"),
                        breaks[out->n_breaks], breaks[out->n_breaks - 1]);
        out->n_breaks++;
    }
    out->breaks = out->n_breaks > 0 ? breaks : NULL;
    return OK;
}

/* The list that names the levels of a Group over texts. */
static const struct choice_list *levels_of(const struct form *form, const struct indicator *group)
{
    if (group->question != NULL && group->question->list != NULL)
        return group->question->list;
    if (group->breaks != NULL)
        return NULL;
    const struct choice_list *list = form_list(form, group->code);
    return list != NULL ? list : form_list(form, group->source);
}

static enum status link_source(const struct indices *work, size_t i, struct error *err)
{
    struct indicator *out = &work->form->indicators[i];
    const struct entry source = source_entry(work, i);
    const struct entry denominator = index_entry(work, i, INDEX_DENOMINATOR);
    if (source.text[0] != '\0' && link_column(work, source, out))
        out->source = source.text;
    if (denominator.text[0] != '\0' && out->type == INDICATOR_ITEM)
        out->denominator = index_named(work, denominator, denominator.text, INDICATOR_DENOMINATOR);
    if (out->type == INDICATOR_GROUP)
        TRY(take_breaks(work, i, out, err));
    if (out->source == NULL)
        return OK;
    if (out->type != INDICATOR_GROUP) {
        check_number(work, out);
        return OK;
    }
    check_group(work, i, out);
    out->list = levels_of(work->form, out);
    return OK;
}

enum status indices_link_sources(const struct indices *work, struct error *err)
{
    for (size_t i = 0; i < work->form->n_indicators; i++)
        if (work->is_known[i] && work->form->indicators[i].type != INDICATOR_AGGREGATE)
            TRY(link_source(work, i, err));
    return OK;
}
