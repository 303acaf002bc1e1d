/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef INGEST_SHEET_H
#define INGEST_SHEET_H

/* A sheet of a workbook (.xlsx): part of ingest/foreign.h. */

#include "ingest/foreign.h"

/* As foreign_read, for FOREIGN_XLSX: the rows of the sheet named, or of the only visible one. A
   formula is the value that was last computed; a number in a format with day or year is a date. */
MUST_CHECK enum status sheet_read(const char *path, struct foreign_options options,
                                  struct arena *arena, struct foreign *out, struct error *err);

#endif
