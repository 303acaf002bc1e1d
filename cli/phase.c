/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/phase.h"

#include <stdio.h>

static void start_clocks(struct phase *phase)
{
    clock_gettime(CLOCK_MONOTONIC, &phase->start);
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &phase->cpu_start);
}

static double seconds_since(clockid_t clock, struct timespec start)
{
    struct timespec now;
    clock_gettime(clock, &now);
    return (double)(now.tv_sec - start.tv_sec) + (double)(now.tv_nsec - start.tv_nsec) * 1e-9;
}

struct phase phase_start(const struct options *options, const char *name)
{
    struct phase phase = {.name = options->wants_phases ? name : NULL};
    start_clocks(&phase);
    return phase;
}

void phase_end(struct phase *phase)
{
    if (phase->name == NULL)
        return;
    fprintf(stderr, "PHASE %s %.4f %.4f\n", phase->name,
            seconds_since(CLOCK_MONOTONIC, phase->start),
            seconds_since(CLOCK_PROCESS_CPUTIME_ID, phase->cpu_start));
}

void phase_next(struct phase *phase, const char *name)
{
    if (phase->name == NULL)
        return;
    phase_end(phase);
    phase->name = name;
    start_clocks(phase);
}

void phase_part(const struct phase *phase, const char *part, double seconds)
{
    if (phase->name != NULL)
        fprintf(stderr, "PHASE %s.%s %.4f\n", phase->name, part, seconds);
}

double phase_now(void)
{
    return seconds_since(CLOCK_MONOTONIC, (struct timespec){0});
}
