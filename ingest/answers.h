/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef INGEST_ANSWERS_H
#define INGEST_ANSWERS_H

/* The survey tool's export: read, held against the codebook, and loaded into the wave and the
   store.

   Every row is either taken or rejected, whole, with its place, its raw text and a finding: rows
   that are malformed or have another number of cells than the header, of empty cells, without a
   key, of a unit that is not in the register or not in the frame, or that can be no unit
   (ingest/footer.h), not completed, or of a unit that answers more than once. Cells: see
   ingest/cells.h.                                                                              */

#include "ingest/fields.h"
#include "ingest/laps.h"
#include "ingest/register.h"
#include "store/store.h"

struct intake { /* all borrowed */
    struct store *store;
    struct wave *wave; /* answers_path is set; the rest is filled */
    struct fields *fields;
    const struct frame *frame; /* is_there false: whoever answers is a unit */
    const struct absent *absent;
    uint32_t first_unit; /* unit.id of the first, when there is no register */
    int threads;
    struct laps *laps; /* NULL: not wanted */
};

/* Fills the wave's rows and *source (not its digest). ERR_OPEN, ERR_READ, ERR_ENCODING; ERR_TABLE
   when the header does not fit the codebook. */
MUST_CHECK enum status answers_read(const struct intake *intake, struct source *source,
                                    struct error *err);

#endif
