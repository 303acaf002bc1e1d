/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef REPORT_OUTFILE_H
#define REPORT_OUTFILE_H

/* A file that is written beside its name and takes it when it is whole.

       struct outfile *file = NULL;
       TRY(outfile_open("out/2022/scores.csv", &file, err));
       outfile_put(file, bytes, n);              as often as need be
       status = outfile_finish(file, err);       says what went wrong on the way
       outfile_close(file);

   A failure leaves nothing behind, and what stood at the name before as it was. One thread at a
   time per file.                                                                               */

#include "base/error.h"

#include <stddef.h>

struct outfile;

/* On OK the caller owns *out; on failure *out is NULL. ERR_WRITE when the file cannot be made. */
MUST_CHECK enum status outfile_open(const char *path, struct outfile **out, struct error *err);

/* Writes the `n` bytes, some time before outfile_finish returns; after a failure nothing. */
void outfile_put(struct outfile *file, const char *bytes, size_t n);

/* Completes the file and gives it its name. ERR_WRITE when that or any writing before failed. */
MUST_CHECK enum status outfile_finish(struct outfile *file, struct error *err);

void outfile_close(struct outfile *file); /* NULL is fine; drops what was not finished */

#endif
