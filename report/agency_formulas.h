/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef REPORT_AGENCY_FORMULAS_H
#define REPORT_AGENCY_FORMULAS_H

/* How a spreadsheet computes the rows of the agencies' sheet: scores from those of the items and
   from one another, rank, band and number of answers from the scores. */

#include "report/row_formula.h"

/* Of wave->scores[score], over the sheets of items' scores and of weights; none where these are
   not there, or an index has its parts in too many places. */
struct row_formula formula_of_score(struct draft *draft, size_t score);

/* Whether it is an array formula. */
bool formula_of_score_is_array(const struct indicator *index);

/* The rank among all, of an index on 0-100. */
struct row_formula formula_of_rank(struct draft *draft, size_t score);

/* The number of items answered: none where an item may have been imputed. */
struct row_formula formula_of_answered(struct draft *draft, size_t score);

#endif
