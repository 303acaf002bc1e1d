/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/feedback.h"

#include "store/answer_rows.h"
#include "store/names.h"
#include "store/put.h"
#include "store/statement.h"

#include <string.h>

bool feedback_tells(const struct form *form, const struct question *question)
{
    return question_has_answer(question->type) && question->type != QUESTION_TEXT &&
           question != form->cooperation.question;
}

bool feedback_is_chosen(const char *chosen, const char *option)
{
    const size_t n = strlen(option);
    for (const char *at = chosen; (at = strstr(at, option)) != NULL; at += n)
        if ((at == chosen || at[-1] == ' ') && (at[n] == ' ' || at[n] == '\0'))
            return true;
    return false;
}

enum missing feedback_reason(const struct question *question, const struct feedback_answer *answer)
{
    const struct choice_list *list = question->list;
    for (size_t i = 0; list != NULL && answer->text != NULL && i < list->n; i++)
        if (list->choices[i].reason != ANSWERED &&
            feedback_is_chosen(answer->text, list->choices[i].name))
            return list->choices[i].reason;
    return answer->reason;
}

/* The questions that the store has a column for; and of each question of the form, which it is. */
struct asked {
    const char **names;
    const size_t *question; /* n: of the form */
    size_t n;
};

static enum status get_asked(const struct form *form, struct arena *arena, struct asked *out,
                             struct error *err)
{
    const char **names = arena_array(arena, form->n_questions, const char *);
    size_t *question = arena_array(arena, form->n_questions, size_t);
    if (names == NULL || question == NULL)
        return error_memory(err);
    *out = (struct asked){.names = names, .question = question};
    for (size_t i = 0; i < form->n_questions; i++) {
        if (!feedback_tells(form, &form->questions[i]))
            continue;
        question[out->n] = i;
        names[out->n++] = form->questions[i].name;
    }
    return OK;
}

static bool is_number(enum question_type type)
{
    return type == QUESTION_INTEGER || type == QUESTION_DECIMAL || type == QUESTION_CALCULATE;
}

/* The store's rows, side by side. */
struct reading {
    const struct wave *wave;
    struct asked asked;
    struct answer_rows *answers;
    struct row_names *names;
    struct arena *arena;
};

static enum status take_answers(const struct reading *in, struct feedback *out, struct error *err)
{
    const struct form *form = in->wave->form;
    out->answers = arena_array(in->arena, form->n_questions, struct feedback_answer);
    if (out->answers == NULL)
        return error_memory(err);
    for (size_t i = 0; i < form->n_questions; i++)
        out->answers[i] = (struct feedback_answer){.number = MISSING, .reason = MISSING_NO_ANSWER};
    for (size_t i = 0; i < in->asked.n; i++) {
        const size_t question = in->asked.question[i];
        struct feedback_answer *answer = &out->answers[question];
        answer->reason = answer_rows_reason(in->answers, i);
        if (answer->reason != ANSWERED)
            continue;
        const char *text = answer_rows_text(in->answers, i);
        answer->text = arena_text(in->arena, text == NULL ? "" : text);
        if (is_number(form->questions[question].type))
            answer->number = answer_rows_number(in->answers, i);
        if (answer->text == NULL)
            return error_memory(err);
    }
    return OK;
}

/* The next row, into *out unless that is NULL. */
static enum status take_row(const struct reading *in, struct feedback *out, struct error *err)
{
    bool has_row;
    const char *key = NULL, *name = NULL;
    TRY(answer_rows_next(in->answers, &has_row, err));
    TRY(row_names_next(in->names, &key, &name, err));
    if (out == NULL)
        return OK;
    out->key = arena_text(in->arena, key);
    out->name = arena_text(in->arena, name);
    if (out->key == NULL || out->name == NULL)
        return error_memory(err);
    return take_answers(in, out, err);
}

/* Walks to the last of the wanted rows. */
static enum status take_rows(const struct reading *in, struct feedback *list, size_t n,
                             struct error *err)
{
    size_t next = 0;
    for (size_t row = 0; next < n && row < in->wave->n_rows; row++) {
        const bool is_wanted = row == list[next].row;
        TRY(take_row(in, is_wanted ? &list[next] : NULL, err));
        next += is_wanted;
    }
    return OK;
}

/* --- remarks -----------------------------------------------------------------------------------
 */

struct remarks {
    const struct wave *wave;
    const char *answers; /* the file, as remarks name it */
    struct arena *arena;
    struct feedback *list;
    size_t n;
    size_t *capacity; /* n */
};

/* A remark about ties names the units at their other ends, and what is wrong in the register those
   that are like it. */
static bool may_tell(const struct remarks *remarks, const struct finding *finding)
{
    const struct question *cooperation = remarks->wave->form->cooperation.question;
    if (finding->unit == NULL || finding->at.file == NULL || remarks->answers == NULL ||
        strcmp(finding->at.file, remarks->answers) != 0)
        return false;
    return cooperation == NULL || finding->question == NULL ||
           strcmp(finding->question, cooperation->name) != 0;
}

static const char *copied(struct arena *arena, const char *text, bool *failed)
{
    const char *copy = text == NULL ? NULL : arena_text(arena, text);
    *failed |= text != NULL && copy == NULL;
    return copy;
}

static enum status keep(struct remarks *remarks, size_t i, const struct finding *finding,
                        struct error *err)
{
    struct feedback *to = &remarks->list[i];
    struct finding *list = arena_grown(remarks->arena, to->findings, to->n_findings,
                                       &remarks->capacity[i], struct finding);
    bool failed = list == NULL;
    if (failed)
        return error_memory(err);
    to->findings = list;
    list[to->n_findings++] = (struct finding){
        .severity = finding->severity,
        .rule = copied(remarks->arena, finding->rule, &failed),
        .at = {NULL, finding->at.line, finding->at.column},
        .unit = to->key,
        .question = copied(remarks->arena, finding->question, &failed),
        .text = copied(remarks->arena, finding->text, &failed),
    };
    return failed ? error_memory(err) : OK;
}

static enum status take_finding(void *context, const struct finding *finding, struct error *err)
{
    struct remarks *remarks = context;
    if (!may_tell(remarks, finding))
        return OK;
    for (size_t i = 0; i < remarks->n; i++)
        if (strcmp(remarks->list[i].key, finding->unit) == 0)
            return keep(remarks, i, finding, err);
    return OK;
}

static enum status take_findings(struct store *store, const struct wave *wave, struct arena *arena,
                                 struct feedback *list, size_t n, struct error *err)
{
    struct remarks remarks = {.wave = wave,
                              .answers = form_file(wave->form, wave->answers_path),
                              .arena = arena,
                              .list = list,
                              .n = n,
                              .capacity = arena_array(arena, n, size_t)};
    if (remarks.capacity == NULL)
        return error_memory(err);
    return store_each_finding(store, wave, take_finding, &remarks, err);
}

enum status feedback_read(struct store *store, const struct wave *wave, struct feedback *list,
                          size_t n, struct arena *arena, struct error *err)
{
    struct reading in = {.wave = wave, .arena = arena};
    TRY(get_asked(wave->form, arena, &in.asked, err));
    const struct answer_names names = {in.asked.names, in.asked.n};
    enum status status = answer_rows_open(store, wave, names, &in.answers, err);
    if (status == OK)
        status = row_names_open(store, wave, &in.names, err);
    if (status == OK)
        status = take_rows(&in, list, n, err);
    answer_rows_close(in.answers);
    row_names_close(in.names);
    return status == OK ? take_findings(store, wave, arena, list, n, err) : status;
}
