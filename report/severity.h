/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef REPORT_SEVERITY_H
#define REPORT_SEVERITY_H

/* How remarks on the data are told: their kind and their place. */

#include "report/draft.h"

/* "Varning" */
const char *severity_text(const struct draft *draft, enum severity severity);

/* "answers.csv:118:7", without the folder; "" for no place. */
const char *place_text(struct draft *draft, struct place at);

#endif
