/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef ANALYSIS_CLAIM_DATA_H
#define ANALYSIS_CLAIM_DATA_H

#include "analysis/claim.h"

/* Fetches the data of a hypothesis: rows by its `where`, columns of its variables (items
   normalised, indices by their scores, others as given), levels of its group. All lives in
   `scratch`. ERR_MEMORY; ERR_VALUE when it has a `where` and nobody evaluates it. */
MUST_CHECK enum status claim_fetch(struct analysis *analysis, const struct hypothesis *of,
                                   struct arena *scratch, struct claim *out, struct error *err);

#endif
