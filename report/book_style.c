/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/book_style.h"

#include "report/book_layout.h"
#include "report/palette.h"

/* Every pair of text and ground has a contrast of at least 4.5:1. */
enum { INK_LINK = 0x0B5394, RULE = 0x595959 };

static lxw_format *new_format(struct styles *styles)
{
    lxw_format *format = workbook_add_format(styles->workbook);
    if (format != NULL)
        format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
    return format;
}

/* Texts keep a distance from the numbers to their left. (Numbers cannot: LibreOffice draws some
   with their indent and some without, and what stands under each other would not be in line.) */
static void set_apart(lxw_format *format)
{
    format_set_align(format, LXW_ALIGN_LEFT);
    format_set_indent(format, 1);
}

static void make_header(lxw_format *format)
{
    format_set_bold(format);
    format_set_text_wrap(format);
    format_set_bottom(format, LXW_BORDER_THIN);
    format_set_bottom_color(format, RULE);
    format_set_align(format, LXW_ALIGN_VERTICAL_BOTTOM);
}

static void make_number(const struct styles *styles, lxw_format *format, int style)
{
    static const char *const numbers[NUMBER_DECIMALS + 1] = {
        "0", "0.0", "0.00", "0.000", "0.0000", "0.00000", "0.000000"};
    static const char *const shares[2][SHARE_DECIMALS + 1] = {
        {"0%", "0.0%", "0.00%", "0.000%"}, {"0\" \"%", "0.0\" \"%", "0.00\" \"%", "0.000\" \"%"}};
    format_set_align(format, LXW_ALIGN_RIGHT);
    if (style >= STYLE_SHARE)
        format_set_num_format(format, shares[styles->is_swedish][style - STYLE_SHARE]);
    else if (style >= STYLE_NUMBER)
        format_set_num_format(format, numbers[style - STYLE_NUMBER]);
    else if (style == STYLE_WHOLE)
        format_set_num_format(format, "#,##0");
    else if (style == STYLE_DIFFERENCE)
        format_set_num_format(format, "0.0E+00");
    else if (style == STYLE_AGREEMENT)
        format_set_num_format(format, styles->is_swedish ? "[=1]\"OK\";\"Avviker\""
                                                         : "[=1]\"OK\";\"Differs\"");
    else if (style == STYLE_P)
        format_set_num_format(format, styles->is_swedish ? "[<0.001]\"<0,001\";0.000"
                                                         : "[<0.001]\"<0.001\";0.000");
}

static void make_format(const struct styles *styles, lxw_format *format, int style)
{
    switch (style) {
    case STYLE_TITLE:
        format_set_bold(format);
        format_set_font_size(format, 14);
        break;
    case STYLE_SENTENCE:
    case STYLE_SHORTHAND:
    case STYLE_SHORTHAND_APART:
        break;
    case STYLE_HEADER:
    case STYLE_HEADER_APART:
        make_header(format);
        break;
    case STYLE_HEADER_NUMBER:
        make_header(format);
        format_set_align(format, LXW_ALIGN_RIGHT);
        break;
    case STYLE_HEADER_TURNED:
        make_header(format);
        format_set_align(format, LXW_ALIGN_RIGHT);
        format_set_rotation(format, 90);
        break;
    case STYLE_TEXT:
    case STYLE_TEXT_APART:
        format_set_text_wrap(format);
        break;
    case STYLE_LINK:
    case STYLE_LINK_APART:
        format_set_text_wrap(format);
        /* fall through */
    case STYLE_BACK:
        format_set_font_color(format, INK_LINK);
        format_set_underline(format, LXW_UNDERLINE_SINGLE);
        break;
    default:
        make_number(styles, format, style);
    }
    if (style >= STYLE_HEADER_APART && style <= STYLE_SHORTHAND_APART)
        set_apart(format);
}

lxw_format *styles_get(struct styles *styles, int style)
{
    if (styles->format[style] == NULL) {
        lxw_format *format = new_format(styles);
        if (format != NULL)
            make_format(styles, format, style);
        styles->format[style] = format;
    }
    return styles->format[style];
}

int styles_index(struct styles *styles, int style)
{
    lxw_format *format = styles_get(styles, style);
    return format == NULL ? -1 : lxw_format_get_xf_index(format);
}

