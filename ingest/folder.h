/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef INGEST_FOLDER_H
#define INGEST_FOLDER_H

/* What lies in a survey folder beside the tables that are read. */

#include "ingest/table.h"

/* The folder's name without closing slashes, in the arena; ERR_OPEN when it is not there or is no
   folder. */
MUST_CHECK enum status folder_check(const char *folder, struct arena *arena, const char **out,
                                    struct error *err);

/* The name of the folder's file of answers: answers.csv, else answers.xlsx, answers.sav or
   answers.zsav; "answers.csv" when there is none. In *n how many of these there are. */
const char *folder_answers(const char *folder, size_t *n);

/* Says of every .csv file that no table of a folder of that kind has its name, so that no misspelt
   name is passed over in silence. ERR_MEMORY, ERR_READ. */
MUST_CHECK enum status folder_say_unread(const struct reading *in, enum wave_kind kind,
                                         struct error *err);

#endif
