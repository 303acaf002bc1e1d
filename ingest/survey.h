/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef INGEST_SURVEY_H
#define INGEST_SURVEY_H

/* survey.csv: the questions, in order, in their groups. */

#include "ingest/labels.h"
#include "ingest/table.h"
#include "store/form.h"

extern const struct table_layout survey_layout;

/* Takes the questions into form->questions; form->lists must be there. Their expressions are
   checked by form_read, when all columns are known. ERR_MEMORY. */
MUST_CHECK enum status survey_take(const struct reading *in, const struct table *table,
                                   struct form *form, struct error *err);

/* Numbers the columns that the questions take in struct wave. */
void survey_number_columns(struct form *form);

#endif
