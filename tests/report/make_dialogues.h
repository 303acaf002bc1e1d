/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TESTS_REPORT_MAKE_DIALOGUES_H
#define TESTS_REPORT_MAKE_DIALOGUES_H

/* The report of the talks in tests/analysis/hand_dialogues.h, in the store of `survey`, beside
   which it stands: the theme trust is linked to its index NYTTA. Everything lives in the arena. */

#include "report/report.h"

void make_dialogues(struct arena *arena, const struct report *survey, struct report *out);

#endif
