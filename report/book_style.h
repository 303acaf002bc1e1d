/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef REPORT_BOOK_STYLE_H
#define REPORT_BOOK_STYLE_H

/* How cells look: one shared format per style, made when it is first used. */

#include "report/table.h"

#include <xlsxwriter.h>

enum { NUMBER_DECIMALS = 6, SHARE_DECIMALS = 3 };

enum style {
    STYLE_TITLE,
    STYLE_SENTENCE,
    STYLE_HEADER,
    STYLE_HEADER_NUMBER,
    STYLE_HEADER_TURNED, /* on end */
    STYLE_TEXT,
    STYLE_LINK,
    STYLE_BACK, /* a link that does not wrap */
    STYLE_SHORTHAND,
    STYLE_SHORTHAND_NUMBER, /* in a column of numbers */
    STYLE_HEADER_APART,     /* in a column of texts to the right of numbers */
    STYLE_TEXT_APART,
    STYLE_LINK_APART,
    STYLE_SHORTHAND_APART,
    STYLE_WHOLE,
    STYLE_P,
    STYLE_DIFFERENCE,
    STYLE_AGREEMENT,
    STYLE_NUMBER,                                     /* + decimals */
    STYLE_SHARE = STYLE_NUMBER + NUMBER_DECIMALS + 1, /* + decimals */
    STYLE_HEAT = STYLE_SHARE + SHARE_DECIMALS + 1, /* + step: only to shade cells by their number */
    STYLE_END = STYLE_HEAT + 2 * HEAT_STEPS
};

struct styles {
    lxw_workbook *workbook; /* borrowed */
    bool is_swedish;
    lxw_format *format[STYLE_END]; /* the workbook's */
};

/* NULL when memory runs out. */
lxw_format *styles_get(struct styles *styles, int style);

/* The number under which cells name the style in the file, above 0; -1 when memory runs out. */
int styles_index(struct styles *styles, int style);

/* The style of a cell in its column: shorthand stands where the column's numbers or texts do. */
int style_in(const struct table *table, size_t column, const struct cell *cell);

int style_of_header(const struct table *table, size_t column);

/* Shades the numbers of a range in steps; the side is told by hue, and both by the number itself.
 */
lxw_error styles_heat(struct styles *styles, lxw_worksheet *sheet, const size_t corners[4],
                      const struct heat *heat);

#endif
