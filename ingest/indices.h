/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef INGEST_INDICES_H
#define INGEST_INDICES_H

/* indices.csv: the tree of indices over the questions, and the columns that figures are broken down
   by. */

#include "ingest/settings.h"
#include "ingest/table.h"
#include "store/form.h"

extern const struct table_layout indices_layout;

/* Takes, links and checks all rows. form->lists, form->questions and the register's names must be
   there; without survey.csv the questions are made from what the rows ask for. ERR_MEMORY. */
MUST_CHECK enum status indices_take(const struct reading *in, const struct table *table,
                                    const struct index_defaults *defaults, struct form *form,
                                    struct error *err);

#endif
