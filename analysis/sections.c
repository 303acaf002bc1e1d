/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/family.h"

#include <stdlib.h>
#include <string.h>

/* What a row has done in a section, as bits. */
enum { ASKED = 1, ANSWERED_ONE = 2 };

/* One section being worked on. */
struct section {
    const struct question *group; /* its begin_group */
    uint8_t *seen;                /* n_rows */
    size_t n_questions;           /* that are held in memory */
};

static bool is_inside(const struct question *question, const struct question *group)
{
    for (const struct question *at = question->section; at != NULL; at = at->section)
        if (at == group)
            return true;
    return false;
}

static uint8_t seen_of(enum missing reason)
{
    return reason == MISSING_NOT_ASKED ? 0 : reason == ANSWERED ? ASKED | ANSWERED_ONE : ASKED;
}

/* A choice that counts as no answer is none here either. */
static uint8_t seen_of_choice(const struct question *question, size_t choice)
{
    const bool is_one = question->type == QUESTION_SELECT_ONE && choice < question->list->n;
    return seen_of(is_one ? question->list->choices[choice].reason : ANSWERED);
}

static void see_codes(const struct question *question, const uint8_t *code, size_t n, uint8_t *seen)
{
    uint8_t table[256];
    for (size_t c = 0; c < COUNT(table); c++)
        table[c] = code_is_choice((uint8_t)c) ? seen_of_choice(question, c)
                                              : seen_of(code_reason((uint8_t)c));
    for (size_t row = 0; row < n; row++)
        seen[row] |= table[code[row]];
}

static void see_wide(const struct question *question, const uint16_t *code, size_t n, uint8_t *seen)
{
    for (size_t row = 0; row < n; row++)
        seen[row] |= code[row] < WIDE_LIMIT
                         ? seen_of_choice(question, code[row])
                         : seen_of((enum missing)(code[row] - WIDE_MISSING(ANSWERED)));
}

static void see_numbers(const double *x, size_t n, uint8_t *seen)
{
    for (size_t row = 0; row < n; row++)
        seen[row] |= seen_of(missing_reason(x[row]));
}

/* A calculated question is nobody's answer; texts and dates are in the store alone. */
static bool see_question(const struct wave *wave, const struct question *question, uint8_t *seen)
{
    if (!question_has_answer(question->type) || question->type == QUESTION_CALCULATE ||
        question->column >= wave->n_columns)
        return false;
    const struct column *column = &wave->columns[question->column];
    switch (column->kind) {
    case COLUMN_ABSENT:
        return false;
    case COLUMN_CODE:
        see_codes(question, column->code, wave->n_rows, seen);
        break;
    case COLUMN_WIDE:
        see_wide(question, column->wide, wave->n_rows, seen);
        break;
    case COLUMN_NUMBER:
        see_numbers(column->number, wave->n_rows, seen);
        break;
    }
    return true;
}

static enum status put_section(struct analysis *analysis, const struct section *section,
                               struct error *err)
{
    const struct wave *wave = analysis->wave;
    size_t n_not_asked = 0, n_answered = 0;
    for (size_t row = 0; row < wave->n_rows; row++) {
        n_not_asked += section->seen[row] == 0;
        n_answered += (section->seen[row] & ANSWERED_ONE) != 0;
    }
    const size_t n = wave->n_frame - n_not_asked;
    const bool is_known = section->n_questions > 0;
    struct figure figure = figure_of(is_known && n > 0 ? (double)n_answered / (double)n : MISSING,
                                     is_known ? (double)n : MISSING);
    figure.status = is_known ? NULL : "z";
    figure.unit = "share";
    figure.decimals = 3;
    figure.method =
        is_known ? "units that answered at least one question of the section / units of the frame "
                   "less those to whom none of its questions was put; texts and dates left out"
                 : "the section has no question with an answer that is counted";
    const struct subject subject = {.code = section->group->name};
    TRY(analysis_put(analysis, "response", "section", subject, figure, err));
    return analysis_put_count(
        analysis, "response", "section_answered", subject,
        (struct count){.value = is_known ? (double)n_answered : MISSING,
                       .n = is_known ? (double)n : MISSING,
                       .method = "units that answered at least one question of the section; n: "
                                 "units of the frame less those to whom none was put",
                       .status = figure.status},
        err);
}

static enum status run_section(struct analysis *analysis, struct section *section,
                               struct error *err)
{
    const struct form *form = analysis->wave->form;
    memset(section->seen, 0, analysis->wave->n_rows);
    section->n_questions = 0;
    for (size_t i = 0; i < form->n_questions; i++)
        if (is_inside(&form->questions[i], section->group))
            section->n_questions +=
                see_question(analysis->wave, &form->questions[i], section->seen);
    return put_section(analysis, section, err);
}

static enum status run(struct analysis *analysis, struct error *err)
{
    const struct form *form = analysis->wave->form;
    struct section section = {.seen = malloc(analysis->wave->n_rows + 1)};
    enum status status = section.seen == NULL ? error_memory(err) : OK;
    for (size_t i = 0; status == OK && i < form->n_questions; i++) {
        section.group = &form->questions[i];
        if (section.group->type == QUESTION_BEGIN_GROUP)
            status = run_section(analysis, &section, err);
    }
    free(section.seen);
    return status;
}

const struct family family_sections = {"sections", "who answered which part?", run};
