/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/wave.h"

#include <stdlib.h>

/* The union's pointers have one representation: each is freed through the one it was set by. */
static void release_column(struct column *column)
{
    switch (column->kind) {
    case COLUMN_ABSENT:
        break;
    case COLUMN_CODE:
        free(column->code);
        break;
    case COLUMN_WIDE:
        free(column->wide);
        break;
    case COLUMN_NUMBER:
        free(column->number);
        break;
    }
    *column = (struct column){.kind = COLUMN_ABSENT};
}

/* Indicators with the same source share their numbers. */
static bool is_shared(const struct wave *wave, size_t index)
{
    for (size_t i = 0; i < index; i++)
        if (wave->numbers[i].kind == COLUMN_NUMBER &&
            wave->numbers[i].number == wave->numbers[index].number)
            return true;
    return false;
}

static void release_numbers(struct wave *wave)
{
    for (size_t i = wave->form->n_indicators; i-- > 0;)
        if (wave->numbers[i].kind == COLUMN_NUMBER && is_shared(wave, i))
            wave->numbers[i] = (struct column){.kind = COLUMN_ABSENT};
    for (size_t i = 0; i < wave->form->n_indicators; i++)
        release_column(&wave->numbers[i]);
}

void wave_release_answers(struct wave *wave)
{
    for (size_t i = 0; i < wave->n_columns; i++)
        release_column(&wave->columns[i]);
    if (wave->numbers != NULL)
        release_numbers(wave);
}

static void release_scores(struct score *scores, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        free(scores[i].value);
        free(scores[i].rank);
        free(scores[i].answered);
        free(scores[i].rank_median);
        free(scores[i].rank_low);
        free(scores[i].rank_high);
        free(scores[i].rank_class);
        free(scores[i].rank_mean);
        free(scores[i].above_next);
        free(scores[i].above);
        scores[i] = (struct score){.index = scores[i].index};
    }
}

void wave_release(struct wave *wave)
{
    wave_release_answers(wave);
    release_scores(wave->scores, wave->n_scores);
    release_scores(wave->items, wave->n_items);
    for (size_t i = 0; i < wave->n_groups; i++) {
        free(wave->groups[i].level);
        wave->groups[i].level = NULL;
    }
    free(wave->unit);
    free(wave->line);
    free(wave->weight);
    wave->unit = wave->line = NULL;
    wave->weight = NULL;
}

const struct column *wave_column(const struct wave *wave, const struct indicator *indicator)
{
    const struct column *column = NULL;
    if (indicator->question != NULL) {
        const size_t option = indicator->option == NO_OPTION ? 0 : indicator->option;
        column = &wave->columns[indicator->question->column + option];
    } else if (wave->numbers != NULL) {
        column = &wave->numbers[indicator - wave->form->indicators];
    }
    return column != NULL && column->kind != COLUMN_ABSENT ? column : NULL;
}

static double choice_value(const struct choice *choice)
{
    return choice->reason != ANSWERED ? missing_because(choice->reason) : choice->score;
}

void wave_code_values(const struct indicator *indicator, double *values)
{
    const struct question *question = indicator->question;
    for (int code = 0; code < 256; code++)
        values[code] =
            code_is_choice((uint8_t)code) ? MISSING : missing_because(code_reason((uint8_t)code));
    if (indicator->option != NO_OPTION) {
        values[0] = 0;
        values[1] = 1;
    } else if (question != NULL && question->list != NULL) {
        for (size_t i = 0; i < question->list->n && i < CODE_LIMIT; i++)
            values[i] = choice_value(&question->list->choices[i]);
    }
}
