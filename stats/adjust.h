/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef STATS_ADJUST_H
#define STATS_ADJUST_H

/* p-values of many tests, adjusted for their number.

       adjust_p(ADJUST_HOLM, p, n, adjusted, &room);      adjusted[i] < 0.05 ...

   Holm (1979, Scand. J. Statist. 6, 65) bounds the chance of even one false alarm; Benjamini &
   Hochberg (1995, JRSS B 57, 289) bound the share of false alarms among the alarms. Of m p-values
   in ascending order, capped at 1:
     Holm  the i-th becomes max over j <= i of (m - j + 1) p_j
     BH    the i-th becomes min over j >= i of m p_j / j
   as R's p.adjust. A missing p stays missing and does not count in m.                            */

#include <stddef.h>

#include "stats/sort.h"

enum adjustment { ADJUST_HOLM, ADJUST_BH };

/*   p         n values in [0, 1] or missing, n <= room->capacity
     adjusted  room for n values; may be p itself                                               */
void adjust_p(enum adjustment kind, const double *p, size_t n, double *adjusted,
              struct sort_room *room);

#endif
