/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef INGEST_RUN_FACTS_H
#define INGEST_RUN_FACTS_H

/* What the figures of a run were made of, as its run.json says (report/run_record.h). */

#include "ingest/table.h"
#include "store/acceptance.h"

/* Reads FOLDER/run.json: files by their digests, options and what was in force, versions. Without
   the file *is_there is false and that is no fault; what is wrong in it is one. ERR_MEMORY. */
MUST_CHECK enum status run_facts_read(const struct reading *in, struct acceptance *out,
                                      bool *is_there, struct error *err);

#endif
