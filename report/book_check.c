/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/book_check.h"

#include "base/text.h"

#include <ctype.h>
#include <math.h>
#include <string.h>
#include <strings.h>

/* The UTF-16 units of well-formed UTF-8. */
static size_t count_units(const char *text)
{
    size_t n = 0;
    for (; *text != '\0'; text++) {
        const unsigned char c = (unsigned char)*text;
        n += (c & 0xC0) != 0x80;
        n += c >= 0xF0;
    }
    return n;
}

/* Whether the text is short and holds nothing but printing ASCII, as most do. */
static bool is_plain(const char *text, size_t most)
{
    size_t n = 0;
    for (; text[n] >= 0x20 && text[n] < 0x7F; n++)
        continue;
    return n <= most && text[n] == '\0';
}

static bool has_control(const char *text)
{
    for (; *text != '\0'; text++) {
        if (((unsigned char)*text < 0x20 && *text != '\n') || *text == 0x7F)
            return true;
    }
    return false;
}

static const char *too_long(size_t most)
{
    switch (most) {
    case BOOK_SHEET_NAME:
        return _("is longer than 31 characters");
    case BOOK_HEADER:
        return _("is longer than 255 characters");
    default:
        return _("is longer than the 32,767 characters of a cell");
    }
}

const char *book_text_fault(const char *text, size_t most)
{
    if (text == NULL || *text == '\0')
        return _("is empty");
    if (is_plain(text, most))
        return NULL;
    if (has_control(text))
        return _("holds a control character");
    const size_t n = strlen(text);
    if (!text_is_utf8(text, n))
        return _("is not UTF-8");
    if (strstr(text, "\xEF\xBF\xBE") != NULL || strstr(text, "\xEF\xBF\xBF") != NULL)
        return _("holds U+FFFE or U+FFFF, which XML does not take");
    return n > most && count_units(text) > most ? too_long(most) : NULL;
}

