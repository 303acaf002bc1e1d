/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef INGEST_SPLIT_H
#define INGEST_SPLIT_H

/* The cells of a line of CSV in which nothing is quoted: what stands between the delimiters. Most
   lines of an export are such, and need no parser.

       const struct split split = {text, n, ';', number, copy};
       n_cells = split_line(&split, cells, capacity);                                           */

#include "ingest/block.h"
#include "ingest/rows.h"

enum { SPLIT_ROOM = BLOCK }; /* bytes that `copy` has room for beyond the line */

struct split {
    const char *text; /* the line without its break; no quote in it */
    size_t n;
    char delimiter; /* not NUL */
    long line;      /* its number */
    char *copy;     /* receives the texts of the cells: n + SPLIT_ROOM bytes */
};

/* Fills `cells`, at most `capacity` of them, with texts in split->copy. Returns how many cells the
   line has, 1 or more; when these are more than `capacity`, split it again with more room. */
size_t split_line(const struct split *split, struct cell *cells, size_t capacity);

#endif
