/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef INGEST_MATCH_H
#define INGEST_MATCH_H

/* Which column of the export holds what: the header held against what is wanted.

   A column is found by its header, trimmed, or in the other ways in which survey tools write it:
   ingest/asked.h. The options of a select_multiple are found where there is no column of just its
   name for all of them. */

#include "base/finding.h"
#include "ingest/fields.h"
#include "ingest/header.h"
#include "ingest/rows.h"

struct match {
    bool is_name_wanted; /* set by the caller: the export names the units */
    int key;             /* of the unit's key */
    int name;            /* of its name; -1: none wanted */
    int complete;        /* of what is filled when the respondent finished; -1: none wanted */
    int simulated;       /* filled where the answers are drawn; -1: not there */
    size_t n_cells;      /* of the header */
    size_t n_named;      /* of them until the last that has a name */
};

/* Fills the fields' cells and wave->field from the header, which is linked. Columns that nothing is
   taken from are one info finding in `found`, and so are those known by their questions' texts.
   ERR_TABLE, with a sentence on each column that is there twice, one on those that are there in
   other case, and one naming those that are missing. */
MUST_CHECK enum status match_header(struct fields *fields, struct wave *wave, struct header *header,
                                    struct findings *found, struct match *out, struct error *err);

/* For rows_options.fit with struct matching as context: how many of what is wanted a row has. */
struct matching {
    const struct fields *fields;
    const struct form *form;
    bool is_out_of_memory; /* the result is none */
};
size_t match_fit(void *matching, const struct row *row);

/* For a header that names no column of the codebook: looks whether a row below does, as under a
   title, and says so (ERR_TABLE); these rows are then read. OK: nothing better is there. ERR_READ,
   ERR_MEMORY. */
MUST_CHECK enum status match_below(struct matching *matching, struct rows *rows,
                                   struct header *header, struct error *err);

#endif
