/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef REPORT_LETTER_WIDTH_H
#define REPORT_LETTER_WIDTH_H

/* How wide texts are in the font of a workbook, Calibri, and about so in others, whose digits grow
   with their letters. */

#include <stddef.h>

/* The width of the first n bytes of a text in UTF-8, in hundredths of a digit; line breaks have
   none. Letters beyond Latin-1 count as a digit, East Asian ones and pictures as two. */
size_t letters_width(const char *text, size_t n);

/* The lines that a text takes at `width` digits, broken between words where it can be. */
int letters_lines(const char *text, int width);

#endif
