/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef INGEST_OPTIONS_H
#define INGEST_OPTIONS_H

/* The cells of a select_multiple: one cell of names, or one cell per option.

   One cell: names separated by blanks, or one label. A cell per option: 1, true, yes, ja, y, x, or
   the option's own name or label where it is chosen; 0, false, no, nej, n where it is not; empty
   counts as not chosen when another of the cells is filled.                                     */

#include "ingest/absent.h"
#include "ingest/refuse.h"

/* Fills the options in the wave (1, 0, or why the question has no answer) and gives the chosen
   names in the list's order for the store; *reason is ANSWERED or why there is no answer. */
struct bulk_text options_read(const struct cell_reading *reading, const struct absent *absent,
                              enum missing *reason);

#endif
