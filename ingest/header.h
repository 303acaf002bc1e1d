/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef INGEST_HEADER_H
#define INGEST_HEADER_H

/* The header of an export, of one row or several, and where in it a name is: ingest/match.h says
   how they are written.

       struct header header;
       header_begin(&header, &arena);
       TRY(header_read(&header, rows, 1, err));
       ... header_find(&header, "q1") ...
       header_release(&header);

   A column has a name in each of the rows, and with more than one row also every two of them
   joined, "Q1/Yes": in the upper a blank cell is what stands to the left of it, as where a question
   spans its options. */

#include "ingest/rows.h"
#include "ingest/textset.h"

/* Beside the number of a column, from 0. */
enum { NOT_THERE = -1, THERE_TWICE = -2 };

enum { HEADER_MOST_ROWS = 10 };

/* A header that is wanted and not there once. */
struct problem {
    const char *wanted;
    const char *question, *option; /* of an option's column; else NULL */
    int cell;                      /* NOT_THERE or THERE_TWICE */
    size_t n, fields[2];           /* there twice: how often, and the first two CSV fields */
};

struct header {
    struct arena *arena;                /* of this call */
    const char **row[HEADER_MOST_ROWS]; /* trimmed cells */
    size_t width[HEADER_MOST_ROWS], n_rows;
    long line;          /* of its first row */
    size_t n;           /* columns: the cells of its widest row */
    const char **names; /* n_names; the name k is of column k % n; "" where there is none */
    size_t n_names;
    bool *is_used;       /* n */
    bool has_inner_mark; /* a byte-order mark stood before a name */
    struct textset set;  /* of the names; their column in `cell` */
    int *cell;           /* by index in set; THERE_TWICE */
    const char **folded; /* n_names; NULL until a case is looked past */
    struct problem *problems;
    size_t n_problems, capacity;
    bool is_out_of_memory;
};

void header_begin(struct header *header, struct arena *arena);
void header_release(struct header *header); /* may be repeated */

/* Copies the cells of the row; at most HEADER_MOST_ROWS of them. False when memory runs out, here
   and below; what runs out later is noted in header->is_out_of_memory. */
bool header_add(struct header *header, const struct row *row);

/* After the last row: makes the names findable. */
bool header_link(struct header *header);

/* Adds the next rows of `rows`, one or more, and links. ERR_TABLE when they are not there or at
   fault; ERR_READ, ERR_MEMORY. */
MUST_CHECK enum status header_read(struct header *header, struct rows *rows, int n_rows,
                                   struct error *err);

/* The first name of that column, "" when it has none. */
const char *header_title(const struct header *header, size_t column);

/* The column of that header; NOT_THERE or THERE_TWICE. A header may go on after the name: "Q1.
   Text", "Q1 Text", "Q1: Text". */
int header_find(const struct header *header, const char *wanted);

/* The same without going on. */
int header_find_whole(const struct header *header, const char *wanted);

/* The first column not in use whose header differs from the wanted one in case only, or NOT_THERE.
 */
int header_find_folded(struct header *header, const char *wanted);

/* Marks all columns with that header as in use: how many, and the first two of their fields, from
   1. */
size_t header_claim(struct header *header, const char *wanted, size_t fields[2]);

/* `text`, or "" when it is NULL, for want of memory: which is noted. */
const char *header_kept(struct header *header, const char *text);

#endif
