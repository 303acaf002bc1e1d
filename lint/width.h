/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LINT_WIDTH_H
#define LINT_WIDTH_H

/* Whether a number is shown, or "###" in its place (ECMA-376-1 18.8.31, 18.3.1.13). */

#include "lint/book.h"

/* Whether x in that style has room in a column of `width` characters (0: hidden, where nothing is
   shown) of the normal font of `font_size` points. In doubt it has: formats that are not
   understood, texts between digits and the like are taken to fit. */
bool width_fits(const struct lint_style *style, double x, double width, double font_size);

/* The fewest characters in which a format shows x, or 0 when that cannot be told. */
double width_of_number(const char *format, double x);

#endif
