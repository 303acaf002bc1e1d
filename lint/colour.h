/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LINT_COLOUR_H
#define LINT_COLOUR_H

/* Colours of a workbook as they are seen, and how far they stand apart. */

#include "base/xml.h"
#include "lint/book.h"

#include <stdint.h>

/* The colour that an element (<color>, <fgColor>, <bgColor>) names: by rgb, by theme and tint
   (ECMA-376-1 18.8.19), or by number (18.8.27). COLOUR_NONE: automatic. COLOUR_UNKNOWN: it cannot
   be told; one that is written wrongly is a finding. */
int32_t colour_of(const struct lint_book *book, const struct xml_element *element);

/* Fills the palette with the standard's. */
void colour_palette(struct lint_book *book);

/* "1F4E79", six hexadecimal digits; COLOUR_UNKNOWN for all else. */
int32_t colour_hex(const char *digits);

/* From 1 (the same) to 21 (black on white), of two known colours (WCAG 2.1, contrast ratio). */
double colour_contrast(int32_t a, int32_t b);

#endif
