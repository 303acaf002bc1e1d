/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CLI_TEXT_TABLE_H
#define CLI_TEXT_TABLE_H

/* Text laid out for a terminal of TEXT_WIDTH columns. */

#include "analysis/explanation.h"

#include <stdio.h>

enum { TEXT_WIDTH = 96 };

/* Paragraph of words, the first line `indent` from the left as all are. */
void text_wrap(const char *text, int indent, FILE *file);

/* The table with its headings, columns aligned; wide texts go on below. Every line begins with two
   blanks. False when memory runs out, and then nothing is printed. */
bool text_table(const struct explain_table *table, FILE *file);

/* A cell as it is printed: at least TEXT_CELL bytes in `room`, which a text does not need. */
enum { TEXT_CELL = 400 };
const char *text_of_cell(const struct explain_cell *cell, char *room);

#endif
