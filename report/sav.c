/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/sav.h"

#include "report/sav_codes.h"
#include "report/sav_file.h"
#include "report/sav_plan.h"
#include "store/names.h"

#include <stdlib.h>
#include <string.h>

/* All that the cells of a row come from. */
struct sav_rows {
    struct sav_source source;
    struct arena arena;
    struct sav_plan plan;
    struct row_names *keys;
    struct answer_rows *answers;
    struct unit_numbers *of_register; /* NULL without any */
    double *numbers;                  /* of the register, for the current row */
    struct sav_file *file;
};

/* Seconds since 14 October 1582, as SPSS counts days; `text` is YYYY-MM-DD. */
static double seconds_of(const char *text)
{
    static const int days_before[] = {0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334};
    const long year = strtol(text, NULL, 10), month = strtol(text + 5, NULL, 10);
    const long day = strtol(text + 8, NULL, 10);
    const long before = month > 2 ? year : year - 1; /* whose leap days are over */
    const long leaps = before / 4 - before / 100 + before / 400;
    const long days = 365 * year + leaps + days_before[(month + 11) % 12] + day;
    return (double)(days - 578100) * 86400;
}

static double reason_or(enum missing reason, double code)
{
    return reason == ANSWERED ? code : SAV_REASON(reason);
}

static const struct choice *find_choice(const struct choice_list *list, const char *name, size_t n)
{
    for (size_t i = 0; i < list->n; i++)
        if (strncmp(list->choices[i].name, name, n) == 0 && list->choices[i].name[n] == '\0')
            return &list->choices[i];
    return NULL;
}

static double choice_code(const struct sav_rows *rows, const struct sav_column *column)
{
    const char *name = answer_rows_text(rows->answers, column->index);
    if (name == NULL)
        return SAV_REASON(answer_rows_reason(rows->answers, column->index));
    const struct choice *choice = find_choice(column->list, name, strlen(name));
    return choice != NULL ? column->codes[choice - column->list->choices] : MISSING;
}

/* 1 when the option is among the names, 0 when not; a choice that counts as no answer makes the
   whole question go unanswered, as for the indices. */
static double option_code(const struct sav_rows *rows, const struct sav_column *column)
{
    const char *names = answer_rows_text(rows->answers, column->index);
    if (names == NULL)
        return SAV_REASON(answer_rows_reason(rows->answers, column->index));
    enum missing reason = ANSWERED;
    double is_chosen = 0;
    for (const char *name = names + strspn(names, " "); *name != '\0';) {
        const size_t n = strcspn(name, " ");
        const struct choice *choice = find_choice(column->list, name, n);
        if (choice != NULL && choice->reason != ANSWERED && reason == ANSWERED)
            reason = choice->reason;
        if (choice == &column->list->choices[column->option])
            is_chosen = 1;
        name += n;
        name += strspn(name, " ");
    }
    return reason_or(reason, is_chosen);
}

static double number_or_reason(const struct sav_rows *rows, const struct sav_column *column)
{
    const enum missing reason = answer_rows_reason(rows->answers, column->index);
    return reason == ANSWERED ? answer_rows_number(rows->answers, column->index)
                              : SAV_NUMBER_REASON(reason);
}

static double date_of(const struct sav_rows *rows, const struct sav_column *column)
{
    const char *text = answer_rows_text(rows->answers, column->index);
    return text != NULL && strlen(text) == strlen("YYYY-MM-DD") ? seconds_of(text) : MISSING;
}

static double of_group(const struct grouping *group, size_t row)
{
    return group->level[row] == NO_LEVEL ? MISSING : (double)group->level[row] + 1;
}

static double rank_of(const struct score *score, size_t row)
{
    return score->rank == NULL || score->rank[row] == 0 ? MISSING : (double)score->rank[row];
}

static double number_of(const struct sav_rows *rows, const struct sav_column *column, size_t row)
{
    const struct wave *wave = rows->source.wave;
    switch (column->kind) {
    case SAV_GROUP:
        return of_group(&wave->groups[column->index], row);
    case SAV_REGISTER:
        return rows->numbers[column->index];
    case SAV_WEIGHT:
        return wave->weight[row];
    case SAV_CHOICE:
        return choice_code(rows, column);
    case SAV_OPTION:
        return option_code(rows, column);
    case SAV_NUMBER:
    case SAV_EXPORT:
        return number_or_reason(rows, column);
    case SAV_DATE:
        return date_of(rows, column);
    case SAV_SCORE:
        return wave->scores[column->index].value[row];
    case SAV_RANK:
        return rank_of(&wave->scores[column->index], row);
    case SAV_KEY:
    case SAV_TEXT:
        break;
    }
    return MISSING;
}

static void put_row(struct sav_rows *rows, size_t row, const char *key)
{
    for (size_t i = 0; i < rows->plan.n; i++) {
        const struct sav_column *column = &rows->plan.columns[i];
        if (column->kind == SAV_KEY)
            sav_file_text(rows->file, i, key);
        else if (column->kind == SAV_TEXT)
            sav_file_text(rows->file, i, answer_rows_text(rows->answers, column->index));
        else
            sav_file_number(rows->file, i, number_of(rows, column, row));
    }
    sav_file_end_row(rows->file);
}

static enum status put_rows(struct sav_rows *rows, struct error *err)
{
    const struct wave *wave = rows->source.wave;
    const char *key = NULL, *name = NULL;
    bool has_row;
    for (size_t row = 0; row < wave->n_rows; row++) {
        TRY(row_names_next(rows->keys, &key, &name, err));
        TRY(answer_rows_next(rows->answers, &has_row, err));
        if (rows->of_register != NULL)
            TRY(unit_numbers_get(rows->of_register, wave->unit[row], rows->numbers, err));
        put_row(rows, row, key);
    }
    return OK;
}

static enum status open_rows(struct sav_rows *rows, struct error *err)
{
    const struct sav_source source = rows->source;
    TRY(sav_plan_make(source, &rows->arena, &rows->plan, err));
    rows->numbers = arena_array(&rows->arena, rows->plan.of_register.n, double);
    if (rows->numbers == NULL)
        return error_memory(err);
    TRY(row_names_open(source.store, source.wave, &rows->keys, err));
    TRY(answer_rows_open(source.store, source.wave, rows->plan.answers, &rows->answers, err));
    if (rows->plan.of_register.n == 0)
        return OK;
    return unit_numbers_open(source.store, source.wave, rows->plan.of_register, &rows->of_register,
                             err);
}

enum status sav_write(const char *path, struct sav_source source, struct error *err)
{
    struct sav_rows rows = {.source = source};
    enum status status = open_rows(&rows, err);
    if (status == OK)
        status = sav_file_open(path, source, &rows.plan, &rows.file, err);
    if (status == OK)
        status = put_rows(&rows, err);
    if (status == OK)
        status = sav_file_finish(rows.file, err);
    sav_file_close(rows.file);
    unit_numbers_close(rows.of_register);
    answer_rows_close(rows.answers);
    row_names_close(rows.keys);
    arena_release(&rows.arena);
    return status;
}
