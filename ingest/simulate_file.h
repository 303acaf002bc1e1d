/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef INGEST_SIMULATE_FILE_H
#define INGEST_SIMULATE_FILE_H

/* A CSV file being written, cell by cell: quoted only where need be, lines ended by LF.

       struct sim_file *file = NULL;
       TRY(sim_file_open(path, ';', NULL, &file, err));
       sim_file_cell(file, text, n);
       sim_file_end_row(file);
       status = sim_file_close(file, err);       whether all of it was written

   What fails on the way is kept, and told by sim_file_close.                                    */

#include "base/error.h"

#include <stddef.h>

struct sim_file;

/* Creates or empties `path`. `encoding` as iconv names it; NULL: UTF-8. On OK the caller owns *out;
   on failure *out is NULL. ERR_WRITE; ERR_ENCODING when the encoding is not known. */
MUST_CHECK enum status sim_file_open(const char *path, char delimiter, const char *encoding,
                                     struct sim_file **out, struct error *err);

void sim_file_cell(struct sim_file *file, const char *text, size_t n);
void sim_file_text(struct sim_file *file, const char *text); /* the same up to its NUL */
void sim_file_end_row(struct sim_file *file);

/* ERR_WRITE when the disk is full or such; ERR_ENCODING when a text cannot be written in the
   encoding. The file is then incomplete. NULL is fine. */
MUST_CHECK enum status sim_file_close(struct sim_file *file, struct error *err);

#endif
