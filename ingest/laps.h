/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef INGEST_LAPS_H
#define INGEST_LAPS_H

/* How long the parts of loading answers take, for a caller who wants to know and has a clock.
   Reading and checking may run beside storing, so that they may sum to more than the whole.

       struct laps laps = {.now = seconds};
       double start = laps_start(&laps);
       ... read ...
       laps_end(&laps, LAP_READ, &start);        and start is now                               */

#include <stddef.h>

enum lap {
    LAP_READ,   /* finding the encoding, rows and cells */
    LAP_CHECK,  /* cells turned into values, units found, conditions asked */
    LAP_STORE,  /* rows, units and reasons put into the store */
    LAP_DIGEST, /* waiting for the digest of the file, or making it where there is one thread */
    LAP_COUNT
};

struct laps {
    double (*now)(void); /* seconds from any moment on */
    double seconds[LAP_COUNT];
};

/* `laps` may be NULL: then nothing is measured. */
static inline double laps_start(const struct laps *laps)
{
    return laps == NULL ? 0 : laps->now();
}

static inline void laps_end(struct laps *laps, enum lap lap, double *start)
{
    if (laps == NULL)
        return;
    const double end = laps->now();
    laps->seconds[lap] += end - *start;
    *start = end;
}

/* What is done too often for the clock to be asked each time is timed once in so many, with the
   rest of it under another lap: moves what that says of all from there. */
static inline void laps_move(struct laps *laps, enum lap from, enum lap to, double seconds)
{
    if (laps == NULL)
        return;
    laps->seconds[from] -= seconds;
    laps->seconds[to] += seconds;
}

#endif
