/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/text.h"
#include "report/ddi_inside.h"
#include "report/reason_text.h"
#include "report/text.h"

#include <string.h>

/* "V12": names of questions need not be what XML takes for an ID. */
static const char *column_id(struct ddi *ddi, size_t column)
{
    return ddi_print(ddi, "V%zu", column + 1);
}

static size_t count_columns(const struct question *question)
{
    return question->type == QUESTION_SELECT_MULTIPLE ? question->list->n : 1;
}

/* An option that counts as no answer is no variable: who chose it has no answer, for its reason. */
static bool is_variable(const struct question *question, size_t i)
{
    return question->type != QUESTION_SELECT_MULTIPLE ||
           question->list->choices[i].reason == ANSWERED;
}

/* The IDs of the question's variables after those in `before`, separated by blanks. */
static const char *with_ids(struct ddi *ddi, const char *before, const struct question *question)
{
    for (size_t i = 0; before != NULL && i < count_columns(question); i++) {
        if (!is_variable(question, i))
            continue;
        const char *joined = arena_print(&ddi->arena, "%s%sV%zu", before,
                                         before[0] != '\0' ? " " : "", question->column + i + 1);
        ddi->is_out_of_memory |= joined == NULL;
        before = joined;
    }
    return before;
}

static void put_group(struct ddi *ddi, const struct question *of, const char *type,
                      const char *members)
{
    if (members == NULL || members[0] == '\0')
        return;
    xmlfile_begin(ddi->xml, "varGrp");
    xmlfile_attribute(ddi->xml, "type", type);
    xmlfile_attribute(ddi->xml, "name", of->name);
    xmlfile_attribute(ddi->xml, "var", members);
    ddi_labels(ddi, "labl", of->labels);
    xmlfile_end(ddi->xml);
}

/* Sections of the questionnaire, and the options of a question. */
static void put_groups(struct ddi *ddi)
{
    const struct form *form = ddi->form;
    for (size_t i = 0; i < form->n_questions; i++) {
        const struct question *section = &form->questions[i];
        if (section->type == QUESTION_SELECT_MULTIPLE)
            put_group(ddi, section, "multipleResp", with_ids(ddi, "", section));
        if (section->type != QUESTION_BEGIN_GROUP)
            continue;
        const char *members = "";
        for (size_t k = 0; k < form->n_questions; k++)
            if (form->questions[k].section == section &&
                question_has_answer(form->questions[k].type))
                members = with_ids(ddi, members, &form->questions[k]);
        put_group(ddi, section, "section", members);
    }
}

static void put_count(struct ddi *ddi, const char *name, const char *type, size_t n)
{
    xmlfile_element_with(ddi->xml, name, "type", type, ddi_print(ddi, "%zu", n));
}

static void put_number(struct ddi *ddi, const char *type, double x)
{
    char text[TEXT_NUMBER_SIZE];
    if (text_put_number(x, text) > 0)
        xmlfile_element_with(ddi->xml, "sumStat", "type", type, text);
}

/* Rows with an answer that counts as one. */
static size_t count_valid(const struct question *question, const struct answer_count *count)
{
    size_t n = count->n;
    for (size_t i = 0; question->type == QUESTION_SELECT_ONE && i < question->list->n; i++)
        if (question->list->choices[i].reason != ANSWERED)
            n -= count->choice[i];
    return n;
}

static void put_summary(struct ddi *ddi, const struct question *question,
                        const struct answer_count *count)
{
    const size_t n_valid = count_valid(question, count);
    put_count(ddi, "sumStat", "vald", n_valid);
    put_count(ddi, "sumStat", "invd", ddi->source.wave->n_rows - n_valid);
    put_number(ddi, "min", count->low);
    put_number(ddi, "max", count->high);
}

static void put_category(struct ddi *ddi, const char *value, enum missing reason)
{
    xmlfile_begin(ddi->xml, "catgry");
    if (reason != ANSWERED) {
        xmlfile_attribute(ddi->xml, "missing", "Y");
        xmlfile_attribute(ddi->xml, "missType", missing_name(reason));
    }
    xmlfile_element(ddi->xml, "catValu", value);
}

static void put_choices(struct ddi *ddi, const struct choice_list *list,
                        const struct answer_count *count)
{
    for (size_t i = 0; i < list->n; i++) {
        put_category(ddi, list->choices[i].name, list->choices[i].reason);
        ddi_labels(ddi, "labl", list->choices[i].labels);
        put_count(ddi, "catStat", "freq", count->choice[i]);
        xmlfile_end(ddi->xml);
    }
}

