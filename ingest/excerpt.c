/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/excerpt.h"

#include "ingest/say.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

/* Code points, which is near enough to columns where lines are cut. */
enum { MOST_BEFORE = 28, MOST_CELL = 40 };

static bool is_start(char byte)
{
    return ((unsigned char)byte & 0xC0U) != 0x80U;
}

/* A piece of the row as it stands in the file. */
struct piece {
    const char *text;
    size_t n;
};

static size_t characters(struct piece piece)
{
    size_t n = 0;
    for (size_t i = 0; i < piece.n; i++)
        n += is_start(piece.text[i]);
    return n;
}

/* Its first `most` characters. */
static struct piece head(struct piece piece, size_t most)
{
    size_t i = 0;
    for (size_t n = 0; i < piece.n; i++) {
        n += is_start(piece.text[i]);
        if (n > most)
            break;
    }
    return (struct piece){piece.text, i};
}

/* Its last `most`. */
static struct piece tail(struct piece piece, size_t most)
{
    size_t i = piece.n;
    for (size_t n = 0; i > 0 && n < most; i--)
        n += is_start(piece.text[i - 1]);
    return (struct piece){piece.text + i, piece.n - i};
}

/* The field `column` within the row: quotes belong to it, delimiters do not. A field that the row
   does not have is an empty one at its end. */
static struct piece find_field(struct piece row, char delimiter, int column)
{
    size_t begin = 0;
    bool is_inside = false; /* quotes */
    for (size_t i = 0; i <= row.n; i++) {
        if (i < row.n && row.text[i] == '"')
            is_inside = !is_inside;
        if (i < row.n && (is_inside || row.text[i] != delimiter))
            continue;
        if (--column == 0)
            return (struct piece){row.text + begin, i - begin};
        begin = i + 1;
    }
    return (struct piece){row.text + row.n, 0};
}

static const char *shown(struct arena *arena, struct piece piece, const char *lead, const char *end)
{
    const char *text = arena_text_n(arena, piece.text, piece.n);
    text = text == NULL ? NULL : say_line(arena, text);
    return text == NULL ? NULL : arena_print(arena, "%s%s%s", lead, text, end);
}

static void cut(struct excerpt *out, struct piece row, char delimiter, struct arena *arena)
{
    const struct piece field =
        out->column > 0 ? find_field(row, delimiter, out->column) : (struct piece){row.text, 0};
    const struct piece before = {row.text, (size_t)(field.text - row.text)};
    const struct piece after = {field.text + field.n, row.n - before.n - field.n};
    const struct piece left = tail(before, MOST_BEFORE), cell = head(field, MOST_CELL);
    const size_t used = characters(left) + characters(cell);
    const struct piece right = head(after, EXCERPT_WIDTH - used);
    out->before = shown(arena, left, left.n < before.n ? "…" : "", "");
    out->cell = shown(arena, cell, "", cell.n < field.n ? "…" : "");
    out->after = shown(arena, right, "", right.n < after.n ? "…" : "");
    if (out->before == NULL || out->cell == NULL || out->after == NULL)
        out->before = out->cell = out->after = NULL;
}

static int by_line(const void *a, const void *b)
{
    const struct excerpt *const *one = a, *const *other = b;
    return ((*one)->line > (*other)->line) - ((*one)->line < (*other)->line);
}

/* Where a row stands. */
struct extent {
    uint64_t byte, n_bytes;
};

/* What is on its way: excerpts by line, of which the first `done` need no more rows. */
struct taking {
    struct excerpt **list;
    size_t n, done;
    struct rows *rows;
    struct arena *arena;
};

/* The excerpts of a row that ends before `next_line`. */
static void take_row(struct taking *taking, struct extent at, long next_line)
{
    const char *raw = NULL;
    for (; taking->done < taking->n && taking->list[taking->done]->line < next_line;
         taking->done++) {
        if (raw == NULL && at.n_bytes > 0 &&
            rows_raw(taking->rows, at.byte, at.n_bytes, taking->arena, &raw, NULL) != OK)
            raw = NULL;
        if (raw != NULL)
            cut(taking->list[taking->done], (struct piece){raw, strlen(raw)},
                rows_delimiter(taking->rows), taking->arena);
    }
}

/* A place is in the last row that starts on its line or before. */
static void take_all(struct taking *taking)
{
    const struct row *row = NULL;
    struct extent last = {0, 0};
    while (taking->done < taking->n && rows_next(taking->rows, &row, NULL) == OK && row != NULL) {
        take_row(taking, last, row->line);
        last = (struct extent){row->byte, row->n_bytes};
    }
    if (row == NULL)
        take_row(taking, last, LONG_MAX);
}

void excerpts_take(const char *path, struct rows_options how, struct excerpt *list, size_t n,
                   struct arena *arena)
{
    struct taking taking = {
        .list = arena_array(arena, n, struct excerpt *), .n = n, .arena = arena};
    for (size_t i = 0; i < n; i++) {
        list[i].before = list[i].cell = list[i].after = NULL;
        if (taking.list != NULL)
            taking.list[i] = &list[i];
    }
    if (taking.list == NULL || n == 0 || rows_open(path, how, &taking.rows, NULL) != OK)
        return;
    qsort(taking.list, n, sizeof(struct excerpt *), by_line);
    take_all(&taking);
    rows_close(taking.rows);
}
