/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/rows_state.h"
#include "ingest/split.h"

#include <string.h>
#include <unistd.h>

enum { LONGEST_ROW = LINES_LONGEST };

static size_t without_break(const char *text, size_t n)
{
    if (n > 0 && text[n - 1] == '\n')
        n--;
    if (n > 0 && text[n - 1] == '\r')
        n--;
    return n;
}

/* The rest of a line that is too long belongs to the row that it spoilt. */
static enum status skip_line(struct rows *r, struct error *err)
{
    while (r->lines.is_cut) {
        const char *text = NULL;
        size_t n = 0;
        TRY(lines_next(&r->lines, &text, &n, err));
        if (n == 0)
            break;
        r->n_bytes += n;
        r->row.n_bytes = r->n_bytes - (n - without_break(text, n));
    }
    return OK;
}

/* A faulty row is its first line, and reading goes on at the next. */
static enum status recover(struct rows *r, struct error *err)
{
    r->row.n_cells = 0;
    if (!r->is_malformed)
        return OK;
    TRY(rows_start_parser(r, err));
    if (r->is_first_cut)
        return skip_line(r, err);
    if (lines_offset(&r->lines) == r->first_line_end)
        return OK;
    r->row.n_bytes = r->n_first_line;
    return lines_seek(&r->lines, r->first_line_end, r->row.line + 1, err);
}

static void begin_row(struct rows *r)
{
    r->row = (struct row){0};
    r->n_cells = r->n_text = 0;
    r->n_bytes = 0;
    r->is_malformed = r->is_complete = r->is_inside = r->is_next_quoted = false;
}

static void begin_at_line(struct rows *r, const char *text, size_t n)
{
    r->row.line = r->cell_line = r->lines.number;
    r->first_line_end = lines_offset(&r->lines);
    r->row.byte = r->first_line_end - n;
    r->is_first_cut = r->lines.is_cut;
    r->n_first_line = without_break(text, n);
}

/* How many bytes at the start of a row hold cells that can be told without a parser: up to the
   first that has a quote; 0 where there is more to look into. */
static size_t plain_bytes(const struct rows *r, const char *text, size_t n)
{
    if (r->parses_all || !r->encoding.is_utf8 || lines_offset(&r->lines) > r->encoding.first_bad ||
        n > LONGEST_ROW)
        return 0;
    const char *quote = memchr(text, '"', n);
    if (quote == NULL)
        return text[n - 1] == '\n' || text[n - 1] == '\r' ? n : 0;
    const char *before = memrchr(text, r->delimiter, (size_t)(quote - text));
    return before == NULL ? 0 : (size_t)(before - text) + 1;
}

/* The first `n` bytes of a row, which plain_bytes found, as cells without their last byte: a
   delimiter, or the break. libcsv stands before a cell then, as it does before a row. */
static enum status take_plain(struct rows *r, const char *text, size_t n, struct error *err)
{
    const size_t n_cells = n > r->n_first_line ? r->n_first_line : n - 1;
    TRY(rows_make_room(r, err));
    const struct split split = {text, n_cells, r->delimiter, r->row.line, r->text};
    while ((r->n_cells = split_line(&split, r->cells, r->capacity)) > r->capacity) {
        r->n_cells = r->capacity;
        if (!rows_grow_cells(r))
            return error_memory(err);
    }
    r->n_text = n;
    return OK;
}

static enum status read_line(struct rows *r, const char *text, size_t n, struct error *err)
{
    const size_t n_plain = r->is_inside ? 0 : plain_bytes(r, text, n);
    if (n_plain > 0)
        TRY(take_plain(r, text, n_plain, err));
    r->is_complete = n_plain == n;
    return r->is_complete ? OK : rows_feed(r, text + n_plain, n - n_plain, err);
}

/* Feeds lines until a row is complete; leaves it incomplete at the end of the file. */
static enum status read_row(struct rows *r, struct error *err)
{
    while (!r->is_complete && !r->is_malformed) {
        const char *text = NULL;
        size_t n = 0;
        TRY(lines_next(&r->lines, &text, &n, err));
        if (n == 0)
            return r->n_bytes == 0 ? OK : rows_finish(r, err);
        if (r->n_bytes == 0 && without_break(text, n) == 0)
            continue;
        if (r->n_bytes == 0)
            begin_at_line(r, text, n);
        else
            r->is_inside = true;
        r->n_bytes += n;
        if (r->n_bytes > LONGEST_ROW)
            rows_note_malformed(r, r->cell_line,
                                N_("a row of over 16 MB; is a quoted cell never closed?"));
        else
            TRY(read_line(r, text, n, err));
        r->row.n_bytes = r->n_bytes - (n - without_break(text, n));
    }
    return OK;
}

