/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TESTS_ANALYSIS_MAKE_WAVE_H
#define TESTS_ANALYSIS_MAKE_WAVE_H

/* Waves made by hand.

       struct maker m;
       maker_open(&m, 4);
       make_index(&m, "I", NULL);
       make_number(&m, "a", "I", (double[]){1, 2, NA, 4});
       make_coded(&m, "b", "I", make_list(&m, 3, (double[]){0, 5, 10}), "021-");
       CHECK(maker_run(&m, 1) == OK, "%s", m.err.text);
       CHECK_FIGURE(&m, "index/mean/I", 1.5);
       maker_close(&m);

   Items are goalposts 0..100 unless changed afterwards; choices are named c0, c1 ...; the row i of
   the wave stands on line i + 2 of "answers.csv", the question i in field i + 1.              */

#include "analysis/analysis.h"
#include "analysis/family.h"
#include "tests/check.h"

#include <stdlib.h>

#define NA MISSING

enum { MADE_MAX = 64 };

struct maker {
    struct arena arena;
    struct form form;
    struct wave wave;
    struct findings found;
    struct figures figures;
    struct error err;
    struct hypothesis hypotheses[8];
};

__attribute__((unused)) static void maker_open(struct maker *m, size_t n_rows)
{
    memset(m, 0, sizeof *m);
    m->form.indicators = arena_array(&m->arena, MADE_MAX, struct indicator);
    m->form.questions = arena_array(&m->arena, MADE_MAX, struct question);
    m->form.settings.confidence = 0.95;
    m->form.settings.coherence = COHERENCE_LIMITS;
    m->form.has_survey = m->form.has_register = true;
    m->form.hypotheses = m->hypotheses;
    m->wave = (struct wave){.form = &m->form,
                            .arena = &m->arena,
                            .n_frame = n_rows,
                            .n_rows = n_rows,
                            .n_read = n_rows,
                            .answers_path = "answers.csv",
                            .line = calloc(n_rows + 1, sizeof *m->wave.line),
                            .unit = calloc(n_rows + 1, sizeof *m->wave.unit),
                            .field = arena_array(&m->arena, MADE_MAX, int),
                            .columns = arena_array(&m->arena, MADE_MAX, struct column),
                            .numbers = arena_array(&m->arena, MADE_MAX, struct column),
                            .groups = arena_array(&m->arena, MADE_MAX, struct grouping)};
    for (size_t row = 0; row < n_rows; row++)
        m->wave.line[row] = (uint32_t)row + 2;
    m->found.arena = m->figures.arena = &m->arena;
}

__attribute__((unused)) static void maker_close(struct maker *m)
{
    wave_release(&m->wave);
    arena_release(&m->arena);
}

__attribute__((unused)) static struct indicator *
make_indicator(struct maker *m, const char *code, const char *parent, enum indicator_type type)
{
    struct indicator *made = &m->form.indicators[m->form.n_indicators++];
    *made = (struct indicator){.code = code,
                               .name = code,
                               .source = code,
                               .type = type,
                               .level = MISSING,
                               .target = MISSING,
                               .direction = 1,
                               .weight = 1,
                               .option = NO_OPTION,
                               .low = type == INDICATOR_ITEM ? 0 : MISSING,
                               .high = type == INDICATOR_ITEM ? 100 : MISSING,
                               .min_share = 0.5,
                               .strong = MISSING,
                               .is_percent_scale = type == INDICATOR_AGGREGATE,
                               .at = {"indices.csv", (long)m->form.n_indicators + 1, 0}};
    made->children = arena_array(&m->arena, MADE_MAX, struct indicator *);
    for (size_t i = 0; parent != NULL && i < m->form.n_indicators; i++)
        if (strcmp(m->form.indicators[i].code, parent) == 0) {
            made->parent = &m->form.indicators[i];
            made->parent->children[made->parent->n_children++] = made;
        }
    return made;
}

__attribute__((unused)) static struct indicator *make_index(struct maker *m, const char *code,
                                                            const char *parent)
{
    return make_indicator(m, code, parent, INDICATOR_AGGREGATE);
}

