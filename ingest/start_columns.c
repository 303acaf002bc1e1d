/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/start_columns.h"

#include "base/text.h"
#include "ingest/date.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <uninorm.h>

enum { LONGEST_NAME = 32, LONGEST_CHOICE = 120 };

/* Codes such as 98, 99 and -1 are rarely points on a scale. */
enum { LEAST_SCORE = 0, MOST_SCORE = 20 };

static bool is_ascii_word(unsigned char byte)
{
    return byte < 0x80 && (isalnum(byte) || byte == '_');
}

/* ASCII letters, digits and '_' of the text, accents taken off; begins with a letter. */
static const char *make_name(struct arena *arena, const char *text, size_t n)
{
    char name[LONGEST_NAME + 2] = "";
    size_t n_plain = 0, used = 0;
    uint8_t *plain = u8_normalize(UNINORM_NFD, (const uint8_t *)text, n, NULL, &n_plain);
    for (size_t i = 0; plain != NULL && i < n_plain && used < LONGEST_NAME; i++) {
        if (used == 0 && !(plain[i] < 0x80 && isalpha(plain[i])) && is_ascii_word(plain[i]))
            name[used++] = 'q';
        if (is_ascii_word(plain[i]))
            name[used++] = (char)plain[i];
        else if (plain[i] < 0x80 && used > 0 && name[used - 1] != '_')
            name[used++] = '_';
    }
    while (used > 0 && name[used - 1] == '_')
        used--;
    name[used] = '\0';
    free(plain);
    return arena_text(arena, used == 0 ? "q" : name);
}

/* A name that no column before bears, whatever the case. */
static const char *make_unique(struct arena *arena, const struct start_columns *columns, size_t n,
                               const char *name)
{
    const char *unique = name;
    for (int suffix = 2; unique != NULL; suffix++) {
        bool is_free = strcasecmp(unique, "unit_id") != 0 && strcasecmp(unique, "line") != 0;
        for (size_t i = 0; i < n && is_free; i++)
            is_free = strcasecmp(columns->list[i].name, unique) != 0;
        if (is_free)
            return unique;
        unique = arena_print(arena, "%s_%d", name, suffix);
    }
    return NULL;
}

/* "Q1" and "Text" of "Q1. Text"; else all of it is both. */
static void split_label(struct start_column *column, size_t *n_code)
{
    const char *dot = strstr(column->header, ". ");
    const size_t n = dot == NULL ? 0 : (size_t)(dot - column->header);
    size_t i = 0;
    while (i < n && is_ascii_word((unsigned char)column->header[i]))
        i++;
    const bool is_code = n > 0 && i == n && n <= 20;
    *n_code = is_code ? n : strlen(column->header);
    column->label = is_code ? dot + 2 : column->header;
}

/* "Q1" and "SQ001" of "Q1[SQ001]", "q1" and "a" of "q1/a". */
static bool split_option(struct start_column *column, struct arena *arena)
{
    const char *header = column->header;
    const size_t n = strlen(header);
    const char *open = strchr(header, '['), *slash = strrchr(header, '/');
    const char *at = open != NULL && header[n - 1] == ']' ? open : slash;
    if (at == NULL || at == header || at + 1 >= header + n)
        return true;
    column->stem = arena_text_n(arena, header, (size_t)(at - header));
    column->option = arena_text_n(arena, at + 1, (size_t)(header + n - at) - (at == open ? 2 : 1));
    return column->stem != NULL && column->option != NULL;
}

static enum status take_header(const struct row *row, struct arena *arena,
                               struct start_columns *out, struct error *err)
{
    out->list = arena_array(arena, row->n_cells, struct start_column);
    if (out->list == NULL)
        return error_memory(err);
    for (size_t i = 0; i < row->n_cells; i++) {
        struct start_column *column = &out->list[i];
        size_t n = row->cells[i].n, n_code;
        const char *text = text_trimmed(row->cells[i].text, &n);
        *column = (struct start_column){
            .are_whole = true, .are_numbers = true, .are_dates = true, .are_flags = true};
        column->header = arena_text_n(arena, text, n);
        if (column->header == NULL)
            return error_memory(err);
        split_label(column, &n_code);
        if (!split_option(column, arena))
            return error_memory(err);
        const char *name = column->stem != NULL
                               ? make_name(arena, column->stem, strlen(column->stem))
                               : make_name(arena, column->header, n_code);
        column->name = name == NULL ? NULL : make_unique(arena, out, i, name);
        if (column->name == NULL)
            return error_memory(err);
        out->n = i + 1;
    }
    return OK;
}

