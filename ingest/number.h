/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef INGEST_NUMBER_H
#define INGEST_NUMBER_H

/* Numbers as people and spreadsheets write them: in groups of three, in per cent.

       if (!text_number(text, n, ',', &x) && !number_read(text, n, ',', &x, &ways)) ... refuse
       "1 234,5" is 1234.5 (NUMBER_GROUPED), "58 %" is 58 (NUMBER_PERCENT)                     */

#include <stdbool.h>
#include <stddef.h>

enum {
    NUMBER_GROUPED = 1,
    NUMBER_PERCENT = 2,
    NUMBER_IS_SHARE = 4 /* set by readers of columns: a plain number between 0 and 1 was met */
};

/* Reads what text_number does and besides:
     - groups of three digits after one to three: between blanks (also no-break and thin), or
   between the sign of "." and "," that is not the decimal mark when that leaves no doubt, which
   takes two groups or a decimal mark: under ',' "1.234.567" and "1.234,5", but not "1.234"
     - "%" at the end, with or without a blank; the number is the one that is written
     - U+2212 as minus
   What of it was met is in *ways. False for all else. */
bool number_read(const char *text, size_t n, char decimal, double *out, unsigned *ways);

#endif
