/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef ANALYSIS_EXPLAIN_ANSWER_H
#define ANALYSIS_EXPLAIN_ANSWER_H

/* One unit's answer to one item, as it was given and what it became. */

#include "analysis/explaining.h"

struct explain_answer {
    const char *wording;           /* of the question, or the name of an index */
    const char *answer;            /* label of the choice, the number, or why there is none */
    double given;                  /* score of the choice, or the number; MISSING of an index */
    double divided, imputed, used; /* after dividing, imputing, treating; MISSING of an index */
    const char *scale;             /* "goalposts 1-5, turned" */
};

MUST_CHECK enum status explain_answer(struct explaining *x, const struct indicator *of, size_t row,
                                      struct explain_answer *out, struct error *err);

/* Its value in its index: an item normalised, an index by its score before the last digits are
   rounded away. */
MUST_CHECK enum status explain_answer_value(struct explaining *x, const struct indicator *of,
                                            size_t row, double *out, struct error *err);

/* The arithmetic from the answer to the value, of an item under goalposts. */
void explain_answer_steps(struct explaining *x, const struct indicator *item,
                          const struct explain_answer *answer);

#endif
