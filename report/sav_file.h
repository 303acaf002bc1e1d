/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef REPORT_SAV_FILE_H
#define REPORT_SAV_FILE_H

/* A file of SPSS (.sav), row by row, through ReadStat.

       struct sav_file *file = NULL;
       TRY(sav_file_open(path, source, &plan, &file, err));
       for each row:
           sav_file_number(file, 0, 5); ... sav_file_text(file, 1, "text");     all columns, in
   order sav_file_end_row(file); status = sav_file_finish(file, err); sav_file_close(file); */

#include "report/sav_plan.h"

struct sav_file;

/* Makes the variables of the plan (borrowed). On OK the caller owns *out; on failure *out is
   NULL. */
MUST_CHECK enum status sav_file_open(const char *path, struct sav_source source,
                                     const struct sav_plan *plan, struct sav_file **out,
                                     struct error *err);

/* The cell of the i-th variable; missing: system-missing. */
void sav_file_number(struct sav_file *file, size_t i, double x);

/* As much of the text as the variable is wide, up to a whole character; NULL: blank. */
void sav_file_text(struct sav_file *file, size_t i, const char *text);

void sav_file_end_row(struct sav_file *file);

/* Completes the file. ERR_WRITE when that or anything before failed. */
MUST_CHECK enum status sav_file_finish(struct sav_file *file, struct error *err);

void sav_file_close(struct sav_file *file); /* NULL is fine; drops what was not finished */

#endif
