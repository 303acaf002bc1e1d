/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CLI_PLACES_H
#define CLI_PLACES_H

/* How the folders on one command line go together: where each writes, and which dialogues join the
   report of which survey. */

#include "cli/job.h"

/* Sets jobs[].beside, and adds to `faults` what does not fit between two folders
   (ingest/dialogues.h, needs.csv). Jobs whose tables have faults are left out. ERR_USAGE when two
   folders of dialogues would join one report; ERR_MEMORY. */
MUST_CHECK enum status places_link(struct job *jobs, int n, struct findings *faults,
                                   struct error *err);

/* ERR_USAGE when two would write the same files, or when an option names what only one survey has,
   but there are several, or none. */
MUST_CHECK enum status places_check(const struct job *jobs, const struct options *options,
                                    struct error *err);

#endif
