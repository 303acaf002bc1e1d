/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef INGEST_SIMULATE_ITEM_H
#define INGEST_SIMULATE_ITEM_H

/* A question with all that is needed to draw an answer to it, looked up once (the rules are in
   ingest/simulation.h). A question belongs to the first item of indices.csv that has it as its
   source: that item's Parent is its own factor, and its Direction -1 turns it.                 */

#include "ingest/simulate_factor.h"

enum sim_kind {
    SIM_SECTION,  /* begin_group: no answer, but where people stop */
    SIM_SCALE,    /* select_one, every choice with a score: one latent, cut into k steps */
    SIM_ONE,      /* select_one: the choice with the largest latent */
    SIM_SOME,     /* select_multiple: the choices whose latents are above 0 */
    SIM_NUMBER,   /* between two bounds */
    SIM_TEXT,     /* the words "simulerat svar" */
    SIM_CATEGORY, /* a text that a Group is made of: one of five */
    SIM_DATE,     /* a day of the year */
    SIM_KEY,      /* the question that holds the unit's key */
    SIM_NAME,     /* the question that holds its name */
    SIM_CALCULATE /* not asked: its formula */
};

struct sim_rate {
    const double *holds; /* per unit of the frame, 1 or 0; NULL: always */
    double probability;
};

struct sim_rates { /* the first that holds rules; 0 when none does */
    struct sim_rate *list;
    size_t n, capacity;
};

struct sim_latent {
    struct sim_terms terms;
    double shift;
    size_t choice; /* of SIM_ONE and SIM_SOME */
};

enum { SIM_NO_ANSWER, SIM_UNKNOWN, SIM_NOT_APPLICABLE, SIM_RATES };

struct sim_item {
    const struct question *question;
    enum sim_kind kind;
    uint64_t name;  /* names its stream; of a section that of "breakoff/SECTION" */
    size_t section; /* item of the innermost section around it; SIM_NO_ITEM */
    double sign;    /* 1, or -1: a high score is a low answer */

    struct sim_rates rates[SIM_RATES];
    size_t reasons[SIM_RATES]; /* the choice that says so; NO_OPTION */
    double share;              /* SIM_TEXT: who write; SIM_SECTION: who stop before it */

    struct sim_latent *latents; /* one; of SIM_ONE and SIM_SOME one per choice that is drawn */
    size_t n_latents;
    size_t *order; /* SIM_SCALE: choices in the order of their scores */
    size_t n_order;
    size_t none;    /* SIM_SOME: the choice with score 0, for who choose nothing; NO_OPTION */
    size_t at_most; /* SIM_SOME: choices at most */

    double low, high;
    const double *denominator; /* SIM_NUMBER: per unit of the frame; NULL: none of the register */
    size_t denominator_item;   /* an earlier question; SIM_NO_ITEM */

    size_t relevance, calculation; /* of ingest/simulate_logic.h; SIM_NO_ITEM */
};
#define SIM_NO_ITEM SIZE_MAX

/* Makes the item of a question that is asked, calculated or a section. `earlier` are the items of
   the questions before it. Faults go to the builder's. */
void sim_item_make(struct sim_builder *b, const struct question *question,
                   const struct sim_item *earlier, size_t n_earlier, struct sim_item *out);

#endif
