/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CLI_WAVES_H
#define CLI_WAVES_H

/* Which survey folders of a command line are waves of one form, and in which order folders are to
   be computed: dialogues first, then by year, however they were named.

       struct waves waves;
       TRY(waves_open(jobs, n, store, &waves, err));
       for (int i = 0; i < n; i++)
           TRY(job_compute(&jobs[waves.order[i]], store, options, err));
       waves_close(&waves);                                                                    */

#include "cli/job.h"

struct wave_group;

struct waves {
    int *order; /* n */
    struct wave_group *groups;
    size_t n_groups;
};

/* Sets trend and trend_wave of each job whose form has another wave among them. On OK the caller
   closes *out, after the last job is computed. ERR_MEMORY. */
MUST_CHECK enum status waves_open(struct job *jobs, int n, struct store *store, struct waves *out,
                                  struct error *err);
void waves_close(struct waves *waves); /* may be repeated */

#endif
