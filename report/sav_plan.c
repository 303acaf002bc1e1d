/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/sav_plan.h"

#include "report/sav_codes.h"
#include "report/sav_name.h"
#include "report/text.h"
#include "store/names.h"

#include <string.h>

enum { LABEL_LIMIT = 255, TEXT_LIMIT = 32767 }; /* bytes */

struct planning {
    struct sav_source source;
    const struct form *form;
    struct arena *arena;
    struct sav_names names;
    struct sav_plan *plan;
    const char **answers, **of_register; /* names of columns in the store */
    bool is_out_of_memory;
};

/* The words of a label in the report's language; `fallback` when the form has none. */
static const char *words(const struct planning *p, struct labels labels, const char *fallback)
{
    return form_label(p->form, labels, language_tag(p->source.language), fallback);
}

/* Adds a column, under a name that is its own, with as much of the label as there is room for. */
static struct sav_column *add(struct planning *p, enum sav_kind kind, const char *wanted,
                              const char *label)
{
    struct sav_column *column = &p->plan->columns[p->plan->n++];
    const char *all = label != NULL ? label : "";
    *column = (struct sav_column){.kind = kind,
                                  .name = sav_name(&p->names, wanted != NULL ? wanted : ""),
                                  .label = arena_text_n(p->arena, all, sav_cut(all, LABEL_LIMIT)),
                                  .width = 1};
    p->is_out_of_memory |= column->name == NULL || column->label == NULL || wanted == NULL;
    return column;
}

static size_t add_answer(struct planning *p, const char *name)
{
    p->answers[p->plan->answers.n] = name;
    return p->plan->answers.n++;
}

static void add_groups(struct planning *p)
{
    const struct wave *wave = p->source.wave;
    for (size_t i = 0; i < wave->n_groups; i++) {
        const struct indicator *of = wave->groups[i].of;
        add(p, SAV_GROUP, of->code, words(p, of->labels, of->code))->index = i;
    }
}

static bool is_in(const char *name, const char *const *list, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (strcmp(list[i], name) == 0)
            return true;
    return false;
}

/* Numbers that indicators take from no question: of the register, or of the export. */
static void add_numbers(struct planning *p, bool are_of_register)
{
    const struct form *form = p->form;
    struct answer_names *of_register = &p->plan->of_register, *answers = &p->plan->answers;
    for (size_t i = 0; i < form->n_indicators; i++) {
        const struct indicator *indicator = &form->indicators[i];
        const char *source = indicator->source;
        if (indicator->type == INDICATOR_AGGREGATE || indicator->type == INDICATOR_GROUP ||
            indicator->question != NULL || source == NULL ||
            is_in(source, p->of_register, of_register->n) || is_in(source, p->answers, answers->n))
            continue;
        const bool is_of_register =
            form->has_register && is_in(source, form->register_names, form->n_register_names);
        if (is_of_register != are_of_register)
            continue;
        struct sav_column *column =
            add(p, is_of_register ? SAV_REGISTER : SAV_EXPORT, indicator->code,
                words(p, indicator->labels, indicator->code));
        if (is_of_register)
            p->of_register[column->index = of_register->n++] = source;
        else
            column->index = add_answer(p, source);
    }
}

static const double *codes_of(struct planning *p, const struct choice_list *list)
{
    const double *codes = sav_codes(list, p->arena);
    p->is_out_of_memory |= codes == NULL;
    return codes;
}

/* The options of a select_multiple; what counts as no answer is no variable but a reason. */
static void add_options(struct planning *p, const struct question *question)
{
    const struct choice_list *list = question->list;
    const char *wording = words(p, question->labels, question->name);
    const size_t index = add_answer(p, question->name);
    const double *codes = codes_of(p, list);
    for (size_t i = 0; i < list->n; i++) {
        const struct choice *choice = &list->choices[i];
        if (choice->reason != ANSWERED)
            continue;
        const char *name = arena_print(p->arena, "%s_%s", question->name, choice->name);
        const char *label =
            arena_print(p->arena, "%s: %s", words(p, choice->labels, choice->name), wording);
        struct sav_column *column = add(p, SAV_OPTION, name, label);
        column->index = index;
        column->option = i;
        column->list = list;
        column->codes = codes;
    }
}

