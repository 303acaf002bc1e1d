/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef STORE_ACCEPTANCE_H
#define STORE_ACCEPTANCE_H

/* What accepted figures were made of, so that of figures that differ the likely cause can be told:
   SURVEY/figures.json, read by ingest/acceptance.h and written by report/acceptance.h.

       struct acceptance now = {.arena = &arena, .reason = "first report"};
       TRY(acceptance_put(&now, FACT_INPUT, "indices.csv", sha256, err));
       TRY(acceptance_changes(&accepted, &now, &arena, &list, &n, err));                         */

#include "base/arena.h"
#include "base/error.h"

#include <stddef.h>

enum fact_kind {
    FACT_INPUT, /* a file of the survey folder: its SHA-256 */
    FACT_ROW,   /* a row of one of its tables, "indices.csv/q07": the beginning of its SHA-256 */
    FACT_WAVE,  /* an earlier wave that stood beside it, "2021": the SHA-256 of all that it was made
                   of.  Not there: the figures are those of the folder alone */
    FACT_OPTION,  /* "seed", "replicates" ...: as it was in force */
    FACT_PROGRAM, /* version */
    FACT_LIBRARY, /* version */
    FACT_FIGURES, /* figures.csv itself: its SHA-256 */
    FACT_KIND_COUNT
};

/* "inputs", "rows" ...: the member of figures.json that holds facts of the kind. */
const char *fact_group(enum fact_kind kind);

struct fact {
    enum fact_kind kind;
    const char *name, *value; /* names are unique within a kind */
};

struct acceptance {
    struct arena *arena; /* borrowed */
    const char *reason;  /* why these figures were accepted */
    struct fact *facts;
    size_t n, capacity;
};

/* What differs between two: `was` or `is` NULL when the fact is not there. */
struct fact_change {
    enum fact_kind kind;
    const char *name, *was, *is;
};

/* The texts are borrowed. ERR_MEMORY. */
MUST_CHECK enum status acceptance_put(struct acceptance *acceptance, enum fact_kind kind,
                                      const char *name, const char *value, struct error *err);

/* The value of a fact; NULL when it is not there. */
const char *acceptance_find(const struct acceptance *acceptance, enum fact_kind kind,
                            const char *name);

/* All changes in the order of the kinds, those that are gone last of their kind; *out is in the
   arena. ERR_MEMORY. */
MUST_CHECK enum status acceptance_changes(const struct acceptance *was, const struct acceptance *is,
                                          struct arena *arena, struct fact_change **out, size_t *n,
                                          struct error *err);

#endif
