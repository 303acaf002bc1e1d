/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef INGEST_START_H
#define INGEST_START_H

/* A survey folder begun from an export, or from an earlier year's folder, for the analyst to
   complete.

       struct start start = {.from = "export.csv", .name = "2023", .wave = 2023, .place = place};
       TRY(start_from_export(&start, arena, err));
       TRY(start_from_folder(&start, arena, err));        .from = "surveys/2022"             */

#include "base/arena.h"
#include "base/error.h"

#include <stddef.h>

struct start {
    const char *from; /* path of the export or of the folder */
    const char *name; /* of the new folder, for its README */
    int wave;
    /* Where to write the file of that name in the new folder; NULL with *err set. */
    const char *(*place)(void *context, const char *name, struct error *err);
    void *context;
    /* What was made of it, for a person: filled. */
    size_t n_questions, n_lists;
    size_t n_rows;   /* of the export; 0 from a folder */
    const char *key; /* the column that identifies a unit; NULL: none does */
};

/* Writes settings.csv, survey.csv, choices.csv, indices.csv and README.md. Types, choice lists and
   the key column are guessed from all rows of the export: a column of few different values that
   come back is a select_one, columns "Q1[SQ001]" or "Q1/option" of flags are a select_multiple.
   Scores are the numbers that codes are, and one index holds all items with scores.
   ERR_OPEN, ERR_READ, ERR_ENCODING; ERR_VALUE when the file has no header. */
MUST_CHECK enum status start_from_export(struct start *start, struct arena *arena,
                                         struct error *err);

/* Writes the folder's tables anew: settings.csv for the new wave, without what was of that year
   (`closed`, `simulated`), crosswalk.csv with every question as its own predecessor, README.md; the
   others as they are. Register, answers and accepted figures are not taken over.
   ERR_TABLE when the folder's tables have faults (the first in *err). */
MUST_CHECK enum status start_from_folder(struct start *start, struct arena *arena,
                                         struct error *err);

#endif
