/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef REPORT_INDICATOR_PAIRS_H
#define REPORT_INDICATOR_PAIRS_H

/* The pairs (x, y) that the survey's hypotheses are about and that have a correlation or a line
   among the figures, each once, in the order of the hypotheses.                               */

#include "report/draft.h"

struct indicator_pair {
    const struct indicator *x, *y;
    const struct figure *pearson, *spearman, *kendall, *slope; /* NULL: there is no such figure */
};

struct indicator_pairs {
    struct indicator_pair *list;
    size_t n;
};

/* In the draft's arena; none when memory runs out, which the draft remembers. */
struct indicator_pairs indicator_pairs_of(struct draft *draft);

/* The correlation of two indicators, whichever of them its id names first. */
const struct figure *correlation_of_pair(struct draft *draft, const char *measure,
                                         const struct indicator *a, const struct indicator *b);

/* Whether an answer counts in both, so that their correlation says nothing. */
bool indicators_overlap(const struct indicator *a, const struct indicator *b);

#endif