static void put_chosen(struct ddi *ddi, const struct answer_count *count)
{
    static const enum text texts[] = {TEXT_DDI_NOT_CHOSEN, TEXT_DDI_CHOSEN};
    for (size_t i = 0; i < COUNT(texts); i++) {
        put_category(ddi, i == 0 ? "0" : "1", ANSWERED);
        ddi_text(ddi, "labl", texts[i]);
        put_count(ddi, "catStat", "freq", count->choice[i]);
        xmlfile_end(ddi->xml);
    }
}

/* Why rows have no answer, where there are any. */
static void put_reasons(struct ddi *ddi, const struct answer_count *count)
{
    for (int i = ANSWERED + 1; i < MISSING_COUNT; i++) {
        const enum missing reason = (enum missing)i;
        if (count->reason[reason] == 0)
            continue;
        put_category(ddi, missing_name(reason), reason);
        ddi_text(ddi, "labl", reason_text(reason));
        put_count(ddi, "catStat", "freq", count->reason[reason]);
        xmlfile_end(ddi->xml);
    }
}

static void put_wording(struct ddi *ddi, const struct question *question)
{
    xmlfile_begin(ddi->xml, "qstn");
    ddi_labels(ddi, "qstnLit", question->labels);
    ddi_labels(ddi, "ivuInstr", question->hints);
    xmlfile_end(ddi->xml);
}

static bool is_number(const struct question *question)
{
    return question->type == QUESTION_INTEGER || question->type == QUESTION_DECIMAL ||
           question->type == QUESTION_CALCULATE;
}

/* Who was asked. */
static void put_relevant(struct ddi *ddi, const struct question *question)
{
    if (question->relevant != NULL)
        xmlfile_element_with(ddi->xml, "universe", "xml:lang", "en",
                             ddi_print(ddi, "Asked where %s", question->relevant));
}

/* What every variable of a question ends on. */
static void put_rest(struct ddi *ddi, const struct question *question)
{
    if (question->calculation != NULL) {
        xmlfile_begin(ddi->xml, "derivation");
        xmlfile_element_with(ddi->xml, "drvcmd", "syntax", "XLSForm", question->calculation);
        xmlfile_end(ddi->xml);
    }
    const bool is_character = !is_number(question) && question->type != QUESTION_SELECT_MULTIPLE &&
                              (question->list == NULL || !question->list->are_names_integers);
    xmlfile_empty(ddi->xml, "varFormat", "type", is_character ? "character" : "numeric");
    if (question->constraint != NULL)
        xmlfile_element_with(ddi->xml, "notes", "xml:lang", "en",
                             ddi_print(ddi, "Constraint: %s", question->constraint));
}

static void put_question(struct ddi *ddi, const struct question *question)
{
    const struct answer_count *count = &ddi->source.counts[question->column];
    xmlfile_begin(ddi->xml, "var");
    xmlfile_attribute(ddi->xml, "ID", column_id(ddi, question->column));
    xmlfile_attribute(ddi->xml, "name", question->name);
    xmlfile_attribute(ddi->xml, "intrvl", is_number(question) ? "contin" : "discrete");
    ddi_labels(ddi, "labl", question->labels);
    put_wording(ddi, question);
    put_relevant(ddi, question);
    if (question->list != NULL || is_number(question))
        put_summary(ddi, question, count);
    if (question->list != NULL)
        put_choices(ddi, question->list, count);
    put_reasons(ddi, count);
    put_rest(ddi, question);
    xmlfile_end(ddi->xml);
}

/* An option of a question that takes several. */
static void put_option(struct ddi *ddi, const struct question *question, size_t option)
{
    const struct choice *choice = &question->list->choices[option];
    const struct answer_count *count = &ddi->source.counts[question->column + option];
    xmlfile_begin(ddi->xml, "var");
    xmlfile_attribute(ddi->xml, "ID", column_id(ddi, question->column + option));
    xmlfile_attribute(ddi->xml, "name", ddi_print(ddi, "%s/%s", question->name, choice->name));
    xmlfile_attribute(ddi->xml, "intrvl", "discrete");
    ddi_labels(ddi, "labl", choice->labels);
    put_wording(ddi, question);
    put_relevant(ddi, question);
    put_summary(ddi, question, count);
    put_chosen(ddi, count);
    put_reasons(ddi, count);
    put_rest(ddi, question);
    xmlfile_end(ddi->xml);
}

void ddi_variables(struct ddi *ddi)
{
    xmlfile_begin(ddi->xml, "dataDscr");
    put_groups(ddi);
    for (size_t i = 0; i < ddi->form->n_questions; i++) {
        const struct question *question = &ddi->form->questions[i];
        if (!question_has_answer(question->type))
            continue;
        for (size_t k = 0; k < count_columns(question); k++)
            if (question->type != QUESTION_SELECT_MULTIPLE)
                put_question(ddi, question);
            else if (is_variable(question, k))
                put_option(ddi, question, k);
    }
    ddi_indices(ddi);
    xmlfile_end(ddi->xml);
}
