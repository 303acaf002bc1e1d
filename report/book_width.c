/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/book_width.h"

#include <math.h>

enum { SHORTHAND_WIDTH = 3, P_WIDTH = 6 };

/* The characters of the longest line of a text, at most `most`. */
static int text_columns(const char *text, int most)
{
    int longest = 0;
    int here = 0;
    for (; *text != '\0' && longest < most; text++) {
        here = *text == '\n' ? 0 : here + (((unsigned char)*text & 0xC0) != 0x80);
        longest = here > longest ? here : longest;
    }
    return longest;
}

int word_width(const char *text)
{
    int longest = 0;
    int here = 0;
    for (; *text != '\0'; text++) {
        here = *text == ' ' ? 0 : here + (((unsigned char)*text & 0xC0) != 0x80);
        longest = here > longest ? here : longest;
    }
    return longest;
}

static int number_columns(const struct cell *cell)
{
    const double x = fabs(cell->number) * (cell->kind == CELL_SHARE ? 100 : 1);
    int digits = 1;
    for (double power = 10; x >= power && digits < 16; power *= 10)
        digits++;
    const int sign = cell->number < 0;
    switch (cell->kind) {
    case CELL_COUNT:
        return sign + digits + (digits - 1) / 3;
    case CELL_P:
        return P_WIDTH;
    case CELL_SHARE:
        return sign + digits + 3 + cell->decimals;
    default:
        return sign + digits + 1 + cell->decimals;
    }
}

int cell_width(const struct cell *cell, int most)
{
    if (cell->kind == CELL_TEXT)
        return text_columns(cell->text, most);
    return cell_is_number(cell->kind) ? number_columns(cell) : SHORTHAND_WIDTH;
}
