/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef INGEST_SAV_H
#define INGEST_SAV_H

/* SPSS files, by ReadStat: part of ingest/foreign.h. */

#include "ingest/foreign.h"

/* As foreign_read, for FOREIGN_SAV: a row of the variables' names, then one per case. A system
   missing value is an empty cell; what the file declares missing is the value's text, and listed
   in the column. */
MUST_CHECK enum status sav_read(const char *path, struct foreign_options options,
                                struct arena *arena, struct foreign *out, struct error *err);

#endif
