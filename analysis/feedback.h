/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef ANALYSIS_FEEDBACK_H
#define ANALYSIS_FEEDBACK_H

/* What units that answered are compared with (store/feedback.h): whether a mean may be shown to
   them, where their answers stand, and what they scored in earlier waves.

       const struct feedback_source source = {&wave, &figures, trend, trend_wave};
       TRY(feedback_compare(&source, list, n, &arena, err));

   Who knows its own score can take it out of a mean, and means out of each other. So the mean of a
   set of units is withheld from one of them

     - when fewer than min_cell others of the set have the score, or
     - when sums and differences of its total with totals of other means that are shown would be
       about fewer than min_cell others, and about some: all less a group that is nearly all, a
       group less another that is nearly the same, all less two groups.

   Of a question no shares are shown when fewer than min_cell others answered it, or when one of
   them is of some others, but of fewer than min_cell. And whatever a publication withholds
   (analysis/disclosure.h) is withheld here too: with what is published beside, it would tell of
   those that are withheld there.

   All come first, then the groupings in the form's order, of which no more than FEEDBACK_GROUPINGS
   are shown. Units that put their workbooks together are not guarded against.                    */

enum { FEEDBACK_GROUPINGS = 8 };

#include "analysis/trend.h"
#include "store/feedback.h"
#include "store/figure.h"

/* All borrowed. */
struct feedback_source {
    const struct wave *wave;       /* with its scores; the answers may have been let go */
    const struct figures *figures; /* as published: disclosure_mask */
    const struct trend *trend;     /* NULL: the wave stands alone */
    size_t trend_wave;
};

/* Fills what feedback_read leaves, in `arena`. ERR_STORE, ERR_MEMORY. */
MUST_CHECK enum status feedback_compare(const struct feedback_source *source, struct feedback *list,
                                        size_t n, struct arena *arena, struct error *err);

#endif
