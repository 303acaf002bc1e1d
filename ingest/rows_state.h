/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef INGEST_ROWS_STATE_H
#define INGEST_ROWS_STATE_H

/* What rows.c, which puts rows together, and rows_parse.c, which has libcsv read their lines, both
   know: the reader and the row that it is at. */

#include "ingest/foreign.h"
#include "ingest/lines.h"
#include "ingest/rows_inside.h"
#include "ingest/transcode.h"

struct rows {
    struct arena arena;
    int fd;
    struct encoding encoding;
    struct transcoded copy; /* that is read in the file's place; fd -1: none */
    struct foreign foreign; /* likewise */
    struct lines lines;
    char delimiter;
    bool keeps_quotes;
    struct csv_parser *parser; /* libcsv's; NULL before the start */
    bool parses_all;           /* also lines without a quote */
    uint64_t n_given;          /* rows handed out */

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

/* A parser that knows nothing of what came before. ERR_MEMORY. */
MUST_CHECK enum status rows_start_parser(struct rows *r, struct error *err);
void rows_stop_parser(struct rows *r); /* may be repeated */

/* Has libcsv read a line, or the rest of one, as the next of the row. ERR_MEMORY. */
MUST_CHECK enum status rows_feed(struct rows *r, const char *text, size_t n, struct error *err);

/* Ends the row that the end of the file cuts. ERR_MEMORY. */
MUST_CHECK enum status rows_finish(struct rows *r, struct error *err);

/* Room in r->text for all cells of the r->n_bytes that the row has so far, and as much beyond as
   copies in one go need. ERR_MEMORY. */
MUST_CHECK enum status rows_make_room(struct rows *r, struct error *err);

/* Room for more cells than r->capacity. False when memory runs out. */
bool rows_grow_cells(struct rows *r);

/* `text` becomes the row's fault unless it has one, and reading cannot go on in it. */
void rows_note_malformed(struct rows *r, long line, const char *text);

#endif
