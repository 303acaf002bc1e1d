/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "lint/checks.h"

#include <libintl.h>
#include <string.h>

enum { MOST_SIGNS = 32, SIGN_SIZE = 8 };

struct sign {
    char text[SIGN_SIZE]; /* "[x]" */
    const struct lint_sheet *sheet;
    uint32_t row, column; /* where it is first used */
    size_t n;
    bool is_explained;
};

struct signs {
    struct sign list[MOST_SIGNS];
    size_t n;
};

/* The length of "[x]" or "[low]" at the start of a text, 0 when there is none. */
static size_t sign_length(const char *text)
{
    const size_t n = text[0] == '[' ? strspn(text + 1, "abcdefghijklmnopqrstuvwxyz") : 0;
    return n > 0 && n + 2 < SIGN_SIZE && text[n + 1] == ']' ? n + 2 : 0;
}

static struct sign *find(struct signs *signs, const char *text, size_t n)
{
    for (size_t i = 0; i < signs->n; i++)
        if (strlen(signs->list[i].text) == n && strncmp(signs->list[i].text, text, n) == 0)
            return &signs->list[i];
    return NULL;
}

/* A sign that is followed by a text in its row is being explained there. */
static bool is_legend(const struct lint_sheet *sheet, size_t i)
{
    return i + 1 < sheet->n_cells && sheet->cells[i + 1].row == sheet->cells[i].row &&
           sheet->cells[i + 1].kind == VALUE_TEXT &&
           (i == 0 || sheet->cells[i - 1].row != sheet->cells[i].row);
}

static void see(struct checked *c, struct signs *signs, const struct lint_sheet *sheet, size_t i)
{
    const struct lint_cell *cell = &sheet->cells[i];
    const char *text = lint_text_of(c->book, cell);
    const size_t n = sign_length(text);
    if (n == 0 || text[n] != '\0')
        return;
    struct sign *sign = find(signs, text, n);
    if (sign == NULL && signs->n < MOST_SIGNS) {
        sign = &signs->list[signs->n++];
        *sign = (struct sign){.sheet = NULL};
        memcpy(sign->text, text, n);
    }
    if (sign == NULL)
        return;
    if (is_legend(sheet, i) && (i + 2 >= sheet->n_cells || sheet->cells[i + 2].row != cell->row)) {
        sign->is_explained = true;
    } else if (sign->n++ == 0) {
        sign->sheet = sheet;
        sign->row = cell->row;
        sign->column = cell->column;
    }
}

/* Any longer text that holds it says what it means. */
static void find_explanations(const struct lint_book *book, struct signs *signs)
{
    for (size_t i = 0; i < book->n_texts && signs->n > 0; i++) {
        const char *text = book->texts[i].text;
        for (const char *at = strchr(text, '['); at != NULL; at = strchr(at + 1, '[')) {
            const size_t n = sign_length(at);
            struct sign *sign = n > 0 ? find(signs, at, n) : NULL;
            if (sign != NULL && strlen(text) > n + 3)
                sign->is_explained = true;
        }
    }
}

void check_shorthand(struct checked *c)
{
    struct signs signs = {.n = 0};
    const struct lint_book *book = c->book;
    for (size_t s = 0; s < book->n_sheets; s++)
        for (size_t i = 0; i < book->sheets[s].n_cells; i++)
            if (book->sheets[s].cells[i].kind == VALUE_TEXT)
                see(c, &signs, &book->sheets[s], i);
    find_explanations(book, &signs);
    for (size_t i = 0; i < signs.n; i++) {
        const struct sign *sign = &signs.list[i];
        if (!sign->is_explained && sign->n > 0)
            lint_add(c->report, RULE_SHORTHAND_LEGEND, sign->sheet,
                     lint_at(sign->row, sign->column),
                     ngettext("%s in %zu cell, here", "%s in %zu cells, the first here", sign->n),
                     sign->text, sign->n);
    }
}
