/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/rows_state.h"
#include "ingest/split.h"

#include <csv.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* libcsv knows neither lines nor offsets. Fed one physical line at a time, both are exact: without
   its trimming of blanks, a cell takes in the file its own bytes, and when quoted two quotes and
   one more for each quote inside. */

enum {
    SHORT_CELL = 16, /* copied in one go, whatever its length */
    ROOM = SPLIT_ROOM + SHORT_CELL,
    CSV_BUFFER = 64 * 1024 /* libcsv's steps; at least SHORT_CELL */
};

static int is_never_blank(unsigned char byte)
{
    (void)byte;
    return 0;
}

void rows_stop_parser(struct rows *r)
{
    if (r->parser != NULL)
        csv_free(r->parser);
}

enum status rows_start_parser(struct rows *r, struct error *err)
{
    rows_stop_parser(r);
    if (r->parser == NULL)
        r->parser = arena_new(&r->arena, struct csv_parser);
    if (r->parser == NULL || csv_init(r->parser, CSV_STRICT | CSV_STRICT_FINI) != 0)
        return error_memory(err);
    csv_set_space_func(r->parser, is_never_blank);
    csv_set_delim(r->parser, (unsigned char)r->delimiter);
    csv_set_blk_size(r->parser, CSV_BUFFER);
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

void rows_note_malformed(struct rows *r, long line, const char *text)
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

bool rows_grow_cells(struct rows *r)
{
    struct cell *cells = arena_grown(&r->arena, r->cells, r->n_cells, &r->capacity, struct cell);
    if (cells == NULL) {
        r->is_out_of_memory = true;
        return false;
    }
    r->cells = cells;
    return true;
}

/* Room for the text of the whole row, so that keep_text need not ask. Cells already read stay where
   they are. */
enum status rows_make_room(struct rows *r, struct error *err)
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

static void take_cell(void *bytes, size_t n, void *context)
{
    struct rows *r = context;
    if (r->n_cells == r->capacity && !rows_grow_cells(r))
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

/* libcsv stops before a quote inside a cell that is not quoted; there is room for one byte then. */
static void keep_quote(struct rows *r)
{
    r->parser->entry_buf[r->parser->entry_pos++] = (unsigned char)'"';
    if (r->row.quote_at.line == 0)
        r->row.quote_at = (struct place){r->lines.at.file, r->lines.number, (int)r->n_cells + 1};
}

/* How many bytes of the line libcsv took: all, or those before what it cannot read. */
static size_t parse(struct rows *r, const char *text, size_t n)
{
    size_t used = csv_parse(r->parser, text, n, take_cell, take_row, r);
    while (used < n && r->keeps_quotes && !r->parser->quoted && text[used] == '"' &&
           csv_error(r->parser) == CSV_EPARSE) {
        keep_quote(r);
        used++;
        used += csv_parse(r->parser, text + used, n - used, take_cell, take_row, r);
    }
    return used;
}

enum status rows_feed(struct rows *r, const char *text, size_t n, struct error *err)
{
    TRY(rows_make_room(r, err));
    r->piece = text;
    r->n_piece = n;
    r->at = 0;
    r->is_suspect = lines_offset(&r->lines) > r->encoding.first_bad;
    const size_t used = parse(r, text, n);
    if (r->is_out_of_memory || csv_error(r->parser) == CSV_ENOMEM)
        return error_memory(err);
    if (used < n)
        rows_note_malformed(r, r->lines.number,
                            r->parser->quoted ? N_("text after the closing quote of a cell")
                                              : N_("a quote inside a cell that is not quoted"));
    if (!r->is_inside)
        r->is_next_quoted = r->at < n && text[r->at] == '"';
    else
        r->is_next_quoted = true;
    return OK;
}

/* At the end of the file: the row that no line break ends. */
enum status rows_finish(struct rows *r, struct error *err)
{
    r->n_piece = 0;
    if (csv_fini(r->parser, take_cell, take_row, r) != 0)
        rows_note_malformed(r, r->cell_line, N_("a quoted cell is never closed"));
    r->is_complete = true;
    return r->is_out_of_memory ? error_memory(err) : OK;
}
