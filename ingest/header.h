/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef INGEST_HEADER_H
#define INGEST_HEADER_H

/* The header row of an export, and where in it a name is: ingest/match.h says how they are
   written. */

#include "ingest/rows.h"
#include "ingest/textset.h"

/* Beside the number of a cell, from 0. */
enum { NOT_THERE = -1, THERE_TWICE = -2 };

/* A header that is wanted and not there once. */
struct problem {
    const char *wanted;
    const char *question, *option; /* of an option's column; else NULL */
    int cell;                      /* NOT_THERE or THERE_TWICE */
    size_t n, fields[2];           /* there twice: how often, and the first two CSV fields */
};

struct header {
    const char **names; /* n: trimmed cells */
    bool *is_used;      /* n */
    size_t n;
    struct textset set;  /* of the names; the first cell of each name in `cell` */
    int *cell;           /* by index in set; THERE_TWICE */
    struct arena *arena; /* of this call */
    const char **folded; /* n, of the names; NULL until a case is looked past */
    struct problem *problems;
    size_t n_problems, capacity;
    bool is_out_of_memory;
};

/* Takes the cells of the row into the arena (borrowed). False when memory runs out; release it
   then too. What runs out later is noted in header->is_out_of_memory. */
bool header_create(struct header *header, const struct row *row, struct arena *arena);
void header_release(struct header *header);

/* The cell of that header; NOT_THERE or THERE_TWICE. */
int header_find(const struct header *header, const char *wanted);

/* The same for an option of a question; in *wanted how the header is written, and when there is
   none, how it would be first. */
int header_find_option(struct header *header, const char *question, const char *option,
                       const char **wanted);

/* The first cell not in use whose header differs from the wanted one in case only, or NOT_THERE. */
int header_find_folded(struct header *header, const char *wanted);
int header_find_folded_option(struct header *header, const char *question, const char *option);

/* Marks all cells with that header as in use: how many, and the first two of their fields, from 1.
 */
size_t header_claim(struct header *header, const char *wanted, size_t fields[2]);

#endif
