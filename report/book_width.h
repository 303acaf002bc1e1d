/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef REPORT_BOOK_WIDTH_H
#define REPORT_BOOK_WIDTH_H

/* How wide things are in a cell, in characters. */

#include "report/table.h"

/* The cell as shown: its longest line, counted up to `most`. */
int cell_width(const struct cell *cell, int most);

/* The longest word of a text. */
int word_width(const char *text);

#endif
