/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef INGEST_ACCEPTANCE_H
#define INGEST_ACCEPTANCE_H

/* What accepted figures were made of: figures.json of a survey folder (store/acceptance.h), and the
   rows of the folder's tables as they are now. */

#include "ingest/table.h"
#include "store/acceptance.h"

/* Reads FOLDER/figures.json, as report/acceptance_file.h writes it. Without the file *is_there is
   false and that is no fault; whatever is wrong in it is one. ERR_MEMORY, ERR_READ. */
MUST_CHECK enum status acceptance_read(const struct reading *in, struct acceptance *out,
                                       bool *is_there, struct error *err);

/* Puts a fact for each row of settings (each column), survey, choices, indices, hypotheses and
   crosswalk that is there: "indices.csv/q07", with a digest of its cells. ERR_MEMORY, ERR_READ,
   ERR_OPEN. */
MUST_CHECK enum status acceptance_put_rows(const char *folder, struct acceptance *out,
                                           struct error *err);

#endif
