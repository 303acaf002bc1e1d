/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/raw.h"

bool is_sum_of_options(const struct indicator *indicator)
{
    return indicator->question != NULL && indicator->question->type == QUESTION_SELECT_MULTIPLE &&
           indicator->option == NO_OPTION;
}

static void raw_of_codes(const uint8_t *code, const struct indicator *indicator, double *out,
                         size_t n)
{
    double table[256];
    wave_code_values(indicator, table);
    for (size_t row = 0; row < n; row++)
        out[row] = table[code[row]];
}

static double wide_value(const struct choice_list *list, uint16_t code)
{
    if (code >= WIDE_LIMIT)
        return missing_because((enum missing)(code - WIDE_MISSING(ANSWERED)));
    const struct choice *choice = &list->choices[code];
    if (choice->reason != ANSWERED)
        return missing_because(choice->reason);
    return is_missing(choice->score) ? missing_because(MISSING_NO_ANSWER) : choice->score;
}

static void raw_of_wide(const uint16_t *code, const struct indicator *indicator, double *out,
                        size_t n)
{
    for (size_t row = 0; row < n; row++)
        out[row] = wide_value(indicator->question->list, code[row]);
}

/* Adds one option to the sums. An option that is no number adds nothing. */
static void add_option(const uint8_t *code, double score, double *out, size_t n)
{
    for (size_t row = 0; row < n; row++) {
        if (!code_is_choice(code[row]))
            out[row] = missing_because(code_reason(code[row]));
        else if (code[row] == 1 && !is_missing(score))
            out[row] += score;
    }
}

static void raw_of_options(const struct wave *wave, const struct question *question, double *out)
{
    memset(out, 0, wave->n_rows * sizeof *out);
    for (size_t i = 0; i < question->list->n; i++)
        add_option(wave->columns[question->column + i].code, question->list->choices[i].score, out,
                   wave->n_rows);
}

static void raw_of_nothing(double *out, size_t n)
{
    for (size_t row = 0; row < n; row++)
        out[row] = missing_because(MISSING_NO_ANSWER);
}

void raw_numbers(const struct wave *wave, const struct indicator *indicator, double *out)
{
    if (wave->n_rows == 0)
        return;
    if (is_sum_of_options(indicator)) {
        raw_of_options(wave, indicator->question, out);
        return;
    }
    const struct column *column = wave_column(wave, indicator);
    switch (column == NULL ? COLUMN_ABSENT : column->kind) {
    case COLUMN_CODE:
        raw_of_codes(column->code, indicator, out, wave->n_rows);
        break;
    case COLUMN_WIDE:
        raw_of_wide(column->wide, indicator, out, wave->n_rows);
        break;
    case COLUMN_NUMBER:
        memcpy(out, column->number, wave->n_rows * sizeof *out);
        break;
    default:
        raw_of_nothing(out, wave->n_rows);
    }
}
