/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef STORE_DIALOGUES_H
#define STORE_DIALOGUES_H

/* Coded group talks: what a folder of kind "dialogues" holds, checked and linked. Built by ingest/,
   from the folder's tables or from a project file of the REFI-QDA standard, which give the same;
   changed by nobody after.

       for (size_t i = 0; i < d->n_codings; i++)
           if (dialogues_is_within(d, d->codings[i].code, theme)) ...

   A *session* is one talk of one group. It is cut into *segments*, stretches of what one speaker
   says. A *coding* says that a coder gave a code to a segment. Codes form a tree: whoever gives a
   code gives all codes above it. Everything refers by index into the arrays below and lives in the
   arena it was built with. Figures depend on what is coded, not on the order of the arrays, except
   that codes, life events and coders are shown in it.                                           */

#include "base/error.h"
#include "store/form.h"

#include <stdbool.h>
#include <stddef.h>

enum dialogue_dimension {
#define DIMENSION(constant, name) DIMENSION_##constant,
#include "store/dialogue_facet.def"
    DIMENSION_COUNT
};

enum dialogue_facet {
    FACET_NONE, /* a free theme */
#define FACET(constant, dimension, name) FACET_##constant,
#include "store/dialogue_facet.def"
    FACET_COUNT
};

#define NO_CODE SIZE_MAX /* a code without parent */

struct dialogue_code {
    const char *name; /* unique, also when case is ignored; in ids of figures */
    struct labels labels;
    size_t parent; /* NO_CODE at the top; parents may stand after their children; no circles */
    enum dialogue_facet facet;
    struct place at;
};

/* What the talk is about: "having a child". */
struct life_event {
    const char *name;     /* in sessions.csv and in ids of figures */
    struct labels labels; /* .text may be NULL: show the name */
};

struct dialogue_session {
    const char *name;   /* unique, also when case is ignored */
    size_t event;       /* index of its life event */
    const char *date;   /* YYYY-MM-DD; NULL when unknown */
    int n_participants; /* 0 when unknown */
    struct place at;
};

/* The same stretch of the same session is one segment, whoever coded it. A segment that nobody
   coded counts as one in which no theme occurs. */
struct dialogue_segment {
    const char *name;      /* unique within its session */
    size_t session;        /* index */
    const char *speaker;   /* a pseudonym; NULL when unknown */
    const char *text;      /* what is said; NULL when only `reference` says where it stands */
    const char *reference; /* such as a time in a recording; NULL: none */
    size_t start, end;     /* in the session's source text, in Unicode code points, from start up
                              to, not including, end; both 0 when the text stands for itself */
    struct place at;       /* of the text, for findings; .line 0 when the file has no lines */
};

struct dialogue_coding {
    size_t segment, coder, code; /* indices; no two codings the same */
    struct place at;
};

/* A row of needs.csv: agencies' index that has to do with a theme. */
struct dialogue_need {
    size_t code;       /* index of the theme */
    const char *index; /* code of the index in the survey beside, as written */
    struct labels reason;
    struct place at;       /* of the row */
    struct place index_at; /* of the index's code */
};

struct dialogues {
    struct dialogue_code *codes; /* in the table's order */
    size_t n_codes;
    struct life_event *events; /* in the order of choices.csv, else as they come in sessions.csv */
    size_t n_events;
    struct dialogue_session *sessions; /* in the table's order */
    size_t n_sessions;
    struct dialogue_segment *segments;
    size_t n_segments;
    const char **coders; /* as they are first met */
    size_t n_coders;
    bool *has_coded; /* n_sessions x n_coders: whether the coder went through the session. By the
                        column `coders` of sessions.csv; where that is blank, everybody with a
                        coding in the session */
    struct dialogue_coding *codings;
    size_t n_codings;
    struct dialogue_need *needs;
    size_t n_needs;
};

/* Whether `code` is `above` or stands anywhere below it. */
bool dialogues_is_within(const struct dialogues *d, size_t code, size_t above);

/* 0 for a code at the top. */
int dialogues_depth(const struct dialogues *d, size_t code);

/* "needed" for FACET_NEEDED; NULL for FACET_NONE. */
const char *dialogue_facet_name(enum dialogue_facet facet);

/* FACET_NONE when no facet is called so. */
enum dialogue_facet dialogue_facet_by_name(const char *name);

enum dialogue_dimension dialogue_facet_dimension(enum dialogue_facet facet);

/* "need" for DIMENSION_NEED. */
const char *dialogue_dimension_name(enum dialogue_dimension dimension);

#endif
