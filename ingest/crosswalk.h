/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef INGEST_CROSSWALK_H
#define INGEST_CROSSWALK_H

/* crosswalk.csv: which question of an earlier wave becomes which of this one, and how. */

#include "ingest/table.h"
#include "store/form.h"

extern const struct table_layout crosswalk_layout;

/* Takes and checks all rows; questions and settings must be there. Whether the earlier wave has the
   question is seen when both are read. ERR_MEMORY. */
MUST_CHECK enum status crosswalk_take(const struct reading *in, const struct table *table,
                                      struct form *form, struct error *err);

#endif