__attribute__((unused)) static struct question *make_question(struct maker *m, const char *name,
                                                              enum question_type type,
                                                              const struct choice_list *list)
{
    const size_t i = m->form.n_questions++;
    struct question *question = &m->form.questions[i];
    *question = (struct question){
        .name = name, .header = name, .type = type, .list = list, .column = m->wave.n_columns};
    m->wave.field[i] = (int)i + 1;
    return question;
}

__attribute__((unused)) static void make_number_column(struct maker *m, struct column *column,
                                                       const double *x)
{
    column->kind = COLUMN_NUMBER;
    column->number = calloc(m->wave.n_rows + 1, sizeof *column->number);
    if (m->wave.n_rows > 0)
        memcpy(column->number, x, m->wave.n_rows * sizeof *x);
}

/* An item (or, with type changed afterwards, anything) over a question of numbers. */
__attribute__((unused)) static struct indicator *make_number(struct maker *m, const char *code,
                                                             const char *parent, const double *x)
{
    struct indicator *made = make_indicator(m, code, parent, INDICATOR_ITEM);
    made->question = make_question(m, code, QUESTION_DECIMAL, NULL);
    make_number_column(m, &m->wave.columns[m->wave.n_columns++], x);
    return made;
}

/* A Denominator or Other over a column of the register. */
__attribute__((unused)) static struct indicator *
make_register(struct maker *m, const char *code, enum indicator_type type, const double *x)
{
    struct indicator *made = make_indicator(m, code, NULL, type);
    make_number_column(m, &m->wave.numbers[m->form.n_indicators - 1], x);
    return made;
}

/* A list c0, c1 ... with these scores (NULL: none). */
__attribute__((unused)) static struct choice_list *make_list(struct maker *m, size_t n,
                                                             const double *scores)
{
    struct choice_list *list = arena_new(&m->arena, struct choice_list);
    *list = (struct choice_list){.name = "list",
                                 .choices = arena_array(&m->arena, n, struct choice),
                                 .n = n,
                                 .low = MISSING,
                                 .high = MISSING};
    for (size_t i = 0; i < n; i++) {
        const double score = scores == NULL ? MISSING : scores[i];
        list->choices[i].name = arena_print(&m->arena, "c%zu", i);
        list->choices[i].score = score;
        list->low = fmin(list->low, score);
        list->high = fmax(list->high, score);
        list->sum_positive += score > 0 ? score : 0;
    }
    return list;
}

/* "0".."9" is a choice, "-" no_answer, "n" not_asked, "u" unknown, "a" not_applicable. */
__attribute__((unused)) static uint8_t made_code(char c)
{
    switch (c) {
    case '-':
        return CODE_MISSING(MISSING_NO_ANSWER);
    case 'n':
        return CODE_MISSING(MISSING_NOT_ASKED);
    case 'u':
        return CODE_MISSING(MISSING_UNKNOWN);
    case 'a':
        return CODE_MISSING(MISSING_NOT_APPLICABLE);
    default:
        return (uint8_t)(c - '0');
    }
}

__attribute__((unused)) static void make_code_column(struct maker *m, const char *codes)
{
    struct column *column = &m->wave.columns[m->wave.n_columns++];
    column->kind = COLUMN_CODE;
    column->code = calloc(m->wave.n_rows + 1, 1);
    for (size_t row = 0; row < m->wave.n_rows; row++)
        column->code[row] = made_code(codes[row]);
}

/* An item over a select_one; its goalposts are those of the list. One character per row. */
__attribute__((unused)) static struct indicator *make_coded(struct maker *m, const char *code,
                                                            const char *parent,
                                                            const struct choice_list *list,
                                                            const char *codes)
{
    struct indicator *made = make_indicator(m, code, parent, INDICATOR_ITEM);
    made->low = made->high = MISSING;
    made->question = make_question(m, code, QUESTION_SELECT_ONE, list);
    make_code_column(m, codes);
    return made;
}

