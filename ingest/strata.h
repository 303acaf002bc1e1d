/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef INGEST_STRATA_H
#define INGEST_STRATA_H

/* The setting `strata`: Groups whose levels the register knows for those who did not answer too, so
   that those who did can be weighed to the frame. */

#include "ingest/table.h"
#include "store/form.h"

/* Fills settings.strata from the codes of `entry`, once the indicators are known. A code that is no
   Group, or a Group that is not of the register, is a fault. ERR_MEMORY. */
MUST_CHECK enum status strata_take(const struct reading *in, struct entry entry, struct form *form,
                                   struct error *err);

/* Whether the Group takes its levels from a column of the register. */
bool group_is_of_register(const struct form *form, const struct indicator *group);

#endif
