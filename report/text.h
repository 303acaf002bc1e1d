/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef REPORT_TEXT_H
#define REPORT_TEXT_H

/* The words of a report: a closed list (texts.def) with both languages side by side, and numbers as
   prose writes them. The language is an option of the report; the locale is never asked.

       char number[PROSE_SIZE];
       prose_number(LANGUAGE_SV, 1234.5, 1, number);      "1 234,5" with a no-break space */

#include "report/report.h"

enum text {
#define TEXT(id, sv, en) TEXT_##id,
#include "report/texts.def"
#undef TEXT
    TEXT_COUNT
};

/* The text with that id in that language. */
const char *report_text(enum language language, enum text id);

/* A template with {0} .. {9} replaced by `values`, in the arena; NULL when memory runs out. A
   number without its value (there are `n`) stands as it is. */
char *report_fill(struct arena *arena, const char *template, const char *const *values, size_t n);

/* x with `decimals` (0..9) as prose has it: Swedish decimal comma and no-break space, English
   decimal point and comma; a true minus sign. x is finite. At least PROSE_SIZE bytes in `out`,
   which is returned. */
enum { PROSE_SIZE = 512 };
char *prose_number(enum language language, double x, int decimals, char *out);

#endif
