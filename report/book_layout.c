/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/book_layout.h"

#include "report/letter_width.h"

#include <math.h>
#include <string.h>

enum {
    NARROWEST = 6,
    WIDEST = 60,          /* a text wider than this wraps, unless its column says otherwise */
    FILTER_SIGN = 3,      /* the room of a filter's button in a header */
    SHORTHAND_WIDTH = 3,  /* [x] */
    P_WIDTH = 6,          /* <0.001 */
    AGREEMENT_WIDTH = 7,  /* 1.2E-15, Avviker */
    PAGE_WIDTH = 96,      /* digits on one page at full size, also in a wider substitute font */
    READABLE_WIDTH = 180, /* digits on one page's width */
    READABLE_SCALE = 60,  /* per cent, of what is wider than that */
    LEAST_SCALE = 50,     /* per cent, where the lines above the table ask for it */
    HEAD_WIDTH = 240,     /* digits of the lines above the table that paper makes room for */
    SCREEN_WIDTH = 150,   /* digits in sight at once; of a wider table the first column stays */
    STAYING_WIDTH = 45,   /* unless it is wider than this */
    PAGE_HEIGHT = 495,    /* points between the margins of a page at full size */
    FREE_WIDTH = 9,       /* of a column that nobody set */
    TURNED_COLUMNS = 6,   /* so many shaded columns make a matrix, with its headers on end */
    TURNED_HIGHEST = 170, /* points */
    A4 = 9
};

static int most_of(const struct layout *layout, size_t column)
{
    const int widest = layout->table->columns[column].widest;
    return widest > 0 ? widest : WIDEST;
}

/* In digits, upwards. */
static int digits(size_t hundredths)
{
    return (int)((hundredths + 99) / 100);
}

/* The width of the longest line, or of the longest word when `ends` holds a blank. */
static int longest(const char *text, const char *ends)
{
    size_t most = 0;
    while (*text != '\0') {
        const size_t n = strcspn(text, ends);
        const size_t here = letters_width(text, n);
        most = here > most ? here : most;
        text += n + (text[n] != '\0');
    }
    return digits(most);
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
    case CELL_DIFFERENCE:
    case CELL_AGREEMENT:
        return AGREEMENT_WIDTH;
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
    const size_t n = strlen(text);
    const bool is_line = memchr(text, '\n', n) == NULL;
    const int line = is_line ? digits(letters_width(text, n)) : longest(text, "\n");
    if (line > *width)
        *width = line > most ? most : line;
    return is_line && line <= most ? 1 : letters_lines(text, most);
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

bool layout_is_turned(const struct table *table, size_t column)
{
    size_t n = 0;
    for (size_t i = 0; i < table->n_columns; i++)
        n += table->columns[i].is_heat;
    return n >= TURNED_COLUMNS && table->columns[column].is_heat;
}

/* The width of a column with its header, whose words are never broken. */
static int column_width(const struct layout *layout, size_t column)
{
    const int sign = layout->has_tools ? FILTER_SIGN : 0;
    const int header = layout_is_turned(layout->table, column)
                           ? NARROWEST
                           : longest(layout->table->columns[column].header, " ") + 1 + sign;
    const int content = layout->width[column];
    const int wider = header > content ? header : content;
    return wider < NARROWEST ? NARROWEST : wider;
}

/* The points that a header takes upwards. */
static double header_height(const struct layout *layout, size_t column)
{
    const char *header = layout->table->columns[column].header;
    if (layout_is_turned(layout->table, column))
        return fmin(TURNED_HIGHEST, 12 + 5.7 * longest(header, ""));
    const int sign = layout->has_tools ? FILTER_SIGN : 0;
    return layout_height(letters_lines(header, column_width(layout, column) - sign));
}

double layout_header_height(const struct layout *layout)
{
    double height = 0;
    for (size_t i = 0; i < layout->table->n_columns; i++)
        height = fmax(height, header_height(layout, i));
    return height;
}

double layout_height(int lines)
{
    return lines > 27 ? 409 : 15 * lines; /* a row is at most 409 points high */
}

/* Room for the indent and the edges, and for another font. */
static double shown_width(const struct layout *layout, size_t column)
{
    return fmin(255, 1.02 * column_width(layout, column) + 2);
}

static double table_width(const struct layout *layout, size_t n_columns)
{
    double width = 0;
    for (size_t i = 0; i < n_columns; i++)
        width += shown_width(layout, i);
    return width;
}

/* The width of the longest line above the table; a line that no page could hold is cut there. */
static double head_width(const struct layout *layout)
{
    const char *const lines[] = {layout->table->sentence, layout->table->note};
    int most = 0;
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        const int here = longest(lines[i], "");
        most = here > most ? here : most;
    }
    return fmin(most, HEAD_WIDTH) + 3;
}