/* "A1", "xfd1048576": letters, then digits. */
static bool is_cell_reference(const char *name)
{
    const size_t letters = strspn(name, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");
    const size_t digits = strspn(name + letters, "0123456789");
    return letters >= 1 && letters <= 3 && digits >= 1 && name[letters + digits] == '\0';
}

/* "R1C1", "rc", "C2": a row, a column or both. */
static bool is_row_column(const char *name)
{
    if (*name == 'R' || *name == 'r') {
        name++;
        name += strspn(name, "0123456789");
        if (*name == '\0')
            return true;
    }
    if (*name != 'C' && *name != 'c')
        return false;
    name++;
    return name[strspn(name, "0123456789")] == '\0';
}

/* libxlsxwriter quotes a name only when it holds other characters than these. */
static bool is_left_unquoted(const char *name)
{
    return name[strspn(name, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
                             "0123456789_.")] == '\0';
}

const char *book_sheet_name_fault(const char *name)
{
    const char *fault = book_text_fault(name, BOOK_SHEET_NAME);
    if (fault != NULL)
        return fault;
    if (strpbrk(name, "[]:*?/\\\n") != NULL)
        return _("holds one of [ ] : * ? / \\");
    if (name[0] == '\'' || name[strlen(name) - 1] == '\'')
        return _("begins or ends with an apostrophe");
    if (strcasecmp(name, "history") == 0)
        return _("is kept by Excel for itself");
    if (is_left_unquoted(name) &&
        (isdigit((unsigned char)name[0]) || is_cell_reference(name) || is_row_column(name)))
        return _("reads like a number or a cell");
    return NULL;
}

const char *book_table_name_fault(const char *name)
{
    const char *fault = book_text_fault(name, BOOK_HEADER);
    if (fault != NULL)
        return fault;
    if (isdigit((unsigned char)name[0]) || name[0] == '.')
        return _("does not begin with a letter");
    for (const char *at = name; *at != '\0'; at++) {
        const unsigned char c = (unsigned char)*at;
        if (c < 0x80 && !isalnum(c) && c != '_' && c != '.')
            return _("holds something else than letters, digits, _ and .");
    }
    if (is_cell_reference(name) || is_row_column(name))
        return _("reads like a cell");
    return NULL;
}

bool book_is_escape(const char *at)
{
    return at[0] == '_' && at[1] == 'x' && isxdigit((unsigned char)at[2]) &&
           isxdigit((unsigned char)at[3]) && isxdigit((unsigned char)at[4]) &&
           isxdigit((unsigned char)at[5]) && at[6] == '_';
}

const char *book_cell_fault(const struct cell *cell)
{
    if (cell->formula != NULL && cell->formula[0] == '=')
        return _("has a formula with '='");
    if (cell->formula != NULL && !cell_is_number(cell->kind))
        return _("has a formula and is no number");
    if (cell_is_number(cell->kind) && !isfinite(cell->number))
        return _("is not a finite number");
    const char *fault = cell->kind == CELL_TEXT ? book_text_fault(cell->text, BOOK_TEXT) : NULL;
    if (fault == NULL && cell->formula != NULL)
        fault = book_text_fault(cell->formula, BOOK_FORMULA);
    return fault;
}

/* Which series a kind of chart is made of. */
static bool is_of_kind(const struct chart *chart, const struct series *series)
{
    static const unsigned takes[CHART_KIND_COUNT] = {
        [CHART_SCATTER] = 1U << SERIES_POINTS | 1U << SERIES_LINE | 1U << SERIES_LOW |
                          1U << SERIES_HIGH | 1U << SERIES_BREAK,
        [CHART_BARS] = 1U << SERIES_BARS,
        [CHART_RANKS] = 1U << SERIES_POINTS | 1U << SERIES_LOW | 1U << SERIES_HIGH,
        [CHART_DOTS] = 1U << SERIES_MARK,
        [CHART_STACK] = 1U << SERIES_PART | 1U << SERIES_SPACE,
    };
    return (takes[chart->kind] >> series->kind & 1U) != 0;
}

/* Only the last series may have whiskers (report/book_whiskers.h). */
static bool are_whiskers_sound(const struct chart *chart, const struct series *series)
{
    const size_t down = series->down.n, up = series->up.n;
    if (down == 0 && up == 0)
        return true;
    return series == &chart->series[chart->n_series - 1] && chart->kind != CHART_RANKS &&
           chart->kind != CHART_STACK && down == series->y.n && up == series->y.n &&
           series->down.sheet != NULL && series->up.sheet != NULL;
}

static bool is_drawable(const struct series *series)
{
    return series->x.n > 0 && series->x.n == series->y.n && series->x.sheet != NULL &&
           series->y.sheet != NULL && series->name != NULL;
}

const char *book_chart_fault(const struct chart *chart)
{
    const char *const texts[] = {chart->title, chart->x.title, chart->y.title};
    for (size_t i = 0; i < COUNT(texts); i++) {
        const char *fault = book_text_fault(texts[i], BOOK_HEADER);
        if (fault != NULL)
            return fault;
    }
    const char *fault = book_text_fault(chart->alt, BOOK_TEXT);
    if (fault != NULL)
        return fault;
    if (strlen(chart->alt) > CHART_ALT_LIMIT)
        return _("has an alternative text of more than 2,079 bytes");
    if (chart->n_series < 1 || chart->n_series > CHART_SERIES ||
        (chart->kind == CHART_DOTS && chart->n_series > 1))
        return _("has no series, or too many");
    for (size_t i = 0; i < chart->n_series; i++) {
        if (!is_drawable(&chart->series[i]))
            return _("has a series without values or without a name");
        if (!is_of_kind(chart, &chart->series[i]))
            return _("has a series of another kind of chart");
        if (!are_whiskers_sound(chart, &chart->series[i]))
            return _("has intervals on another series than its last, or on some of its rows");
    }
    return NULL;
}
