/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LINT_FIND_H
#define LINT_FIND_H

/* How the checks say what they found. */

#include "lint/book.h"
#include "lint/lint.h"

/* Adds a finding about an area of a sheet; {0} is the sheet as a whole, NULL the workbook. The text
   is cleaned of what could trick a terminal. Out of memory is noted in the report. */
void lint_add(struct lint_report *report, enum lint_rule rule, const struct lint_sheet *sheet,
              struct lint_area at, const char *format, ...) __attribute__((format(printf, 5, 6)));

/* A text as it is quoted: in quotation marks, on one line, cut to some fifty characters. */
const char *lint_quote(struct lint_report *report, const char *text);

/* printf into the report's arena; "" when memory runs out, which the report notes. */
const char *lint_say(struct lint_report *report, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* "B7" or "B7:C9"; "" for {0}. */
enum { LINT_AREA_SIZE = 32 };
const char *lint_area_name(struct lint_area area, char *out);

static inline struct lint_area lint_at(uint32_t row, uint32_t column)
{
    return (struct lint_area){row, column, row, column};
}

/* Whether there is nothing but white space. */
bool lint_is_blank(const char *text);

#endif
