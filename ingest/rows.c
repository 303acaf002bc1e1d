/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/foreign.h"
#include "ingest/rows_inside.h"
#include "ingest/split.h"
#include "ingest/transcode.h"

#include <csv.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* libcsv knows neither lines nor offsets. Fed one physical line at a time, both are exact: without
   its trimming of blanks, a cell takes in the file its own bytes, and when quoted two quotes and
   one more for each quote inside. */

enum {
    LONGEST_ROW = LINES_LONGEST,
    SHORT_CELL = 16, /* copied in one go, whatever its length */
    ROOM = SPLIT_ROOM + SHORT_CELL,
    CSV_BUFFER = 64 * 1024 /* libcsv's steps; at least SHORT_CELL */
};

struct rows {
    struct arena arena;
    int fd;
    struct encoding encoding;
    struct transcoded copy; /* that is read in the file's place; fd -1: none */
    struct foreign foreign; /* likewise */
    struct lines lines;
    char delimiter;
    bool keeps_quotes;
    struct csv_parser parser;
    bool has_parser, parses_all; /* the second: also lines without a quote */
    uint64_t n_given;            /* rows handed out */

    /* the row being read */
    struct row row;
    struct cell *cells;
    size_t n_cells, capacity;
    char *text; /* of the cells; room for the whole row */
    size_t n_text, text_capacity;
    uint64_t first_line_end; /* offset after the row's first line */
    size_t n_first_line;     /* bytes of that line without its break */
    uint64_t n_bytes;        /* of the row's lines so far */
    const char *piece;       /* the line being fed */
    size_t n_piece, at;      /* at: where in it the next cell starts */
    long cell_line;          /* line on which the next cell starts */
    bool is_inside;          /* the next cell began on an earlier line, so it is quoted */
    bool is_next_quoted;     /* the cell that the end of the file cuts is quoted */
    bool is_suspect;         /* the line may hold a byte that is no character */
    bool is_first_cut;       /* the row's first line is too long to be had whole */
    bool is_malformed;       /* libcsv cannot go on */
    bool is_complete;
    bool is_out_of_memory;
    char message[256];
};

static int is_never_blank(unsigned char byte)
{
    (void)byte;
    return 0;
}

static enum status start_parser(struct rows *r, struct error *err)
{
    if (r->has_parser)
        csv_free(&r->parser);
    r->has_parser = csv_init(&r->parser, CSV_STRICT | CSV_STRICT_FINI) == 0;
    if (!r->has_parser)
        return error_memory(err);
    csv_set_space_func(&r->parser, is_never_blank);
    csv_set_delim(&r->parser, (unsigned char)r->delimiter);
    csv_set_blk_size(&r->parser, CSV_BUFFER);
    return OK;
}

/* The first fault of a row is the one that is told. */
__attribute__((format(printf, 4, 5))) static void note_fault(struct rows *r, const char *rule,
                                                             long line, const char *format, ...)
{
    if (r->row.fault != NULL)
        return;
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(r->message, sizeof r->message, format, arguments);
    va_end(arguments);
    r->row.fault = r->message;
    r->row.rule = rule;
    r->row.fault_at = (struct place){r->lines.at.file, line, (int)r->n_cells + 1};
}

static void note_malformed(struct rows *r, long line, const char *text)
{
    note_fault(r, "malformed_row", line, "%s", text);
    r->is_malformed = true;
}

static long count_breaks(const char *text, size_t n)
{
    long breaks = 0;
    for (size_t i = 0; i < n; i++)
        breaks += text[i] == '\n' || (text[i] == '\r' && (i + 1 == n || text[i + 1] != '\n'));
    return breaks;
}

static void check_cell(struct rows *r, const char *text, size_t n)
{
    const size_t bad = encoding_bad_byte(&r->encoding, text, n);
    if (bad == n)
        return;
    const long line = r->cell_line + count_breaks(text, bad);
    if (text[bad] == '\0')
        note_fault(r, "nul_byte", line, "%s", N_("a NUL byte is no text"));
    else if (r->encoding.is_copied)
        note_fault(r, "encoding", line, "what stands here is not %s text", r->encoding.name);
    else
        note_fault(r, "encoding", line, "byte 0x%02X is not %s text",
                   (unsigned)(unsigned char)text[bad], r->encoding.name);
}

/* Where the cell after this quoted one starts in the line being fed. */
static size_t after_quoted(const struct rows *r, const char *text, size_t n)
{
    size_t from = 0;
    for (size_t i = n; r->is_inside && i > 0 && from == 0; i--)
        from = text[i - 1] == '\n' || text[i - 1] == '\r' ? i : 0;
    size_t quotes = r->is_inside ? 1 : 2;
    for (size_t i = from; i < n; i++)
        quotes += text[i] == '"';
    return r->at + (n - from) + quotes + 1;
}

static const char *keep_text(struct rows *r, const char *text, size_t n)
{
    char *copy = r->text + r->n_text;
    size_t length = n;
    if (!r->encoding.is_utf8)
        length = encoding_convert(&r->encoding, text, n, copy);
    else if (n <= SHORT_CELL)
        memcpy(copy, text, SHORT_CELL);
    else
        memcpy(copy, text, n);
    copy[length] = '\0';
    r->n_text += length + 1;
    return copy;
}

