/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/peek.h"

#include "base/text.h"
#include "ingest/number.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_BYTES = 4 * 1024 * 1024 };

struct peek {
    struct rows *rows; /* borrowed */
    struct arena arena;
    struct row *list;
    size_t n, next;
};

static bool copy_row(struct peek *peek, const struct row *row)
{
    struct row *copy = &peek->list[peek->n];
    struct cell *cells = arena_array(&peek->arena, row->n_cells, struct cell);
    *copy = *row;
    if (cells == NULL)
        return false;
    for (size_t i = 0; i < row->n_cells; i++) {
        cells[i] = row->cells[i];
        cells[i].text = arena_text_n(&peek->arena, row->cells[i].text, row->cells[i].n);
        if (cells[i].text == NULL)
            return false;
    }
    copy->cells = cells;
    copy->fault = row->fault == NULL ? NULL : arena_text(&peek->arena, row->fault);
    peek->n++;
    return row->fault == NULL || copy->fault != NULL;
}

static enum status fill(struct peek *peek, struct error *err)
{
    uint64_t n_bytes = 0;
    peek->list = arena_array(&peek->arena, PEEK_ROWS, struct row);
    if (peek->list == NULL)
        return error_memory(err);
    while (peek->n < PEEK_ROWS && n_bytes < MOST_BYTES) {
        const struct row *row = NULL;
        TRY(rows_next(peek->rows, &row, err));
        if (row == NULL)
            break;
        n_bytes += row->n_bytes;
        if (!copy_row(peek, row))
            return error_memory(err);
    }
    return OK;
}

enum status peek_open(struct rows *rows, struct peek **out, struct error *err)
{
    *out = NULL;
    struct peek *peek = calloc(1, sizeof *peek);
    if (peek == NULL)
        return error_memory(err);
    peek->rows = rows;
    const enum status status = fill(peek, err);
    if (status == OK)
        *out = peek;
    else
        peek_close(peek);
    return status;
}

void peek_close(struct peek *peek)
{
    if (peek == NULL)
        return;
    arena_release(&peek->arena);
    free(peek);
}

const struct row *peek_row(const struct peek *peek, size_t i)
{
    return i < peek->n ? &peek->list[i] : NULL;
}

const char *peek_path(const struct peek *peek)
{
    return rows_path(peek->rows);
}

size_t peek_expected(const struct peek *peek, uint64_t n_bytes)
{
    if (peek->n < PEEK_ROWS)
        return 0;
    const struct row *first = &peek->list[0], *last = &peek->list[peek->n - 1];
    const uint64_t n_peeked = last->byte + last->n_bytes - first->byte;
    if (n_peeked == 0 || n_peeked > n_bytes)
        return 0;
    return (size_t)((double)n_bytes / (double)n_peeked * (double)peek->n * 1.02);
}

enum status peek_next(struct peek *peek, const struct row **row, struct error *err)
{
    if (peek->next < peek->n) {
        *row = &peek->list[peek->next++];
        return OK;
    }
    if (peek->n > 0) {
        arena_release(&peek->arena);
        peek->n = peek->next = 0;
    }
    return rows_next(peek->rows, row, err);
}

/* The mark in "12,5", "-0.25", "1.5e3", "1.234,5"; '\0' when the text is no number with a fraction.
 */
static char mark_of(const char *text, size_t n)
{
    static const char marks[] = {',', '.'};
    double value;
    unsigned ways;
    for (size_t i = 0; i < sizeof marks; i++)
        if (memchr(text, marks[i], n) != NULL && number_read(text, n, marks[i], &value, &ways))
            return marks[i];
    return '\0';
}

/* "1.234" or "123,456": one to three digits, no leading 0, and three after the mark. */
static bool may_be_thousands(const char *text, size_t n)
{
    if (n > 0 && (*text == '-' || *text == '+'))
        text++, n--;
    const size_t n_before = strcspn(text, ".,");
    return n_before >= 1 && n_before <= 3 && text[0] != '0' && n == n_before + 4 &&
           strspn(text + n_before + 1, "0123456789") >= 3;
}

/* The first number written in one way, and how many are. */
struct tally {
    struct decimal first;
    size_t n;
};

enum { COMMA, POINT, DOUBTFUL, WAYS };

static void tally_cell(struct tally *tallies, const struct cell *cell, struct place at)
{
    size_t n;
    const char *text = cell_trimmed(cell, &n);
    const char mark = mark_of(text, n);
    if (mark == '\0')
        return;
    const bool is_doubtful = may_be_thousands(text, n);
    struct tally *tally = &tallies[is_doubtful ? DOUBTFUL : mark == ',' ? COMMA : POINT];
    if (tally->n++ > 0)
        return;
    tally->first =
        (struct decimal){.mark = mark, .is_seen = true, .is_doubtful = is_doubtful, .at = at};
    snprintf(tally->first.example, sizeof tally->first.example, "%.*s", (int)n, text);
}

static bool is_before(struct place a, struct place b)
{
    return a.line != b.line ? a.line < b.line : a.column < b.column;
}

/* One number that is written otherwise than hundreds must not decide over them. */
static struct decimal most_common(const struct tally *tallies, struct decimal otherwise)
{
    const struct tally *comma = &tallies[COMMA], *point = &tallies[POINT];
    if (comma->n == 0 && point->n == 0)
        return tallies[DOUBTFUL].n > 0 ? tallies[DOUBTFUL].first : otherwise;
    if (comma->n != point->n)
        return comma->n > point->n ? comma->first : point->first;
    return is_before(comma->first.at, point->first.at) ? comma->first : point->first;
}

struct decimal peek_decimal(const struct peek *peek, const bool *is_number, size_t n)
{
    struct tally tallies[WAYS] = {0};
    for (size_t i = 0; i < peek->n; i++) {
        const struct row *row = &peek->list[i];
        for (size_t k = 0; row->fault == NULL && k < row->n_cells && k < n; k++) {
            const struct place at = {rows_path(peek->rows), row->cells[k].line, (int)k + 1};
            if (is_number[k])
                tally_cell(tallies, &row->cells[k], at);
        }
    }
    return most_common(tallies,
                       (struct decimal){.mark = rows_delimiter(peek->rows) == ',' ? '.' : ','});
}

void tell_decimal(struct findings *found, const struct decimal *decimal)
{
    if (!decimal->is_seen)
        return;
    const char *const mark = decimal->mark == ',' ? "decimal comma" : "decimal point";
    if (decimal->is_doubtful)
        findings_add(found, FINDING_WARNING, "decimal", decimal->at, NULL, NULL,
                     "numbers are read with %s, but '%s' and all others could be thousands: set "
                     "`decimal` in settings.csv to say which",
                     mark, decimal->example);
    else
        findings_add(found, FINDING_INFO, "decimal", decimal->at, NULL, NULL,
                     "numbers are read with %s, as '%s' shows", mark, decimal->example);
}
