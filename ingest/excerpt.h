/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef INGEST_EXCERPT_H
#define INGEST_EXCERPT_H

/* What stands in a CSV file at the place of a finding, to be shown beneath its message.

       struct excerpt list[] = {{.line = 118, .column = 7}, {.line = 84, .column = 7}};
       excerpts_take(path, (struct rows_options){0}, list, 2, &arena);
       if (list[0].cell != NULL)                     …;3;2;nein;4;…
           print(before, cell, after), underline         ~~~~
                                                                                               */

#include "base/arena.h"
#include "ingest/rows.h"

struct excerpt {
    long line;  /* asked for: physical line, from 1 */
    int column; /* CSV field number; 0: the row as a whole */
    /* Found: pieces of one line of text, control characters made visible (say_line), each cut with
       "…" so that the three take some EXCERPT_WIDTH columns. NULL, all of them, when there is no
       such row or memory ran out. `cell` holds its quotes; "" for a field beyond the row's last. */
    const char *before, *cell, *after;
};

enum { EXCERPT_WIDTH = 72 };

/* Fills `n` excerpts, in any order, in one pass over the file up to the last line asked for.
     how   as the file was read when the findings were made
   A file that cannot be read gives none: an excerpt is an extra. Texts live in `arena`. */
void excerpts_take(const char *path, struct rows_options how, struct excerpt *list, size_t n,
                   struct arena *arena);

#endif
