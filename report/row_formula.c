/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/row_formula.h"

#include <string.h>

enum { ROW_DIGITS = 20 };

static const char *letters_of(size_t column, char letters[static CELL_NAME_SIZE])
{
    cell_name(0, column, letters);
    letters[strcspn(letters, "0123456789")] = '\0';
    return letters;
}

const char *row_range(struct draft *draft, const char *sheet, size_t column, size_t n)
{
    char from[CELL_NAME_SIZE], to[CELL_NAME_SIZE];
    letters_of(column, from);
    letters_of(column + n - 1, to);
    return sheet == NULL
               ? draft_formula(draft, "$%s" ROW_MARK ":$%s" ROW_MARK, from, to)
               : draft_formula(draft, "'%s'!$%s$" ROW_MARK ":$%s$" ROW_MARK, sheet, from, to);
}

const char *row_cell(struct draft *draft, size_t column)
{
    char letters[CELL_NAME_SIZE];
    return draft_formula(draft, "$%s" ROW_MARK, letters_of(column, letters));
}

struct row_formula row_formula_of(struct draft *draft, const char *pattern)
{
    if (pattern == NULL || *pattern == '\0')
        return (struct row_formula){0};
    size_t n_marks = 0;
    for (const char *at = pattern; *at != '\0'; at++)
        n_marks += *at == ROW_MARK[0];
    char *text = draft_array(draft, strlen(pattern) + n_marks * ROW_DIGITS + 1, char);
    return (struct row_formula){text == NULL ? NULL : pattern, text};
}

const char *row_formula_at(const struct row_formula *formula, size_t row)
{
    if (formula->pattern == NULL)
        return NULL;
    char number[ROW_DIGITS + 4];
    snprintf(number, sizeof number, "%zu", TABLE_FIRST_ROW + row + 1);
    char *to = formula->text;
    for (const char *at = formula->pattern; *at != '\0';) {
        const size_t n = strcspn(at, ROW_MARK);
        to = mempcpy(to, at, n);
        at += n;
        if (*at != '\0') {
            to = stpcpy(to, number);
            at++;
        }
    }
    *to = '\0';
    return formula->text;
}
