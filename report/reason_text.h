/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef REPORT_REASON_TEXT_H
#define REPORT_REASON_TEXT_H

/* Why there is no answer, in words: "Not asked" for MISSING_NOT_ASKED. */

#include "base/missing.h"
#include "report/text.h"

/* `reason` is not ANSWERED. */
enum text reason_text(enum missing reason);

#endif
