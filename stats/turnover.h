/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef STATS_TURNOVER_H
#define STATS_TURNOVER_H

/* What a change of the mean is made of: units that stayed, that came, that left.

       struct turnover t = turnover_of((struct turnover_side){staying, leaving},
                                       (struct turnover_side){staying_then, entering},
                                       n_pairs, panel_change);

   With m the means and n the numbers of units, 1 the earlier and 2 the later wave, exactly

       m_2 - m_1 = (m_2,stay - m_1,stay) + n_2,enter/n_2 (m_2,enter - m_2,stay)
                                         + n_1,leave/n_1 (m_1,stay - m_1,leave):

   those that come are compared with those that stay when they come, those that leave with those
   that stay when they leave (Melitz & Polanec 2015, RAND Journal of Economics 46, 362, equation 6,
   each unit with the same weight). A unit made of several counts once as a pair and several times
   in a mean; what that makes is told apart as `restructured`.                                    */

#include "stats/moments.h"

struct turnover_side {
    struct moments staying; /* units of this wave that are part of a pair */
    struct moments other;   /* the others: leaving of the earlier wave, entering of the later */
};

struct turnover {
    double change;       /* the sum of the four below; MISSING when a wave has no units */
    double staying;      /* MISSING without pairs, as are those below; else panel_change */
    double restructured; /* exactly 0 when every pair is one unit before and one after */
    double entering;     /* 0 when there are none */
    double leaving;      /* likewise */
};

/*   n_pairs       units, or groups of units that became each other, that are in both
     panel_change  mean change of the pairs                                                      */
struct turnover turnover_of(struct turnover_side earlier, struct turnover_side later,
                            size_t n_pairs, double panel_change);

#endif
