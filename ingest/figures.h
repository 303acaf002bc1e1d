/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef INGEST_FIGURES_H
#define INGEST_FIGURES_H

/* figures.csv of a survey folder: the figures that were accepted, as report/files.h writes them.

       struct figures accepted = {.arena = &arena};
       TRY(figures_read(&in, 2022, &accepted, err));
       TRY(findings_status(in.found, err));                                                    */

#include "ingest/table.h"
#include "store/figure.h"

/* Reads FOLDER/figures.csv. Whatever is wrong is a fault: a file that is not there, another wave
   than `wave`, an id that is there twice, a broken number, a figure with neither value nor status.
   An empty cell of a number is missing. ERR_MEMORY, ERR_READ. */
MUST_CHECK enum status figures_read(const struct reading *in, int wave, struct figures *out,
                                    struct error *err);

/* Reads FOLDER/role.csv in the same way, whatever the wave is that its first row names: *wave,
   which all others must name too; 0 in a table without rows. */
MUST_CHECK enum status figures_read_file(const struct reading *in, const char *role, int *wave,
                                         struct figures *out, struct error *err);

#endif