static int within(int x, int most)
{
    return x < 0 ? 0 : x > most ? most : x;
}

static int style_of(const struct cell *cell)
{
    switch (cell->kind) {
    case CELL_TEXT:
        return cell->target.sheet == NULL ? STYLE_TEXT : STYLE_LINK;
    case CELL_COUNT:
        return STYLE_WHOLE;
    case CELL_NUMBER:
        return STYLE_NUMBER + within(cell->decimals, NUMBER_DECIMALS);
    case CELL_SHARE:
        return STYLE_SHARE + within(cell->decimals, SHARE_DECIMALS);
    case CELL_P:
        return STYLE_P;
    case CELL_DIFFERENCE:
        return STYLE_DIFFERENCE;
    case CELL_AGREEMENT:
        return STYLE_AGREEMENT;
    default:
        return STYLE_SHORTHAND;
    }
}

/* Whether the column holds texts and the one to its left numbers, which end where it begins. */
static bool is_apart(const struct table *table, size_t column)
{
    return column > 0 && !table->columns[column].is_number && table->columns[column - 1].is_number;
}

int style_in(const struct table *table, size_t column, const struct cell *cell)
{
    const int style = style_of(cell);
    const bool is_text = is_apart(table, column);
    switch (style) {
    case STYLE_TEXT:
        return is_text ? STYLE_TEXT_APART : style;
    case STYLE_LINK:
        return is_text ? STYLE_LINK_APART : style;
    case STYLE_SHORTHAND:
        if (table->columns[column].is_number)
            return STYLE_SHORTHAND_NUMBER;
        return is_text ? STYLE_SHORTHAND_APART : style;
    default:
        return style;
    }
}

int style_of_header(const struct table *table, size_t column)
{
    if (layout_is_turned(table, column))
        return STYLE_HEADER_TURNED;
    if (table->columns[column].is_number)
        return STYLE_HEADER_NUMBER;
    return is_apart(table, column) ? STYLE_HEADER_APART : STYLE_HEADER;
}

/* The style of a step's ground; NULL when memory runs out. */
static lxw_format *heat_format(struct styles *styles, size_t step, bool is_above)
{
    lxw_format **format = &styles->format[STYLE_HEAT + step + (is_above ? 0 : HEAT_STEPS)];
    if (*format == NULL) {
        *format = workbook_add_format(styles->workbook);
        if (*format != NULL)
            format_set_bg_color(*format,
                                (is_above ? palette_heat_above : palette_heat_below)[step]);
    }
    return *format;
}

/* "Between", because a text counts as larger than every number. */
static lxw_error add_step(lxw_worksheet *sheet, const size_t corners[4], const double range[2],
                          lxw_format *format)
{
    lxw_conditional_format rule = {
        .type = LXW_CONDITIONAL_TYPE_CELL,
        .criteria = LXW_CONDITIONAL_CRITERIA_BETWEEN,
        .min_value = range[0],
        .max_value = range[1],
        .format = format,
        .stop_if_true = LXW_TRUE,
    };
    if (format == NULL)
        return LXW_ERROR_MEMORY_MALLOC_FAILED;
    return worksheet_conditional_format_range(sheet, (lxw_row_t)corners[0], (lxw_col_t)corners[1],
                                              (lxw_row_t)corners[2], (lxw_col_t)corners[3], &rule);
}

lxw_error styles_heat(struct styles *styles, lxw_worksheet *sheet, const size_t corners[4],
                      const struct heat *heat)
{
    for (size_t side = 0; side < 2; side++) {
        for (size_t i = HEAT_STEPS; i-- > 0;) {
            const double near = heat->middle + (side == 0 ? 1 : -1) * heat->from[i];
            const double far =
                heat->middle +
                (side == 0 ? 1 : -1) * (i + 1 < HEAT_STEPS ? heat->from[i + 1] : heat->end);
            const double range[] = {side == 0 ? near : far, side == 0 ? far : near};
            const lxw_error error =
                add_step(sheet, corners, range, heat_format(styles, i, side == 0));
            if (error != LXW_NO_ERROR)
                return error;
        }
    }
    return LXW_NO_ERROR;
}
