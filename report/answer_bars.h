/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef REPORT_ANSWER_BARS_H
#define REPORT_ANSWER_BARS_H

/* How the questions of an index were answered, as bars on either side of a middle line: the
   questions on one list of answers that all have scores, from low to high, make a chart. Answers
   that count as none ("don't know") are not part of the shares (item/share in
   analysis/analysis.h).                                                                         */

#include "report/draft.h"
#include "report/palette.h"

/* A question. The shares are those of the chart's choices, and sum to 1. */
struct answer_bar {
    const struct indicator *item;
    const struct figure *shares[PALETTE_DIVIDED_MOST];
    double left, right; /* shares on either side, half of a middle answer on each */
};

struct answer_chart {
    const struct indicator *index;
    const struct choice_list *list;
    const struct choice *choices[PALETTE_DIVIDED_MOST]; /* by score, ascending */
    size_t n_choices;
    struct answer_bar *bars; /* n, the highest answers first */
    size_t n, n_left_out;    /* questions left out: not all their shares may be shown */
    double half;             /* the longest side of its bars, rounded up to a tenth */
};

struct answer_charts {
    struct answer_chart *list; /* n, in the order of the index tree */
    size_t n;
};

/* In the draft's arena. */
struct answer_charts answer_charts_of(struct draft *draft);

#endif
