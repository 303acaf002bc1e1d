/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef STORE_ANSWER_COUNTS_H
#define STORE_ANSWER_COUNTS_H

/* How often each answer was given: counted from the answers in memory, before they are let go, for
   whoever describes them afterwards.

       struct answer_count *counts = NULL;
       TRY(answer_counts_make(wave, &arena, &counts, err));
       counts[question->column].choice[2]        rows whose answer is the third choice          */

#include "base/missing.h"
#include "store/wave.h"

/* Of one column of struct wave. An option of a select_multiple has two choices: 0 not chosen, 1
   chosen. */
struct answer_count {
    size_t n;                     /* rows with an answer, missing choices (store/form.h) too */
    size_t reason[MISSING_COUNT]; /* rows without, by enum missing */
    size_t *choice;               /* per choice; NULL for numbers */
    size_t n_choices;
    double low, high; /* of numbers; missing without any */
};

/* One count per column, in `arena`; those of columns that are not held in memory are zeros.
   ERR_MEMORY. */
MUST_CHECK enum status answer_counts_make(const struct wave *wave, struct arena *arena,
                                          struct answer_count **out, struct error *err);

#endif
