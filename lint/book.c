/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "lint/book.h"

#include "base/ooxml.h"
#include "base/text.h"

#include <string.h>

size_t lint_row_start(const struct lint_sheet *sheet, uint32_t row)
{
    size_t low = 0, high = sheet->n_cells;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (sheet->cells[middle].row < row)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

const struct lint_cell *lint_cell_at(const struct lint_sheet *sheet, uint32_t row, uint32_t column)
{
    size_t low = 0, high = sheet->n_cells;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        const struct lint_cell *cell = &sheet->cells[middle];
        if (cell->row < row || (cell->row == row && cell->column < column))
            low = middle + 1;
        else
            high = middle;
    }
    if (low == sheet->n_cells)
        return NULL;
    const struct lint_cell *found = &sheet->cells[low];
    return found->row == row && found->column == column ? found : NULL;
}

const char *lint_text_of(const struct lint_book *book, const struct lint_cell *cell)
{
    const bool has_text = cell != NULL && (cell->kind == VALUE_TEXT || cell->kind == VALUE_ERROR ||
                                           cell->kind == VALUE_WRONG);
    return has_text ? book->texts[cell->text].text : "";
}

const struct lint_style *lint_style_of(const struct lint_book *book, const struct lint_cell *cell)
{
    static const struct lint_style plain = {
        .font = COLOUR_NONE, .fill = COLOUR_NONE, .size = 11, .format = "General"};
    if (book->n_styles == 0)
        return &plain;
    return &book->styles[cell->style < book->n_styles ? cell->style : 0];
}

/* "B2:C9", and what other programs write for whole columns and rows is none. */
const char *lint_read_area(const char *text, struct lint_area *out)
{
    const char *rest = ooxml_cell(text, &out->top, &out->left);
    if (rest == NULL)
        return NULL;
    out->bottom = out->top;
    out->right = out->left;
    if (*rest != ':')
        return rest;
    rest = ooxml_cell(rest + 1, &out->bottom, &out->right);
    return rest == NULL || out->bottom < out->top || out->right < out->left ? NULL : rest;
}

bool lint_is_inside(const struct lint_area *area, uint32_t row, uint32_t column)
{
    return row >= area->top && row <= area->bottom && column >= area->left && column <= area->right;
}

/* The name of a sheet before "!"; one in apostrophes has its own doubled. NULL: out of memory. */
static const char *unquoted(struct arena *arena, const char *text, const char *mark)
{
    size_t n = (size_t)(mark - text);
    if (n < 2 || text[0] != '\'' || text[n - 1] != '\'')
        return arena_text_n(arena, text, n);
    char *name = arena_text_n(arena, text + 1, n - 2), *to = name;
    for (const char *from = name; from != NULL && *from != '\0'; from++) {
        *to++ = *from;
        from += from[0] == '\'' && from[1] == '\'' ? 1 : 0;
    }
    if (to != NULL)
        *to = '\0';
    return name;
}

static const struct lint_sheet *sheet_by_name(const struct lint_book *book, const char *name)
{
    const char *folded = name == NULL ? NULL : text_folded(book->arena, name);
    book->report->is_out_of_memory |= folded == NULL;
    for (size_t i = 0; folded != NULL && i < book->n_sheets; i++)
        if (strcmp(book->sheets[i].folded, folded) == 0)
            return &book->sheets[i];
    return NULL;
}

bool lint_reference(const struct lint_book *book, const char *text, const struct lint_sheet **sheet,
                    struct lint_area *area)
{
    const char *mark = strrchr(text, '!');
    *sheet = NULL;
    if (mark == NULL)
        return false;
    *sheet = sheet_by_name(book, unquoted(book->arena, text, mark));
    const char *rest = lint_read_area(mark + 1, area);
    return rest != NULL && *rest == '\0';
}
