/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CLI_FIGURE_SIDE_H
#define CLI_FIGURE_SIDE_H

/* Figures as they lie somewhere, for diff: a figures.csv, a folder that has one (of a run, or a
   survey with accepted figures), a store, or a folder that has one.

       struct figure_side side = {.arena = &arena};
       TRY(figure_side_read(&side, "out/2021", 0, err));
       side.waves[0].figures ...                                                                */

#include "base/arena.h"
#include "base/error.h"
#include "store/acceptance.h"
#include "store/figure.h"

struct figures_of_wave {
    const char *form; /* NULL: not told */
    int year;
    struct figures figures;
    struct acceptance made_of;
    bool has_record; /* made_of is known */
};

struct figure_side {
    struct arena *arena; /* borrowed; holds all that follows */
    const char *path;    /* as the user named it */
    struct figures_of_wave *waves;
    size_t n; /* at least 1 */
};

/* Reads all waves that lie there, or the one of `year` (0: all). Prints the faults of a table to
   stderr and then fails with ERR_TABLE; ERR_USAGE without that year; ERR_OPEN when neither is
   there; ERR_STORE, ERR_READ, ERR_MEMORY. */
MUST_CHECK enum status figure_side_read(struct figure_side *side, const char *path, int year,
                                        struct error *err);

#endif
