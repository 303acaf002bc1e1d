/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef ANALYSIS_INFLUENCE_H
#define ANALYSIS_INFLUENCE_H

/* The units that decide most of the line of y on x: those, at most INFLUENCE_LISTED, whose Cook's
   distance is largest and above 4 / n.

       influence/n/Y~X                     how many are above 4 / n
       influence/cook/Y~X|unit=KEY         Cook's distance
       influence/slope/Y~X|unit=KEY        the slope without that unit

   Figures about single units: each id ends in unit=KEY, the unit's key, so that a publication that
   must not name units can leave them out. Above the number of units up to which units are left out
   in turn (analysis->leaves_out) the family is silent.                                           */

#include "analysis/family.h"

enum { INFLUENCE_LISTED = 5 };

struct influence_request {
    const struct indicator *of_y, *of_x;
    const double *y, *x; /* columns of the wave */
    const char *note;    /* what the two share, for the method text */
};

/* Puts nothing when there is no line. Fails with ERR_MEMORY and what the store has. */
MUST_CHECK enum status influence_put(struct analysis *analysis, struct influence_request request,
                                     struct error *err);

#endif
