/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CLI_PHASE_H
#define CLI_PHASE_H

/* How long the parts of a run take, for --phases: "PHASE name seconds cpu" on stderr, where cpu are
   the seconds that all processors together worked for this process. Here and in cli/progress.c
   stand the only clocks of the program; no file depends on them. */

#include "cli/options.h"

#include <time.h>

struct phase {
    const char *name; /* NULL: not wanted */
    struct timespec start, cpu_start;
};

struct phase phase_start(const struct options *options, const char *name);
void phase_next(struct phase *phase, const char *name); /* ends one, starts another */
void phase_end(struct phase *phase);

/* A part of a phase that was measured elsewhere: "PHASE ingest.read seconds". */
void phase_part(const struct phase *phase, const char *part, double seconds);

/* Seconds from some moment on. */
double phase_now(void);

#endif
