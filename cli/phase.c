/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/phase.h"

#include <stdio.h>

struct phase phase_start(const struct options *options, const char *name)
{
    struct phase phase = {.name = options->wants_phases ? name : NULL};
    clock_gettime(CLOCK_MONOTONIC, &phase.start);
    return phase;
}

void phase_end(struct phase *phase)
{
    if (phase->name == NULL)
        return;
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    const double seconds = (double)(now.tv_sec - phase->start.tv_sec) +
                           (double)(now.tv_nsec - phase->start.tv_nsec) * 1e-9;
    fprintf(stderr, "PHASE %s %.4f\n", phase->name, seconds);
}

void phase_next(struct phase *phase, const char *name)
{
    if (phase->name == NULL)
        return;
    phase_end(phase);
    phase->name = name;
    clock_gettime(CLOCK_MONOTONIC, &phase->start);
}
