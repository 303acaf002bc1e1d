/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/book_layout.h"

#include <math.h>
#include <string.h>

enum {
    NARROWEST = 6,
    WIDEST = 60,          /* a text longer than this wraps, unless its column says otherwise */
    FILTER_SIGN = 3,      /* the room of a filter's button in a header */
    SHORTHAND_WIDTH = 3,  /* [x] */
    P_WIDTH = 6,          /* <0.001 */
    PAGE_WIDTH = 96,      /* characters on one page at full size, also in a wider substitute font */
    READABLE_WIDTH = 200, /* characters on one page's width */
    READABLE_SCALE = 60,  /* per cent, of what is wider than that */
    SMALLEST_SCALE = 40,  /* of a table that has charts beside it */
    A4 = 9
};

static int most_of(const struct layout *layout, size_t column)
{
    const int widest = layout->table->columns[column].widest;
    return widest > 0 ? widest : WIDEST;
}

/* The characters of `n` bytes of UTF-8. */
static int characters(const char *text, size_t n)
{
    int count = 0;
    for (size_t i = 0; i < n; i++)
        count += ((unsigned char)text[i] & 0xC0) != 0x80;
    return count;
}

/* The characters of the longest line, or of the longest word when `ends` holds a blank. */
static int longest(const char *text, const char *ends)
{
    int most = 0;
    while (*text != '\0') {
        const size_t n = strcspn(text, ends);
        const int here = characters(text, n);
        most = here > most ? here : most;
        text += n + (text[n] != '\0');
    }
    return most;
}

/* The lines of a text wrapped at `width` characters, between words where it can be. */
static int wrapped_lines(const char *text, int width)
{
    int lines = 1;
    int used = 0;
    while (*text != '\0') {
        const size_t n = strcspn(text, " \n");
        const int word = characters(text, n);
        if (used > 0 && used + 1 + word > width) {
            lines++;
            used = 0;
        }
        used += word + (used > 0);
        lines += (used - 1) / width; /* a word longer than a line */
        used = used > width ? used % width : used;
        if (text[n] == '\n') {
            lines++;
            used = 0;
        }
        text += n + (text[n] != '\0');
    }
    return lines;
}

static int number_width(const struct cell *cell)
{
    const double x = fabs(cell->number) * (cell->kind == CELL_SHARE ? 100 : 1);
    int digits = 1;
    for (double power = 10; x >= power && digits < 16; power *= 10)
        digits++;
    digits += cell->number < 0;
    switch (cell->kind) {
    case CELL_COUNT:
        return digits + (digits - 1) / 3;
    case CELL_P:
        return P_WIDTH;
    case CELL_SHARE:
        return digits + 3 + cell->decimals;
    default:
        return digits + 1 + cell->decimals;
    }
}

/* Takes a text into its column's width; gives its lines. */
static int measure_text(struct layout *layout, size_t column, const char *text)
{
    const int most = most_of(layout, column);
    int *width = &layout->width[column];
    const size_t n = strnlen(text, 4 * (size_t)most);
    if ((int)n <= *width && memchr(text, '\n', n) == NULL)
        return 1;
    const int line = longest(text, "\n");
    *width = line > most ? most : line > *width ? line : *width;
    if (line <= most && memchr(text, '\n', n) == NULL)
        return 1;
    return wrapped_lines(text, most * 11 / 10); /* letters are narrower than the column's digits */
}

int layout_measure(struct layout *layout, const struct cell *cells)
{
    int lines = 1;
    for (size_t i = 0; i < layout->table->n_columns; i++) {
        int width = SHORTHAND_WIDTH;
        if (cells[i].kind == CELL_TEXT) {
            const int here = measure_text(layout, i, cells[i].text);
            lines = here > lines ? here : lines;
            continue;
        }
        if (cell_is_number(cells[i].kind))
            width = number_width(&cells[i]);
        layout->width[i] = width > layout->width[i] ? width : layout->width[i];
    }
    return lines;
}

/* The width of a column with its header, whose words are never broken. */
static int column_width(const struct layout *layout, size_t column)
{
    const int sign = layout->has_tools ? FILTER_SIGN : 0;
    const int header = longest(layout->table->columns[column].header, " ") + sign;
    const int content = layout->width[column];
    const int wider = header > content ? header : content;
    return wider < NARROWEST ? NARROWEST : wider;
}

int layout_header_lines(const struct layout *layout)
{
    int lines = 1;
    for (size_t i = 0; i < layout->table->n_columns; i++) {
        const int sign = layout->has_tools ? FILTER_SIGN : 0;
        const int here =
            wrapped_lines(layout->table->columns[i].header, column_width(layout, i) - sign);
        lines = here > lines ? here : lines;
    }
    return lines;
}

double layout_height(int lines)
{
    return lines > 27 ? 409 : 15 * lines; /* a row is at most 409 points high */
}

/* Room for the indent, and for letters that are wider than digits. */
static double shown_width(const struct layout *layout, size_t column)
{
    const double width = column_width(layout, column);
    return fmin(255, layout->table->columns[column].is_number ? width + 3 : 1.08 * width + 2);
}

static lxw_error set_paper(const struct layout *layout, lxw_worksheet *sheet, double width)
{
    lxw_col_t breaks[] = {(lxw_col_t)(layout->table->n_columns), 0};
    worksheet_set_landscape(sheet);
    worksheet_set_paper(sheet, A4);
    worksheet_set_margins(sheet, 0.5, 0.5, 0.6, 0.7);
    const bool has_charts = layout->table->n_charts > 0;
    const double whole = fmax(SMALLEST_SCALE, PAGE_WIDTH / width * 100); /* charts stand beside */
    if (!has_charts && width <= READABLE_WIDTH)
        worksheet_fit_to_pages(sheet, 1, 0);
    else
        worksheet_set_print_scale(sheet,
                                  (uint16_t)(has_charts ? fmin(100, whole) : READABLE_SCALE));
    if (has_charts)
        worksheet_set_v_pagebreaks(sheet, breaks);
    else if (width > READABLE_WIDTH)
        worksheet_repeat_columns(sheet, 0, 0);
    const lxw_error error = worksheet_set_footer(sheet, "&L&A&R&P (&N)");
    return error != LXW_NO_ERROR ? error
                                 : worksheet_repeat_rows(sheet, TABLE_HEADER_ROW, TABLE_HEADER_ROW);
}

lxw_error layout_apply(const struct layout *layout, lxw_worksheet *sheet)
{
    double width = 0;
    for (size_t i = 0; i < layout->table->n_columns; i++) {
        const double here = shown_width(layout, i);
        const lxw_error error = worksheet_set_column(sheet, (lxw_col_t)i, (lxw_col_t)i, here, NULL);
        if (error != LXW_NO_ERROR)
            return error;
        width += here;
    }
    return set_paper(layout, sheet, width);
}