/* An item over a select_multiple as a whole: one string of 0, 1 and reasons per option. */
__attribute__((unused)) static struct indicator *make_multiple(struct maker *m, const char *code,
                                                               const char *parent,
                                                               const struct choice_list *list,
                                                               const char *const *options)
{
    struct indicator *made = make_indicator(m, code, parent, INDICATOR_ITEM);
    made->low = made->high = MISSING;
    made->question = make_question(m, code, QUESTION_SELECT_MULTIPLE, list);
    for (size_t i = 0; i < list->n; i++)
        make_code_column(m, options[i]);
    return made;
}

/* A grouping: one digit per row, "-" for none. n_units may be NULL: not known. */
__attribute__((unused)) static struct grouping *make_group(struct maker *m, const char *code,
                                                           size_t n_levels, const char *levels,
                                                           const size_t *n_units)
{
    static const char *const names[] = {"small", "middle", "large", "huge"};
    struct grouping *made = &m->wave.groups[m->wave.n_groups++];
    *made = (struct grouping){.of = make_indicator(m, code, NULL, INDICATOR_GROUP),
                              .n_levels = n_levels,
                              .names = arena_array(&m->arena, n_levels, const char *),
                              .n_units = arena_array(&m->arena, n_levels, size_t),
                              .level = calloc(m->wave.n_rows + 1, sizeof *made->level)};
    for (size_t i = 0; i < n_levels; i++) {
        made->names[i] = names[i];
        made->n_units[i] = n_units == NULL ? 0 : n_units[i];
    }
    for (size_t row = 0; row < m->wave.n_rows; row++)
        made->level[row] = levels[row] == '-' ? NO_LEVEL : (uint16_t)(levels[row] - '0');
    return made;
}

/* One more hypothesis, two-sided, about the first of y and of x unless x is NULL; it keeps both. */
__attribute__((unused)) static struct hypothesis *make_claim(struct maker *m, const char *id,
                                                             enum hypothesis_test test,
                                                             const struct indicator **y,
                                                             const struct indicator **x)
{
    struct hypothesis *made = &m->hypotheses[m->form.n_hypotheses++];
    *made = (struct hypothesis){.id = id,
                                .test = test,
                                .y = y,
                                .n_y = 1,
                                .x = x,
                                .n_x = x != NULL,
                                .cut = MISSING,
                                .null = MISSING,
                                .margin = MISSING,
                                .at = {"hypotheses.csv", (long)m->form.n_hypotheses + 1, 0}};
    return made;
}

__attribute__((unused)) static enum status maker_run(struct maker *m, int threads)
{
    return analysis_run(&m->wave, (struct analysis_options){.threads = threads}, &m->found,
                        &m->figures, &m->err);
}

__attribute__((unused)) static const struct figure *maker_figure(const struct maker *m,
                                                                 const char *id)
{
    static const struct figure none = {.id = "", .value = -1e300};
    const struct figure *figure = figures_find(&m->figures, id);
    CHECK(figure != NULL, "no figure %s", id);
    return figure == NULL ? &none : figure;
}

/* The value of a figure, to 12 digits. */
#define CHECK_FIGURE(maker, id, want)                                                              \
    CHECK(near(maker_figure((maker), (id))->value, (want), 1e-12), "%s: got %.17g", (id),          \
          maker_figure((maker), (id))->value)

/* Any field of a figure. */
#define CHECK_FIELD(maker, id, field, want)                                                        \
    CHECK(near(maker_figure((maker), (id))->field, (want), 1e-12), "%s: got %.17g", (id),          \
          maker_figure((maker), (id))->field)

/* The n-th finding to the letter: "severity rule file:line:column text". */
__attribute__((unused)) static const char *maker_finding(const struct maker *m, size_t nth)
{
    static char text[1024];
    if (nth >= m->found.n)
        return "";
    const struct finding *f = &m->found.list[nth];
    snprintf(text, sizeof text, "%s %s %s:%ld:%d %s", severity_name(f->severity), f->rule,
             f->at.file, f->at.line, f->at.column, f->text);
    return text;
}

#endif
