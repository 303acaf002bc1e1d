/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef INGEST_DIALOGUES_INSIDE_H
#define INGEST_DIALOGUES_INSIDE_H

/* Between the files that read a folder of dialogues, table by table in this order: each fills its
   part of `out` and the names by which later tables refer to it. */

#include "ingest/table.h"
#include "ingest/textset.h"
#include "store/dialogues.h"

enum talk_table {
    TALK_CHOICES,
    TALK_SESSIONS,
    TALK_CODES,
    TALK_SEGMENTS,
    TALK_CODING,
    TALK_NEEDS,
    TALK_TABLE_COUNT
};

extern const struct table_layout sessions_layout, codes_layout, segments_layout, coding_layout,
    needs_layout;

struct project; /* ingest/dialogue_project.h */

struct talks {
    const struct reading *in;
    const struct table *table;     /* TALK_TABLE_COUNT */
    const struct project *project; /* from which tables were made; its path NULL: none */
    struct form *form;
    struct dialogues *out;
    /* names by index; released by dialogues_read */
    struct textset session_names, code_names, segment_names, coder_names;
    const uint32_t **coders_of; /* out->n_sessions: those that sessions.csv names; NULL: blank */
    size_t *n_coders_of;        /* out->n_sessions */
};

/* All fail with ERR_MEMORY only; faults go to the findings. */
MUST_CHECK enum status talks_take_events(struct talks *talks, struct error *err);
MUST_CHECK enum status talks_take_sessions(struct talks *talks, struct error *err);
MUST_CHECK enum status talks_take_codes(struct talks *talks, struct error *err);
MUST_CHECK enum status talks_take_segments(struct talks *talks, struct error *err);
MUST_CHECK enum status talks_take_codings(struct talks *talks, struct error *err);
MUST_CHECK enum status talks_take_needs(struct talks *talks, struct error *err);

/* The number of the name in `cell`, or TEXTSET_NONE after the fault that says that `what` ("code")
   is blank or unknown. */
uint32_t talks_find(const struct talks *talks, const struct textset *names, struct entry cell,
                    const char *what);

/* "; did you mean ...?" among the names. */
const char *talks_say_nearest(const struct talks *talks, const struct textset *names,
                              const char *wanted);

#endif
