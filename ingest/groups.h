/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef INGEST_GROUPS_H
#define INGEST_GROUPS_H

/* The groups that figures are broken down by, and the numbers that indicators take from the
   register: everything in the wave that is derived from columns once they are read. */

#include "ingest/fields.h"
#include "ingest/log.h"
#include "ingest/register.h"

/* Fills wave->groups. The levels of a group are
     the classes that its Breaks make, in their order;
     else the choices of its list that are answers, in the list's order, and after them the texts
     that are not in the list (each with a warning in `found`), in the order of their bytes.
   ERR_TABLE when a column has too many different texts; ERR_MEMORY. */
MUST_CHECK enum status groups_make(struct wave *wave, const struct fields *fields,
                                   const struct frame *frame, struct findings *found,
                                   struct error *err);

/* Fills wave->numbers from the register. ERR_MEMORY. */
MUST_CHECK enum status groups_put_numbers(struct wave *wave, const struct frame *frame,
                                          struct error *err);

/* The class of a Group with Breaks that x falls in; NO_LEVEL for a missing x. */
uint16_t group_class_of(const struct indicator *group, double x);

#endif
