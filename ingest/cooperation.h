/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef INGEST_COOPERATION_H
#define INGEST_COOPERATION_H

/* Who co-operates with whom, read once the register and the answers are there: from
   cooperation.csv, or from the question that the setting `cooperation` names.

   Ties are answers. One that cannot be taken never stops a run: a row of cooperation.csv goes whole
   to the rejects, its reason to the findings; and rows read = ties kept + rows rejected.

     from, to  keys of units of the frame, an organisation number with or without its hyphen; never
               the same
     area      what the co-operation is about: a pair may stand once for each; ties of several areas
               are one tie in memory, whose weight is their sum
     weight    a number above 0; blank is 1

   A table of ties is left unread, with an info, when most of its first rows are about units that
   another register (--register) has not.

   Of a question the choices name units, by key or by name; what the question's list has besides
   (none of these, others) is an info.                                                           */

#include "ingest/log.h"
#include "ingest/register.h"

/* Sets wave->network, in the wave's arena, when the form says where ties come from. What is wrong
   with single ties goes to the store or to `log`.
   ERR_OPEN, ERR_READ, ERR_ENCODING  cooperation.csv cannot be read
   ERR_TABLE  no choice of the question is a unit; ERR_STORE, ERR_MEMORY */
MUST_CHECK enum status cooperation_read(struct wave *wave, const struct frame *frame,
                                        struct store *store, struct log *log, struct error *err);

#endif
