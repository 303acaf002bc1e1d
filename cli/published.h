/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CLI_PUBLISHED_H
#define CLI_PUBLISHED_H

/* What a publication (--profile publish) is made from: the figures of a job with those that could
   tell of single units withheld, and its wave without any unit. Whatever makes a file for everyone
   is handed these and nothing else, so that no view can show what it should not.

       TRY(published_make(job, &published, err));
       ... report.figures = &published->figures, report.wave = &published->wave ...             */

#include "analysis/disclosure.h"
#include "cli/job.h"

struct published {
    struct disclosure disclosure;
    struct figures figures; /* those that name no unit; the withheld ones without numbers */
    struct wave wave;       /* without answers, scores and names of units; its findings are those
                               on tables and exports, not of edit rules, which count answers */
};

/* How many figures are shown, and how many stand there without their numbers. */
static inline size_t published_shown(const struct disclosure *d)
{
    return d->count[WITHHELD_NOT];
}
static inline size_t published_withheld(const struct disclosure *d)
{
    return d->n - d->count[WITHHELD_NOT] - d->count[WITHHELD_UNIT];
}

/* Once the figures are made, and the findings are in the store. Lives in the job's arena.
   ERR_MEMORY, and what the store has. */
MUST_CHECK enum status published_make(struct job *job, struct store *store, struct published **out,
                                      struct error *err);

#endif