static bool is_flag(const char *text, size_t n)
{
    static const char *const flags[] = {"0",  "1",  "y",   "n",    "yes",
                                        "no", "ja", "nej", "true", "false"};
    for (size_t i = 0; i < COUNT(flags); i++)
        if (strlen(flags[i]) == n && strncasecmp(flags[i], text, n) == 0)
            return true;
    return false;
}

static bool take_value(struct start_column *column, const char *text, size_t n)
{
    double number = 0;
    char date[DATE_SIZE];
    bool has_time;
    uint32_t index;
    column->n++;
    column->longest = n > column->longest ? n : column->longest;
    const bool is_number = text_number(text, n, '.', &number) || text_number(text, n, ',', &number);
    column->are_numbers = column->are_numbers && is_number;
    column->are_whole = column->are_whole && is_number && memchr(text, '.', n) == NULL &&
                        memchr(text, ',', n) == NULL && memchr(text, 'e', n) == NULL;
    column->are_dates = column->are_dates && date_read(text, n, date, &has_time);
    column->are_flags = column->are_flags && is_flag(text, n);
    if (column->few.n <= START_CHOICES && !textset_add(&column->few, text, n, &index))
        return false;
    if (column->has_repeats)
        return true;
    const size_t before = column->all.n;
    if (!textset_add(&column->all, text, n, &index))
        return false;
    column->has_repeats = column->all.n == before;
    if (column->has_repeats)
        textset_release(&column->all);
    return true;
}

enum status start_columns_read(struct rows *rows, struct arena *arena, struct start_columns *out,
                               struct error *err)
{
    const struct row *row = NULL;
    *out = (struct start_columns){0};
    TRY(rows_next(rows, &row, err));
    if (row == NULL)
        return error_at(err, ERR_VALUE, (struct place){rows_path(rows), 0, 0}, "%s",
                        _("the file is empty"));
    if (row->fault != NULL)
        return error_at(err, ERR_VALUE, row->fault_at, "%s", _(row->fault));
    TRY(take_header(row, arena, out, err));
    for (;;) {
        TRY(rows_next(rows, &row, err));
        if (row == NULL)
            return OK;
        if (row->fault != NULL)
            continue;
        out->n_rows++;
        for (size_t i = 0; i < row->n_cells && i < out->n; i++) {
            size_t n = row->cells[i].n;
            const char *text = text_trimmed(row->cells[i].text, &n);
            if (n > 0 && !take_value(&out->list[i], text, n))
                return error_memory(err);
        }
    }
}

void start_columns_release(struct start_columns *columns)
{
    for (size_t i = 0; i < columns->n; i++) {
        textset_release(&columns->list[i].few);
        textset_release(&columns->list[i].all);
    }
}

const struct start_column *start_columns_key(const struct start_columns *columns)
{
    for (size_t i = 0; i < columns->n; i++) {
        const struct start_column *column = &columns->list[i];
        if (columns->n_rows > 0 && column->n == columns->n_rows && !column->has_repeats)
            return column;
    }
    return NULL;
}

/* Whole numbers that are mostly small are codes of choices; years and counts are not. */
static bool are_codes(const struct start_column *column)
{
    size_t n_small = 0;
    if (!column->are_whole)
        return true;
    for (uint32_t i = 0; i < column->few.n; i++) {
        const char *text = textset_text(&column->few, i);
        double number = 0;
        n_small += text_number(text, strlen(text), '.', &number) && start_is_score(number);
    }
    return 2 * n_small >= column->few.n;
}

bool start_is_score(double number)
{
    return number >= LEAST_SCORE && number <= MOST_SCORE;
}

enum question_type start_column_type(const struct start_column *column)
{
    if (column->n == 0)
        return QUESTION_TEXT;
    if (column->are_dates && !column->are_whole)
        return QUESTION_DATE;
    if (column->are_numbers && !column->are_whole)
        return QUESTION_DECIMAL;
    if (column->few.n <= START_CHOICES && column->longest <= LONGEST_CHOICE &&
        column->n >= 2 * column->few.n && are_codes(column))
        return QUESTION_SELECT_ONE;
    return column->are_whole ? QUESTION_INTEGER : QUESTION_TEXT;
}

bool start_column_is_option_of(const struct start_column *column, const char *stem)
{
    return column->stem != NULL && stem != NULL && strcmp(column->stem, stem) == 0;
}

bool start_columns_is_multiple(const struct start_columns *columns, size_t i)
{
    const char *stem = columns->list[i].stem;
    size_t n_options = 0;
    if (stem == NULL)
        return false;
    for (size_t k = 0; k < columns->n; k++)
        if (start_column_is_option_of(&columns->list[k], stem)) {
            if (!columns->list[k].are_flags)
                return false;
            n_options++;
        }
    return n_options > 1;
}
