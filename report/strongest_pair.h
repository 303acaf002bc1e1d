/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef REPORT_STRONGEST_PAIR_H
#define REPORT_STRONGEST_PAIR_H

/* Which two indices go together most, either way, of those without answers in common. */

#include "report/draft.h"

/* A sentence that names them with their correlation, or says how many pairs there are when none of
   them can be named. */
const char *strongest_pair_sentence(struct draft *draft);

#endif
