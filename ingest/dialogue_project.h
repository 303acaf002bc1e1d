/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef INGEST_DIALOGUE_PROJECT_H
#define INGEST_DIALOGUE_PROJECT_H

/* A folder of dialogues in which a project file (.qdpx) stands for segments.csv and coding.csv: its
   content as the folder's tables, so that what follows need not know where they came from.

       TRY(project_find(in, &project, err));
       if (project.path != NULL)
           TRY(project_tables(in, &project, tables, err));
       ... read the tables ...
       project_places(&project, dialogues);

   A text is a session, called as its source is. sessions.csv, where it is there, says of each what
   it is about and when; else the project's variables do, called as the columns of sessions.csv are.
   codes.csv, where it is there, gives codes their labels and facets, by name; the tree is the
   project's. A stretch of a text is a segment, "SESSION FROM-TO" by its positions.              */

#include "ingest/dialogues_inside.h"
#include "ingest/qdpx.h"

struct project {
    const char *path; /* NULL: there is none */
    struct qdpx content;
    struct source source;
};

/* Looks for FOLDER/NAME.qdpx; more than one is a fault. ERR_OPEN, ERR_READ, ERR_MEMORY. */
MUST_CHECK enum status project_find(const struct reading *in, struct project *out,
                                    struct error *err);

/* Reads the project and makes of it, and of the tables of the folder that were read, all tables;
   tables that would only repeat a fault of the project are broken. As qdpx_read. */
MUST_CHECK enum status project_tables(const struct reading *in, struct project *project,
                                      struct table *tables, struct error *err);

/* Where in their texts the segments are, once they have been taken from those tables. */
void project_places(const struct project *project, struct dialogues *out);

#endif
