/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef INGEST_FOOTER_H
#define INGEST_FOOTER_H

/* Rows that a spreadsheet has below its table: totals, means, notes; and headers within it, where
   files were joined. Where there is a register they are in any case no unit of it; without one they
   would be taken for units.

       why = footer_fault(key, n, settings->unit_key);   "it looks like ...", NULL for a unit   */

#include <stddef.h>

/* Why a key of n bytes, of the column `name`, can be no unit's: it is that name, or a word for a
   total or a note, alone or before ':', it holds a line break, or it should be an organisation
   number and has no digit. In English. */
const char *footer_fault(const char *key, size_t n, const char *name);

#endif
