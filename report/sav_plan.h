/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef REPORT_SAV_PLAN_H
#define REPORT_SAV_PLAN_H

/* The variables of answers.sav in their order, and the columns of the store that they come from.

       struct sav_plan plan;
       TRY(sav_plan_make(source, &arena, &plan, err));
       plan.columns[3].name ...                                                                */

#include "report/sav.h"
#include "store/answer_rows.h"

enum sav_kind {
    SAV_KEY,      /* text: the key of the unit */
    SAV_GROUP,    /* coded: level + 1 of wave->groups[index] */
    SAV_REGISTER, /* number: plan.of_register.list[index] */
    SAV_WEIGHT,   /* number: wave->weight */
    SAV_CHOICE,   /* coded: a select_one, plan.answers.list[index] */
    SAV_OPTION,   /* coded: `option` of a select_multiple, plan.answers.list[index] */
    SAV_NUMBER,   /* number: plan.answers.list[index], as the next two */
    SAV_DATE,     /* day */
    SAV_TEXT,
    SAV_EXPORT, /* number of a column without a question: plan.answers.list[index] */
    SAV_SCORE,  /* number: wave->scores[index] */
    SAV_RANK    /* whole number: of the same */
};

struct sav_column {
    enum sav_kind kind;
    const char *name, *label; /* as SPSS takes them */
    size_t index, option;
    const struct choice_list *list; /* of a question with choices; else NULL */
    const double *codes;            /* of its choices */
    size_t width;                   /* bytes of a text: as many as the longest has, at least 1 */
};

struct sav_plan {
    struct sav_column *columns;
    size_t n;
    struct answer_names answers, of_register;
};

/* Everything in `arena`. ERR_STORE, ERR_MEMORY. */
MUST_CHECK enum status sav_plan_make(struct sav_source source, struct arena *arena,
                                     struct sav_plan *out, struct error *err);

#endif
