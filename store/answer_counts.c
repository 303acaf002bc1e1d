/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/answer_counts.h"

static enum status count_codes(const struct column *column, size_t n_rows, struct arena *arena,
                               struct answer_count *out, struct error *err)
{
    size_t of_code[256] = {0};
    for (size_t row = 0; row < n_rows; row++)
        of_code[column->code[row]]++;
    out->choice = arena_array(arena, out->n_choices, size_t);
    if (out->choice == NULL)
        return error_memory(err);
    for (size_t code = 0; code < 256; code++)
        if (code < out->n_choices) {
            out->choice[code] = of_code[code];
            out->n += of_code[code];
        } else if (!code_is_choice((uint8_t)code)) {
            out->reason[code_reason((uint8_t)code)] = of_code[code];
        }
    return OK;
}

static enum status count_wide(const struct column *column, size_t n_rows, struct arena *arena,
                              struct answer_count *out, struct error *err)
{
    out->choice = arena_array(arena, out->n_choices, size_t);
    if (out->choice == NULL)
        return error_memory(err);
    for (size_t row = 0; row < n_rows; row++) {
        const uint16_t code = column->wide[row];
        if (code < out->n_choices) {
            out->choice[code]++;
            out->n++;
        } else if (code > WIDE_LIMIT) {
            out->reason[code - WIDE_LIMIT]++;
        }
    }
    return OK;
}

static void count_numbers(const struct column *column, size_t n_rows, struct answer_count *out)
{
    for (size_t row = 0; row < n_rows; row++) {
        const double x = column->number[row];
        if (is_missing(x)) {
            out->reason[missing_reason(x)]++;
            continue;
        }
        out->low = out->n == 0 || x < out->low ? x : out->low;
        out->high = out->n == 0 || x > out->high ? x : out->high;
        out->n++;
    }
}

static enum status count_column(const struct wave *wave, size_t column, struct arena *arena,
                                struct answer_count *out, struct error *err)
{
    const struct column *from = &wave->columns[column];
    switch (from->kind) {
    case COLUMN_CODE:
        return count_codes(from, wave->n_rows, arena, out, err);
    case COLUMN_WIDE:
        return count_wide(from, wave->n_rows, arena, out, err);
    case COLUMN_NUMBER:
        count_numbers(from, wave->n_rows, out);
        break;
    case COLUMN_ABSENT:
        break;
    }
    return OK;
}

static enum status count_question(const struct wave *wave, const struct question *question,
                                  struct arena *arena, struct answer_count *list, struct error *err)
{
    const bool is_multiple = question->type == QUESTION_SELECT_MULTIPLE;
    const size_t n_list = question->list != NULL ? question->list->n : 0;
    for (size_t i = 0; i < (is_multiple ? n_list : 1); i++) {
        struct answer_count *count = &list[question->column + i];
        *count = (struct answer_count){
            .n_choices = is_multiple ? 2 : n_list, .low = MISSING, .high = MISSING};
        TRY(count_column(wave, question->column + i, arena, count, err));
    }
    return OK;
}

enum status answer_counts_make(const struct wave *wave, struct arena *arena,
                               struct answer_count **out, struct error *err)
{
    struct answer_count *list = arena_array(arena, wave->n_columns, struct answer_count);
    if (list == NULL)
        return error_memory(err);
    for (size_t i = 0; i < wave->form->n_questions; i++)
        if (question_has_answer(wave->form->questions[i].type))
            TRY(count_question(wave, &wave->form->questions[i], arena, list, err));
    *out = list;
    return OK;
}
