/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef STORE_FEEDBACK_H
#define STORE_FEEDBACK_H

/* What one unit that answered is told: its own answers and scores, beside what all and its groups
   answered. Nothing in it is about another single unit.

       struct feedback one = {.row = row};
       TRY(feedback_read(store, wave, &one, 1, arena, err));             own answers and remarks
       TRY(feedback_compare(&source, &one, 1, arena, err));              analysis/feedback.h
       ... report.feedback = &one ...                                    the sheets              */

#include "base/finding.h"
#include "store/store.h"
#include "store/wave.h"

/* An answer as the store keeps it: see store/answer_rows.h. */
struct feedback_answer {
    const char *text; /* NULL without an answer */
    double number;    /* of a number; else MISSING */
    enum missing reason;
};

/* Of those who answered a question, or an option of it, the shares whose score is below, at and
   above that of the unit. */
struct feedback_shares {
    double lower, same, higher; /* 0..1; MISSING where there is nothing to compare */
    size_t n;                   /* who answered, the unit too; 0: nothing is known */
    bool is_withheld;           /* they would tell of too few others */
};

/* How the unit of an earlier wave is known. */
enum feedback_past {
    PAST_THERE,       /* it answered then */
    PAST_SILENT,      /* it was not in the frame then, or did not answer */
    PAST_RESTRUCTURED /* it comes of a merger or a split: another agency */
};

/* An earlier wave beside this one. Arrays run over wave->scores. */
struct feedback_year {
    int year;
    enum feedback_past past;
    bool is_compared;   /* this wave is compared with it (analysis/trend.h) */
    double *score;      /* then, on all questions of that year */
    double *then, *now; /* on the questions that both years have, by this wave's rules; MISSING
                           where nothing is in common or the years are not compared */
};

/* Arrays live in the arena that it was read into. */
struct feedback {
    size_t row; /* of the wave */
    const char *key, *name;
    struct feedback_answer *answers; /* by question of the form */
    struct finding *findings;        /* about its row in the file of answers alone */
    size_t n_findings;

    /* filled by analysis/feedback.h */
    bool *is_withheld; /* wave->n_scores x (1 + n_groups): whether the mean of all, and that of its
                          group in each grouping, would tell of too few others */
    struct feedback_shares *shares; /* by column of the wave */
    struct feedback_year *years;    /* n_years, ascending */
    size_t n_years;
};

static inline bool feedback_is_withheld(const struct feedback *feedback, const struct wave *wave,
                                        size_t score, size_t group)
{
    return feedback->is_withheld[score * (1 + wave->n_groups) + group];
}
enum { FEEDBACK_ALL = 0 }; /* `group` of the mean of all; that of grouping g is 1 + g */

/* Whether what was answered to the question may be told: not where its choices are other units, and
   not what was written freely. */
bool feedback_tells(const struct form *form, const struct question *question);

/* Why the question has no answer, a choice that counts as none among the reasons; ANSWERED when it
   has one. */
enum missing feedback_reason(const struct question *question, const struct feedback_answer *answer);

/* Whether the option is among those chosen of several, whose names have blanks between. */
bool feedback_is_chosen(const char *chosen, const char *option);

/* The units behind list[i].row, which the caller has set, ascending: their answers and remarks. A
   remark that could name another unit is left out. ERR_STORE, ERR_MEMORY. */
MUST_CHECK enum status feedback_read(struct store *store, const struct wave *wave,
                                     struct feedback *list, size_t n, struct arena *arena,
                                     struct error *err);

#endif
