/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CLI_JSON_H
#define CLI_JSON_H

/* Results of commands as JSON, for --json: one array with an object per wave. */

#include "cli/job.h"
#include "cli/options.h"

#include <stdio.h>

/* folder, form, wave, counts and the output folder of every job. ERR_MEMORY, ERR_WRITE. */
MUST_CHECK enum status json_print_runs(const struct job *jobs, const struct options *options,
                                       FILE *file, struct error *err);

/* folder, form, wave, counts and all findings of every job. ERR_STORE, ERR_MEMORY, ERR_WRITE. */
MUST_CHECK enum status json_print_checks(const struct job *jobs, const struct options *options,
                                         struct store *store, struct error *err);

#endif
