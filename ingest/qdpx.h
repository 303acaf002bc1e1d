/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef INGEST_QDPX_H
#define INGEST_QDPX_H

/* A project file of the REFI-QDA standard 1.5 (.qdpx), as NVivo, ATLAS.ti and MAXQDA export it: who
   gave which codes to which stretches of which texts.

       struct qdpx project;
       TRY(qdpx_read("talks/coding.qdpx", &arena, &found, &project, err));
       project.codes[project.codings[i].code].name

   It is a zip file of a description, project.qde (any other single *.qde is taken, and noted), and
   of texts in sources/. Texts alone are read: sources that are PDF, pictures, audio or video, and
   codings of a whole source, are warnings that count what is left out. Positions are Unicode code
   points of the plain text, from 0, `end` not included; a byte-order mark does not count. Line
   breaks count as the text has them, so CRLF is two; but ATLAS.ti counts it as one, whatever it
   writes, and is followed where it is named as the origin.

   A GUID that is there twice or leads nowhere, an unknown user, a selection that is reversed or
   goes beyond its text, and a text that is missing or not UTF-8 are faults: the place is the entry
   in the archive, "coding.qdpx/project.qde", with line and column. */

#include "base/arena.h"
#include "base/finding.h"

#include <stdbool.h>
#include <stddef.h>

#define QDPX_NONE SIZE_MAX

struct qdpx_code {
    const char *name;
    size_t parent; /* index; QDPX_NONE at the top; parents stand before their children */
    struct place at;
};

/* What is known of a source, from its variables or from those of a case that refers to it. */
struct qdpx_property {
    const char *name, *value; /* of the variable; as text */
    struct place at;
};

struct qdpx_source {
    const char *name;
    struct qdpx_property *properties;
    size_t n_properties;
    struct place at;
};

/* A stretch of a text that somebody selected; the same stretch is one, however often. */
struct qdpx_segment {
    size_t source;
    size_t start, end;   /* in code points; start < end */
    const char *text;    /* that stretch, with its line breaks as they are */
    const char *speaker; /* the name of a case that the selection belongs to; NULL: none */
    struct place at;     /* of the stretch in its text, or of the selection when the text stands in
                            project.qde */
};

struct qdpx_coding {
    size_t segment, coder, code; /* indices; no two the same */
    struct place at;
};

struct qdpx {
    const char *path;   /* of its description: "talks/coding.qdpx/project.qde" */
    const char *origin; /* the program that wrote it; "" when it does not say */
    struct qdpx_code *codes;
    struct qdpx_source *sources; /* those that are texts */
    struct qdpx_segment *segments;
    const char **coders; /* users who gave a code */
    struct qdpx_coding *codings;
    size_t n_codes, n_sources, n_segments, n_coders, n_codings;
};

/* Reads a project file into the arena. What is wrong with its content goes to `found`; when there
   are faults, what *out holds is of no use but to find more.
   ERR_OPEN, ERR_READ, ERR_ENCODING (the file cannot be read, or is hostile: base/archive.h,
   base/xml.h), ERR_MEMORY */
MUST_CHECK enum status qdpx_read(const char *path, struct arena *arena, struct findings *found,
                                 struct qdpx *out, struct error *err);

#endif
