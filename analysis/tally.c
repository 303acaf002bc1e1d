/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/tally.h"

#include "stats/frequency.h"

#include <stdlib.h>

enum tally_kind tally_kind(const struct wave *wave, const struct question *question)
{
    if (!question_has_answer(question->type) || question->column >= wave->n_columns)
        return TALLY_NONE;
    switch (wave->columns[question->column].kind) {
    case COLUMN_CODE:
        return question->type == QUESTION_SELECT_MULTIPLE ? TALLY_MULTIPLE : TALLY_ONE;
    case COLUMN_WIDE:
        return TALLY_ONE;
    case COLUMN_NUMBER:
        return TALLY_NUMBER;
    default:
        return TALLY_NONE;
    }
}

static void count_choice(const struct question *question, size_t choice, size_t n,
                         struct tally *out)
{
    const enum missing reason = question->list->choices[choice].reason;
    out->choice[choice] = n;
    if (reason == ANSWERED)
        out->n_answered += n;
    else
        out->missing[reason] += n;
}

static void count_codes(const uint8_t *code, size_t n, const struct question *question,
                        struct tally *out)
{
    size_t count[FREQUENCY_CODES] = {0};
    frequency_count(code, n, count);
    for (size_t c = 0; c < question->list->n && c < CODE_LIMIT; c++)
        count_choice(question, c, count[c], out);
    for (int reason = ANSWERED + 1; reason < MISSING_COUNT; reason++)
        out->missing[reason] += count[CODE_MISSING(reason)];
}

static void count_wide(const uint16_t *code, size_t n, const struct question *question,
                       struct tally *out)
{
    for (size_t row = 0; row < n; row++) {
        if (code[row] >= WIDE_LIMIT)
            out->missing[code[row] - WIDE_MISSING(ANSWERED)]++;
        else
            out->choice[code[row]]++;
    }
    for (size_t c = 0; c < question->list->n; c++)
        count_choice(question, c, out->choice[c], out);
}

/* Each option has a column; the reasons are the same in all of them. */
static void count_options(const struct wave *wave, const struct question *question,
                          struct tally *out)
{
    for (size_t option = 0; option < question->list->n; option++) {
        size_t count[FREQUENCY_CODES] = {0};
        frequency_count(wave->columns[question->column + option].code, wave->n_rows, count);
        out->choice[option] = count[1];
        if (option > 0)
            continue;
        out->n_answered = count[0] + count[1];
        for (int reason = ANSWERED + 1; reason < MISSING_COUNT; reason++)
            out->missing[reason] = count[CODE_MISSING(reason)];
    }
}

static void count_numbers(const double *x, size_t n, struct tally *out)
{
    out->min = out->max = MISSING;
    for (size_t row = 0; row < n; row++) {
        if (is_missing(x[row])) {
            out->missing[missing_reason(x[row])]++;
            continue;
        }
        moments_add(&out->moments, x[row]);
        out->min = fmin(out->min, x[row]);
        out->max = fmax(out->max, x[row]);
    }
    out->n_answered = out->moments.n;
}

enum status tally_question(const struct wave *wave, const struct question *question,
                           struct tally *out)
{
    *out = (struct tally){.kind = tally_kind(wave, question)};
    const struct column *column = &wave->columns[question->column];
    if (out->kind == TALLY_NUMBER) {
        count_numbers(column->number, wave->n_rows, out);
        return OK;
    }
    out->choice = calloc(question->list->n + 1, sizeof *out->choice);
    if (out->choice == NULL)
        return ERR_MEMORY;
    if (out->kind == TALLY_MULTIPLE)
        count_options(wave, question, out);
    else if (column->kind == COLUMN_CODE)
        count_codes(column->code, wave->n_rows, question, out);
    else
        count_wide(column->wide, wave->n_rows, question, out);
    return OK;
}

void tally_release(struct tally *tally)
{
    free(tally->choice);
    tally->choice = NULL;
}
