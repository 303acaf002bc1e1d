/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef ANALYSIS_PANEL_H
#define ANALYSIS_PANEL_H

/* Units of two waves that belong together, by row.

       struct panel panel;
       TRY(panel_make(&links, earlier, later, &arena, &panel, err));
       TRY(panel_fill(&panel, x, y, &arena, &values, err));        of an index

   What links join, through however many units, is one *pair*: mostly a unit and itself; two
   agencies and the one that they became; one and the parts that it became. A pair has a value when
   every unit of it, before and after, has one: the mean of its units, each with the same weight. */

#include "base/arena.h"
#include "base/error.h"
#include "stats/moments.h"
#include "store/link.h"

struct panel_side {
    const uint32_t *unit; /* n_rows: id of the unit in the store; borrowed */
    size_t n_rows;
};

struct panel {
    struct panel_side side[2]; /* earlier, later */
    size_t n_pairs;            /* units of both frames, as pairs */
    size_t n_joined;           /* of them, those of more than one unit before or after */
    uint32_t *pair[2];         /* n_rows: the pair of the row's unit; NO_PAIR */
    uint32_t *n_units[2];      /* n_pairs: how many units of the frame it has */
};
#define NO_PAIR UINT32_MAX

struct panel_values {
    double *value[2];                    /* n_pairs: earlier, later; both MISSING, or none */
    size_t n;                            /* pairs with values */
    struct moments staying[2], other[2]; /* of single units: those in such a pair; those that leave,
                                            those that enter */
};

/* Everything lives in `arena`. ERR_MEMORY. */
MUST_CHECK enum status panel_make(const struct unit_links *links, struct panel_side earlier,
                                  struct panel_side later, struct arena *arena, struct panel *out,
                                  struct error *err);

/*   x, y  the scores by row of the earlier and the later wave; those missing are no units here */
MUST_CHECK enum status panel_fill(const struct panel *panel, const double *x, const double *y,
                                  struct arena *arena, struct panel_values *out, struct error *err);

#endif