static void add_question(struct planning *p, const struct question *question)
{
    static const enum sav_kind kinds[] = {
        [QUESTION_SELECT_ONE] = SAV_CHOICE, [QUESTION_SELECT_MULTIPLE] = SAV_OPTION,
        [QUESTION_INTEGER] = SAV_NUMBER,    [QUESTION_DECIMAL] = SAV_NUMBER,
        [QUESTION_TEXT] = SAV_TEXT,         [QUESTION_DATE] = SAV_DATE,
        [QUESTION_CALCULATE] = SAV_NUMBER,
    };
    if (!question_has_answer(question->type) ||
        strcmp(question->name, p->form->settings.unit_key) == 0)
        return; /* the key is there already */
    if (question->type == QUESTION_SELECT_MULTIPLE) {
        add_options(p, question);
        return;
    }
    struct sav_column *column =
        add(p, kinds[question->type], question->name, words(p, question->labels, question->name));
    column->index = add_answer(p, question->name);
    column->list = question->list;
    if (question->list != NULL)
        column->codes = codes_of(p, question->list);
}

static void add_scores(struct planning *p)
{
    const struct wave *wave = p->source.wave;
    for (size_t i = 0; i < wave->n_scores; i++) {
        const struct indicator *index = wave->scores[i].index;
        const char *label = words(p, index->labels, index->code);
        add(p, SAV_SCORE, index->code, label)->index = i;
        add(p, SAV_RANK, arena_print(p->arena, "%s_rank", index->code),
            arena_print(p->arena, "%s: %s", report_text(p->source.language, TEXT_SAV_RANK), label))
            ->index = i;
    }
}

static void add_all(struct planning *p)
{
    const struct form *form = p->form;
    add(p, SAV_KEY, form->settings.unit_key, report_text(p->source.language, TEXT_SAV_KEY));
    add_groups(p);
    add_numbers(p, true);
    if (p->source.wave->weight != NULL)
        add(p, SAV_WEIGHT, "weight", report_text(p->source.language, TEXT_SAV_WEIGHT));
    for (size_t i = 0; i < form->n_questions; i++)
        add_question(p, &form->questions[i]);
    add_numbers(p, false);
    add_scores(p);
}

static void widen(struct sav_column *column, const char *text)
{
    const size_t n = text != NULL ? sav_cut(text, TEXT_LIMIT) : 0;
    column->width = n > column->width ? n : column->width;
}

static enum status measure_keys(struct planning *p, struct error *err)
{
    struct row_names *names = NULL;
    const char *key = NULL, *name = NULL;
    TRY(row_names_open(p->source.store, p->source.wave, &names, err));
    enum status status;
    while ((status = row_names_next(names, &key, &name, err)) == OK && key != NULL)
        widen(&p->plan->columns[0], key);
    row_names_close(names);
    return status;
}

static void widen_texts(const struct sav_plan *plan, const struct answer_rows *rows,
                        const size_t *of_column, size_t n)
{
    for (size_t i = 0; i < n; i++)
        widen(&plan->columns[of_column[i]], answer_rows_text(rows, i));
}

/* How long the texts are that were given. */
static enum status measure_texts(struct planning *p, struct error *err)
{
    const struct sav_plan *plan = p->plan;
    const char **names = arena_array(p->arena, plan->n, const char *);
    size_t *of_column = arena_array(p->arena, plan->n, size_t), n = 0;
    if (names == NULL || of_column == NULL)
        return error_memory(err);
    for (size_t i = 0; i < plan->n; i++)
        if (plan->columns[i].kind == SAV_TEXT) {
            names[n] = plan->answers.list[plan->columns[i].index];
            of_column[n++] = i;
        }
    if (n == 0)
        return OK;
    struct answer_rows *rows = NULL;
    bool has_row;
    TRY(answer_rows_open(p->source.store, p->source.wave, (struct answer_names){names, n}, &rows,
                         err));
    enum status status;
    while ((status = answer_rows_next(rows, &has_row, err)) == OK && has_row)
        widen_texts(plan, rows, of_column, n);
    answer_rows_close(rows);
    return status;
}

enum status sav_plan_make(struct sav_source source, struct arena *arena, struct sav_plan *out,
                          struct error *err)
{
    const struct form *form = source.wave->form;
    const size_t most = 2 + source.wave->n_groups + form_count_columns(form) + form->n_indicators +
                        2 * source.wave->n_scores;
    *out = (struct sav_plan){.columns = arena_array(arena, most, struct sav_column)};
    struct planning p = {
        .source = source,
        .form = form,
        .arena = arena,
        .names = {.arena = arena},
        .plan = out,
        .answers = arena_array(arena, form->n_questions + form->n_indicators, const char *),
        .of_register = arena_array(arena, form->n_indicators, const char *),
    };
    if (out->columns == NULL || p.answers == NULL || p.of_register == NULL)
        return error_memory(err);
    out->answers.list = p.answers;
    out->of_register.list = p.of_register;
    add_all(&p);
    if (p.is_out_of_memory)
        return error_memory(err);
    TRY(measure_keys(&p, err));
    return measure_texts(&p, err);
}
