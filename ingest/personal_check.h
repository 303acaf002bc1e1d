/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef INGEST_PERSONAL_CHECK_H
#define INGEST_PERSONAL_CHECK_H

/* Warns of personal data in what was said: a finding for each, with its place and masked.

       segments.csv:17:4: segment 's2-14' holds what looks like a telephone number, '0**-*** ** **',
       at character 32                                                                         */

#include "ingest/table.h"
#include "store/dialogues.h"

/* ERR_MEMORY. */
MUST_CHECK enum status personal_check(const struct reading *in, const struct dialogues *dialogues,
                                      struct error *err);

#endif
