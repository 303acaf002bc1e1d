/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef ANALYSIS_TALLY_H
#define ANALYSIS_TALLY_H

/* What was answered to one question: how many chose what, how many gave no answer and why, and the
   moments of a number. */

#include "base/error.h"
#include "stats/moments.h"
#include "store/wave.h"

enum tally_kind {
    TALLY_NONE, /* not held in memory: text, date, note */
    TALLY_ONE,
    TALLY_MULTIPLE,
    TALLY_NUMBER
};

struct tally {
    enum tally_kind kind;
    size_t *choice;                /* list->n: rows with that choice; owned */
    size_t n_answered;             /* rows with an answer that counts: the base of shares */
    size_t missing[MISSING_COUNT]; /* rows without, by reason; a choice that counts as no answer is
                                      here under its reason */
    struct moments moments;        /* of a number */
    double min, max;               /* of a number; MISSING when n_answered is 0 */
};

enum tally_kind tally_kind(const struct wave *wave, const struct question *question);

/* Fills *out, to be released by the caller also on failure. ERR_MEMORY. */
MUST_CHECK enum status tally_question(const struct wave *wave, const struct question *question,
                                      struct tally *out);
void tally_release(struct tally *tally); /* may be repeated */

#endif
