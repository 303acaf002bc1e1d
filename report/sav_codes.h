/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef REPORT_SAV_CODES_H
#define REPORT_SAV_CODES_H

/* Numbers for answers in answers.sav. One rule holds for all that is coded: a code below 0 is
   missing.

   A choice has the number that its name is, and one that counts as no answer that number below 0
   (98 is -98). Where the names do not give every choice a number of its own, those that are answers
   are numbered 1, 2, ... in their order, the others -1, -2, ... Why there is no answer at all is
   -901 and so on (SAV_REASON).

       double *codes = sav_codes(list, &arena);
       codes[2]                                     of the third choice                          */

#include "base/arena.h"
#include "base/missing.h"
#include "store/form.h"

/* -901 for the first reason of base/missing.def, -902 for the second ... */
#define SAV_REASON(reason) (-900.0 - (double)(reason))
#define SAV_REASON_LAST SAV_REASON(MISSING_COUNT - 1)

/* The same of a question that takes any number, far away from what may be answered. */
#define SAV_NUMBER_REASON(reason) (-999999900.0 - (double)(reason))

/* One code per choice, all different, none a SAV_REASON; NULL when memory runs out. */
double *sav_codes(const struct choice_list *list, struct arena *arena);

/* The lowest of the codes and of the reasons: all from there to -1 are missing. */
double sav_codes_lowest(const struct choice_list *list, const double *codes);

#endif
