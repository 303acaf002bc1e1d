/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CLI_OUTPUTS_H
#define CLI_OUTPUTS_H

/* The files of one wave, and its scores and figures in the store. */

#include "cli/job.h"
#include "cli/staging.h"

/* Writes them all into the staging folder: the workbook beside the others, on two threads where
   options allow. */
MUST_CHECK enum status outputs_write(struct job *job, struct store *store, struct staging *staging,
                                     const struct options *options, struct error *err);

#endif