static bool grow_cells(struct rows *r)
{
    struct cell *cells = arena_grown(&r->arena, r->cells, r->n_cells, &r->capacity, struct cell);
    if (cells == NULL) {
        r->is_out_of_memory = true;
        return false;
    }
    r->cells = cells;
    return true;
}

static void take_cell(void *bytes, size_t n, void *context)
{
    struct rows *r = context;
    if (r->n_cells == r->capacity && !grow_cells(r))
        return;
    const bool is_quoted =
        r->is_inside || (r->at < r->n_piece ? r->piece[r->at] == '"' : r->is_next_quoted);
    r->at = is_quoted ? after_quoted(r, bytes, n) : r->at + n + 1;
    if (r->is_suspect)
        check_cell(r, bytes, n);
    const char *text = keep_text(r, bytes, n);
    const size_t length = (size_t)(r->text + r->n_text - text) - 1;
    r->cells[r->n_cells++] = (struct cell){text, length, r->cell_line, is_quoted};
    r->cell_line = r->lines.number;
    r->is_inside = false;
}

static void take_row(int terminator, void *context)
{
    struct rows *r = context;
    (void)terminator;
    r->is_complete = true;
}

/* Room for the text of the whole row, so that keep_text need not ask. Cells already read stay where
   they are. */
static enum status make_room(struct rows *r, struct error *err)
{
    const size_t growth = r->encoding.is_utf8 ? 2 : ENCODING_GROWTH + 1;
    const size_t want = r->n_text + r->n_bytes * growth + ROOM;
    if (want <= r->text_capacity)
        return OK;
    const size_t capacity = r->n_bytes * growth * 2 + ROOM;
    char *text = arena_array(&r->arena, capacity, char);
    if (text == NULL)
        return error_memory(err);
    r->text = text;
    r->text_capacity = capacity;
    r->n_text = 0;
    return OK;
}

static size_t without_break(const char *text, size_t n)
{
    if (n > 0 && text[n - 1] == '\n')
        n--;
    if (n > 0 && text[n - 1] == '\r')
        n--;
    return n;
}

/* libcsv stops before a quote inside a cell that is not quoted; there is room for one byte then. */
static void keep_quote(struct rows *r)
{
    r->parser.entry_buf[r->parser.entry_pos++] = (unsigned char)'"';
    if (r->row.quote_at.line == 0)
        r->row.quote_at = (struct place){r->lines.at.file, r->lines.number, (int)r->n_cells + 1};
}

/* How many bytes of the line libcsv took: all, or those before what it cannot read. */
static size_t parse(struct rows *r, const char *text, size_t n)
{
    size_t used = csv_parse(&r->parser, text, n, take_cell, take_row, r);
    while (used < n && r->keeps_quotes && !r->parser.quoted && text[used] == '"' &&
           csv_error(&r->parser) == CSV_EPARSE) {
        keep_quote(r);
        used++;
        used += csv_parse(&r->parser, text + used, n - used, take_cell, take_row, r);
    }
    return used;
}

static enum status feed(struct rows *r, const char *text, size_t n, struct error *err)
{
    TRY(make_room(r, err));
    r->piece = text;
    r->n_piece = n;
    r->at = 0;
    r->is_suspect = lines_offset(&r->lines) > r->encoding.first_bad;
    const size_t used = parse(r, text, n);
    if (r->is_out_of_memory || csv_error(&r->parser) == CSV_ENOMEM)
        return error_memory(err);
    if (used < n)
        note_malformed(r, r->lines.number,
                       r->parser.quoted ? N_("text after the closing quote of a cell")
                                        : N_("a quote inside a cell that is not quoted"));
    if (!r->is_inside)
        r->is_next_quoted = r->at < n && text[r->at] == '"';
    else
        r->is_next_quoted = true;
    return OK;
}

/* At the end of the file: the row that no line break ends. */
static enum status finish(struct rows *r, struct error *err)
{
    r->n_piece = 0;
    if (csv_fini(&r->parser, take_cell, take_row, r) != 0)
        note_malformed(r, r->cell_line, N_("a quoted cell is never closed"));
    r->is_complete = true;
    return r->is_out_of_memory ? error_memory(err) : OK;
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
    TRY(start_parser(r, err));
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
    TRY(make_room(r, err));
    const struct split split = {text, n_cells, r->delimiter, r->row.line, r->text};
    while ((r->n_cells = split_line(&split, r->cells, r->capacity)) > r->capacity) {
        r->n_cells = r->capacity;
        if (!grow_cells(r))
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
    return r->is_complete ? OK : feed(r, text + n_plain, n - n_plain, err);
}

/* Feeds lines until a row is complete; leaves it incomplete at the end of the file. */
static enum status read_row(struct rows *r, struct error *err)
{
    while (!r->is_complete && !r->is_malformed) {
        const char *text = NULL;
        size_t n = 0;
        TRY(lines_next(&r->lines, &text, &n, err));
        if (n == 0)
            return r->n_bytes == 0 ? OK : finish(r, err);
        if (r->n_bytes == 0 && without_break(text, n) == 0)
            continue;
        if (r->n_bytes == 0)
            begin_at_line(r, text, n);
        else
            r->is_inside = true;
        r->n_bytes += n;
        if (r->n_bytes > LONGEST_ROW)
            note_malformed(r, r->cell_line,
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
    if (r->has_parser)
        csv_free(&r->parser);
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
    TRY(start_parser(r, err));
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
