/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef INGEST_QDPX_INSIDE_H
#define INGEST_QDPX_INSIDE_H

/* Between the files that read a .qdpx: qdpx_gather.c gathers what project.qde says, with GUIDs as
   they are; qdpx_link.c follows the GUIDs; qdpx_segments.c goes to the texts. */

#include "base/archive.h"
#include "base/xml.h"
#include "ingest/qdpx.h"
#include "ingest/textset.h"

/* A GUID that refers to something, in lower case and without braces; NULL when it is not given. */
struct qdpx_ref {
    const char *guid;
    struct place at;
};

struct qdpx_named {
    const char *name;
    struct place at;
};

/* Users, cases or variables, and their GUIDs by the same numbers. */
struct qdpx_names {
    struct textset guids; /* released by qdpx_read */
    struct qdpx_named *list;
    size_t n, capacity;
};

struct qdpx_raw_code {
    const char *name;
    size_t parent; /* QDPX_NONE at the top */
    bool is_codable;
    struct place at;
};

struct qdpx_raw_source {
    const char *name, *path; /* path: plainTextPath; NULL when the text stands in the file */
    const char *content;     /* that text, or NULL */
    struct place at;
};

struct qdpx_raw_selection {
    size_t source;
    const char *start, *end; /* as written */
    const char *user;        /* GUID, or NULL */
    bool has_memo;
    size_t n_codings;    /* with cases among them, until they are linked */
    size_t n_cases;      /* codings that are cases */
    const char *speaker; /* name of a case */
    struct place at;
};

struct qdpx_raw_coding {
    size_t selection;
    const char *user; /* GUID, or NULL: as the selection says */
    struct qdpx_ref code;
};

/* A case refers to a source or to a selection. */
struct qdpx_case_ref {
    size_t of;
    struct qdpx_ref to;
    bool is_selection;
};

/* A variable has a value for a source or for a case. */
struct qdpx_value {
    size_t source, of_case; /* one of them QDPX_NONE */
    struct qdpx_ref variable;
    const char *text;
};

/* A growing array in the arena. */
#define QDPX_LIST(type)                                                                            \
    struct {                                                                                       \
        type *list;                                                                                \
        size_t n, capacity;                                                                        \
    }

struct qdpx_raw {
    struct arena *arena;
    struct findings *found;
    const char *origin, *user; /* user: GUID of the project's, or NULL */
    struct qdpx_names users, cases, variables;
    /* the GUIDs of what stands below, by the same numbers; released by qdpx_read */
    struct textset code_guids, source_guids, selection_guids;
    QDPX_LIST(struct qdpx_raw_code) codes;
    QDPX_LIST(struct qdpx_case_ref) case_refs;
    QDPX_LIST(struct qdpx_value) values;
    QDPX_LIST(struct qdpx_raw_source) sources;
    QDPX_LIST(struct qdpx_raw_selection) selections;
    QDPX_LIST(struct qdpx_raw_coding) codings;
};

/* Room for one more; false when memory runs out. */
#define QDPX_GROW(arena, l, type)                                                                  \
    (((l)->list = arena_grown((arena), (l)->list, (l)->n, &(l)->capacity, type)) != NULL)

/* Reads the description. Faults of content go to the findings. ERR_READ, ERR_ENCODING,
   ERR_MEMORY. */
MUST_CHECK enum status qdpx_gather(struct archive *archive, const struct archive_entry *entry,
                                   struct qdpx_raw *raw, struct error *err);

/* Properties, speakers and who coded what; segments are selections still. ERR_MEMORY. */
MUST_CHECK enum status qdpx_link(struct qdpx_raw *raw, struct qdpx *out, struct error *err);

/* Goes to the texts, and makes of selections the segments of `out`, in whose codings it replaces
   their numbers. ERR_READ, ERR_MEMORY. */
MUST_CHECK enum status qdpx_segments(struct archive *archive, const struct qdpx_raw *raw,
                                     struct qdpx *out, struct error *err);

void qdpx_fault(const struct qdpx_raw *raw, struct place at, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

#endif
