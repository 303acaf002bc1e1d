/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/text_table.h"

#include <stdlib.h>
#include <string.h>

enum { INDENT = 2, GAP = 2, NARROWEST = 12 };

/* Characters, of UTF-8; every one is taken to be as wide as a letter. */
static size_t width_of(const char *text)
{
    size_t n = 0;
    for (; *text != '\0'; text++)
        n += ((unsigned char)*text & 0xC0) != 0x80;
    return n;
}

/* The bytes of the first `width` characters. */
static size_t bytes_of(const char *text, size_t width)
{
    size_t i = 0;
    for (size_t n = 0; text[i] != '\0'; i++) {
        n += ((unsigned char)text[i] & 0xC0) != 0x80;
        if (n > width)
            break;
    }
    return i;
}

/* The bytes that fit in a line, up to a blank if there is one. */
static size_t line_of(const char *text, size_t width)
{
    const size_t most = bytes_of(text, width);
    if (text[most] == '\0')
        return most;
    for (size_t i = most + 1; i-- > 1;)
        if (text[i] == ' ')
            return i;
    return most;
}

static const char *after(const char *text, size_t n)
{
    text += n;
    return text + strspn(text, " ");
}

void text_wrap(const char *text, int indent, FILE *file)
{
    do {
        const size_t n = line_of(text, (size_t)(TEXT_WIDTH - indent));
        fprintf(file, "%*s%.*s\n", indent, "", (int)n, text);
        text = after(text, n);
    } while (*text != '\0');
}

const char *text_of_cell(const struct explain_cell *cell, char *room)
{
    if (cell->text != NULL)
        return cell->text;
    if (is_missing(cell->number))
        return "-";
    if (cell->decimals == EXPLAIN_DIGITS)
        snprintf(room, TEXT_CELL, "%.10g", cell->number);
    else
        snprintf(room, TEXT_CELL, "%.*f", cell->decimals, cell->number);
    return room;
}

/* ---- columns */

static bool is_text_column(const struct explain_table *table, size_t column)
{
    return table->n_rows > 0 && table->cells[column].text != NULL;
}

/* 0 for a column that is in JSON alone. */
static size_t natural_width(const struct explain_table *table, size_t column)
{
    char room[TEXT_CELL];
    if (table->columns[column].heading == NULL)
        return 0;
    size_t width = width_of(_(table->columns[column].heading));
    for (size_t row = 0; row < table->n_rows; row++) {
        const size_t w =
            width_of(text_of_cell(&table->cells[row * table->n_columns + column], room));
        width = w > width ? w : width;
    }
    return width;
}

/* Takes from the widest text until the line fits; the first column names its row and stays whole.
 */
static void fit(const struct explain_table *table, size_t *width)
{
    for (;;) {
        size_t sum = INDENT, widest = table->n_columns;
        for (size_t i = 0; i < table->n_columns; i++) {
            sum += width[i] + (i > 0 && width[i] > 0 ? GAP : 0);
            const bool may_shrink = i > 0 && is_text_column(table, i) && width[i] > NARROWEST;
            if (may_shrink && (widest == table->n_columns || width[i] > width[widest]))
                widest = i;
        }
        if (sum <= TEXT_WIDTH || widest == table->n_columns)
            return;
        width[widest]--;
    }
}

static void pad(size_t n, FILE *file)
{
    fprintf(file, "%*s", (int)n, "");
}

/* One line of one cell, which begins `gap` columns on; moves the text behind it. Gives the blanks
   that are wanted before the next cell. */
static size_t put_line(const char **text, size_t width, bool is_right, size_t gap, FILE *file)
{
    const size_t n = line_of(*text, width);
    size_t shown = 0;
    for (size_t i = 0; i < n; i++)
        shown += ((unsigned char)(*text)[i] & 0xC0) != 0x80;
    const size_t before = gap + (is_right ? width - shown : 0);
    if (n == 0)
        return gap + width;
    pad(before, file);
    fprintf(file, "%.*s", (int)n, *text);
    *text = after(*text, n);
    return is_right ? 0 : width - shown;
}

/* A row, in as many lines as its longest text takes. */
static void put_row(const struct explain_table *table, const char **text, const size_t *width,
                    FILE *file)
{
    for (bool goes_on = true; goes_on;) {
        size_t gap = INDENT;
        goes_on = false;
        for (size_t i = 0; i < table->n_columns; i++) {
            if (width[i] == 0)
                continue;
            gap = put_line(&text[i], width[i], !is_text_column(table, i), gap, file) + GAP;
            goes_on |= *text[i] != '\0';
        }
        fputc('\n', file);
    }
}

bool text_table(const struct explain_table *table, FILE *file)
{
    const size_t n = table->n_columns;
    size_t *width = calloc(n, sizeof *width);
    const char **text = calloc(n, sizeof *text);
    char(*room)[TEXT_CELL] = calloc(n, sizeof *room);
    const bool is_room = width != NULL && text != NULL && room != NULL;
    for (size_t i = 0; is_room && i < n; i++) {
        width[i] = natural_width(table, i);
        text[i] = width[i] == 0 ? "" : _(table->columns[i].heading);
    }
    if (is_room) {
        fit(table, width);
        put_row(table, text, width, file);
    }
    for (size_t row = 0; is_room && row < table->n_rows; row++) {
        for (size_t i = 0; i < n; i++)
            text[i] = text_of_cell(&table->cells[row * n + i], room[i]);
        put_row(table, text, width, file);
    }
    free(width);
    free(text);
    free(room);
    return is_room;
}
