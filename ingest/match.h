/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef INGEST_MATCH_H
#define INGEST_MATCH_H

/* Which column of the export holds what: the header row held against what is wanted.

   A column is found by its header, trimmed: "Q1"; else, as survey tools write it, by a header that
   goes on after the name: "Q1. Text", "Q1 Text", "Q1: Text". The options of a select_multiple are
   found as "Q1/opt", "Q1[opt]", "Q1_opt" or "Q1.opt", when there is no column "Q1" for all of
   them.                                                                                       */

#include "base/finding.h"
#include "ingest/fields.h"
#include "ingest/rows.h"

struct match {
    bool is_name_wanted; /* set by the caller: the export names the units */
    int key;             /* of the unit's key */
    int name;            /* of its name; -1: none wanted */
    int complete;        /* of what is filled when the respondent finished; -1: none wanted */
    int simulated;       /* filled where the answers are drawn; -1: not there */
    size_t n_cells;
};

/* Fills the fields' cells and wave->field. Columns that nothing is taken from are one info finding
   in `found`.
   ERR_TABLE, with a sentence on each column that is there twice, one on those that are there in
   other case, and one naming those that are missing. */
MUST_CHECK enum status match_header(struct fields *fields, struct wave *wave,
                                    const struct row *header, struct findings *found,
                                    struct match *out, struct error *err);

/* For rows_options.fit with struct fields as context: how many cells are wanted headers. */
size_t match_fit(void *fields, const struct row *row);

#endif
