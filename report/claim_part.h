/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef REPORT_CLAIM_PART_H
#define REPORT_CLAIM_PART_H

/* What a figure beside a hypothesis is about, in the words of the report: "|term=fte" of its id is
   "Full-time equivalents", "|service=both" is "Service: Persons and companies", "|unit=..." an
   agency's name. All texts are the draft's. */

#include "report/draft.h"

/* What level i of the hypothesis' group is called: "10-50", "strong on Incentives". */
const char *claim_level(struct draft *draft, const struct hypothesis *h, size_t i);

/* "in the group A than in the group B (Size)": the hypothesis' first two levels. */
const char *claim_two_levels(struct draft *draft, const struct hypothesis *h);

/* "A, B and C": the labels of the indicators of one list, then of another. */
const char *claim_names(struct draft *draft, const struct indicator *const *one, size_t n_one,
                        const struct indicator *const *two, size_t n_two);

/* What the figure of that hypothesis is about: the part that its id names, or all controls of a
   partial correlation; NULL without either. A part that nobody knows is told as it stands.
   ERR_STORE, ERR_MEMORY. */
MUST_CHECK enum status claim_part(struct draft *draft, const struct hypothesis *h,
                                  const struct figure *figure, const char **out, struct error *err);

#endif