static size_t printed_columns(const struct layout *layout)
{
    const size_t n = layout->table->n_printed;
    return n == 0 ? layout->table->n_columns : n;
}

/* The columns from the first that hold both `n` of the table's and the lines above. */
static size_t columns_with_head(const struct layout *layout, size_t n)
{
    const double lacking = head_width(layout) - table_width(layout, n);
    return lacking <= 0 ? n : n + (size_t)ceil(lacking / FREE_WIDTH);
}

size_t layout_free_column(const struct layout *layout)
{
    const size_t n = layout->table->n_columns;
    const size_t with_head = columns_with_head(layout, n);
    return with_head > n ? with_head : n + 1;
}

/* Charts stand on pages of their own to the right; so the scale is one that both can be read at. */
static double chart_scale(const struct layout *layout)
{
    const double width = fmax(table_width(layout, layout->table->n_columns), head_width(layout));
    return floor(fmin(100, fmax(READABLE_SCALE, PAGE_WIDTH / width * 100)));
}

size_t layout_page_rows(const struct layout *layout)
{
    const double height = PAGE_HEIGHT / chart_scale(layout) * 100;
    return (size_t)((height - layout_header_height(layout)) / layout_height(1));
}

static void scale_with_charts(const struct layout *layout, lxw_worksheet *sheet)
{
    lxw_col_t breaks[] = {(lxw_col_t)layout_free_column(layout), 0};
    worksheet_set_print_scale(sheet, (uint16_t)chart_scale(layout));
    worksheet_set_v_pagebreaks(sheet, breaks);
}

/* Of a table on several pages' width: the lines above end on the first of them, if that stays
   readable. */
static double scale_for_head(const struct layout *layout)
{
    const double wanted = floor(PAGE_WIDTH / fmax(head_width(layout), 1) * 100);
    return fmin(READABLE_SCALE, fmax(LEAST_SCALE, wanted));
}

/* As wide as a page, or, of what would be too small to read so, several pages that share the first
   column. */
static lxw_error scale_without_charts(const struct layout *layout, lxw_worksheet *sheet)
{
    const size_t printed = printed_columns(layout);
    const size_t last = columns_with_head(layout, printed) - 1;
    if (table_width(layout, printed) <= READABLE_WIDTH) {
        worksheet_fit_to_pages(sheet, 1, 0);
    } else {
        worksheet_set_print_scale(sheet, (uint16_t)scale_for_head(layout));
        worksheet_repeat_columns(sheet, 0, 0);
    }
    return worksheet_print_area(
        sheet, 0, 0, (lxw_row_t)(TABLE_FIRST_ROW + layout->table->n_rows - 1), (lxw_col_t)last);
}

static lxw_error set_paper(const struct layout *layout, lxw_worksheet *sheet)
{
    worksheet_set_landscape(sheet);
    worksheet_set_paper(sheet, A4);
    worksheet_set_margins(sheet, 0.5, 0.5, 0.6, 0.7);
    lxw_error error = LXW_NO_ERROR;
    if (layout->table->n_charts > 0)
        scale_with_charts(layout, sheet);
    else
        error = scale_without_charts(layout, sheet);
    if (error == LXW_NO_ERROR)
        error = worksheet_set_footer(sheet, "&L&A&R&P (&N)");
    return error != LXW_NO_ERROR ? error
                                 : worksheet_repeat_rows(sheet, TABLE_HEADER_ROW, TABLE_HEADER_ROW);
}

/* The header stays in sight, and the first column of a table too wide for a screen. */
static void keep_in_sight(const struct layout *layout, lxw_worksheet *sheet)
{
    const bool is_wide = table_width(layout, layout->table->n_columns) > SCREEN_WIDTH;
    const bool stays = is_wide && shown_width(layout, 0) <= STAYING_WIDTH;
    worksheet_freeze_panes(sheet, TABLE_FIRST_ROW, stays ? 1 : 0);
}

lxw_error layout_apply(const struct layout *layout, lxw_worksheet *sheet)
{
    for (size_t i = 0; i < layout->table->n_columns; i++) {
        const lxw_error error =
            worksheet_set_column(sheet, (lxw_col_t)i, (lxw_col_t)i, shown_width(layout, i), NULL);
        if (error != LXW_NO_ERROR)
            return error;
    }
    if (layout->has_tools)
        keep_in_sight(layout, sheet);
    return set_paper(layout, sheet);
}