/* Of a foreign file: where the row stands in it, instead of in the copy. */
static void number_row(struct rows *r)
{
    const long number = (long)r->foreign.numbers[r->n_given];
    r->row.line = number;
    r->row.fault_at.line = number;
    for (size_t i = 0; i < r->n_cells; i++)
        r->cells[i].line = number;
}

enum status rows_next(struct rows *r, const struct row **row, struct error *err)
{
    *row = NULL;
    begin_row(r);
    TRY(read_row(r, err));
    if (r->n_bytes == 0)
        return OK;
    r->row.cells = r->cells;
    r->row.n_cells = r->n_cells;
    if (r->row.fault != NULL)
        TRY(recover(r, err));
    if (r->n_given < r->foreign.n_rows)
        number_row(r);
    r->n_given++;
    *row = &r->row;
    return OK;
}

struct rows *rows_create(const char *path, int fd, const struct encoding *encoding,
                         bool keeps_quotes)
{
    struct arena arena = {0};
    struct rows *r = arena_new(&arena, struct rows);
    const char *name = arena_text(&arena, path);
    if (r == NULL || name == NULL) {
        close(fd);
        arena_release(&arena);
        return NULL;
    }
    r->arena = arena;
    r->fd = fd;
    r->copy.fd = r->foreign.fd = -1;
    r->encoding = *encoding;
    r->keeps_quotes = keeps_quotes;
    r->lines = (struct lines){.fd = fd, .at = {name, 0, 0}, .arena = &r->arena};
    return r;
}

enum status rows_read_copy(struct rows *r, struct error *err)
{
    const struct original original = {r->fd, r->lines.at, r->encoding.name, r->encoding.n_mark};
    TRY(transcode(&original, &r->arena, &r->copy, err));
    r->lines.fd = r->copy.fd;
    r->encoding.first_bad = r->copy.first_bad;
    return OK;
}

enum status rows_read_foreign(struct rows *r, enum foreign_kind kind,
                              struct foreign_options options, struct error *err)
{
    TRY(foreign_read(kind, r->lines.at.file, options, &r->arena, &r->foreign, err));
    r->lines.fd = r->foreign.fd;
    r->lines.at.file = r->foreign.place;
    return encoding_find(r->foreign.fd, r->lines.at, "UTF-8", &r->encoding, err);
}

const struct foreign *rows_foreign(const struct rows *r)
{
    return r->foreign.fd < 0 ? NULL : &r->foreign;
}

void rows_parse_all(struct rows *r)
{
    r->parses_all = true;
}

uint64_t rows_origin(const struct rows *r, uint64_t byte)
{
    return r->copy.fd < 0 ? byte : transcoded_origin(&r->copy, byte);
}

void rows_close(struct rows *r)
{
    if (r == NULL)
        return;
    rows_stop_parser(r);
    if (r->copy.fd >= 0)
        close(r->copy.fd);
    if (r->foreign.fd >= 0)
        close(r->foreign.fd);
    foreign_release(&r->foreign);
    close(r->fd);
    struct arena arena = r->arena;
    arena_release(&arena);
}

enum status rows_restart(struct rows *r, uint64_t byte, long number, char delimiter,
                         struct error *err)
{
    r->delimiter = delimiter;
    r->n_given = 0;
    TRY(rows_start_parser(r, err));
    return lines_seek(&r->lines, byte, number, err);
}

struct lines *rows_lines(struct rows *r)
{
    return &r->lines;
}

const struct encoding *rows_bytes(const struct rows *r)
{
    return &r->encoding;
}

const char *rows_encoding(const struct rows *r)
{
    return r->foreign.fd < 0 ? r->encoding.name : r->foreign.encoding;
}

char rows_delimiter(const struct rows *r)
{
    return r->foreign.fd < 0 ? r->delimiter : '\0';
}

const char *rows_path(const struct rows *r)
{
    return r->lines.at.file;
}

uint64_t rows_count(const struct rows *r)
{
    return r->n_given;
}
