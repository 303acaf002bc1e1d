/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef REPORT_RULE_NAMES_H
#define REPORT_RULE_NAMES_H

/* What the rules of items and indices are called in a report. */

#include "base/method.h"
#include "report/text.h"

enum text rule_name_of_normalise(enum normalise rule);
enum text rule_name_of_aggregate(enum aggregate rule);

#endif
