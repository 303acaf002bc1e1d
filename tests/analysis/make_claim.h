/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TESTS_ANALYSIS_MAKE_CLAIM_H
#define TESTS_ANALYSIS_MAKE_CLAIM_H

/* Waves with one hypothesis "H" about R's `attitude`: 30 departments, its seven ratings as numbers
   of the register, in attitude's order.

       struct attitude_claim c;
       attitude_claim_open(&c, TEST_REGRESSION, CRITICAL);        y: rating, x: critical
       attitude_claim_control(&c, LEARNING);
       CHECK(maker_run(&c.m, 1) == OK, "%s", c.m.err.text);
       CHECK_FIGURE(&c.m, "hypothesis/estimate/H", 0.5);
       maker_close(&c.m);                                                                        */

#include "tests/analysis/make_wave.h"
#include "tests/stats/attitude.h"

enum attitude_rating { RATING, COMPLAINTS, PRIVILEGES, LEARNING, RAISES, CRITICAL, ADVANCE };

struct attitude_claim {
    struct maker m;
    const struct indicator *of[ATTITUDE_K]; /* ratings, in attitude's order */
    const struct indicator *y[1], *x[1], *controls[ATTITUDE_K];
    double *column[ATTITUDE_K]; /* 30 values each; may be changed before the run */
};

__attribute__((unused)) static struct hypothesis *
attitude_claim_open(struct attitude_claim *c, enum hypothesis_test test, enum attitude_rating x)
{
    static const char *const names[ATTITUDE_K] = {"rating", "complaints", "privileges", "learning",
                                                  "raises", "critical",   "advance"};
    maker_open(&c->m, ATTITUDE_N);
    for (size_t v = 0; v < ATTITUDE_K; v++) {
        double column[ATTITUDE_N];
        attitude_column(v, column);
        c->of[v] = make_register(&c->m, names[v], INDICATOR_OTHER, column);
        c->column[v] = c->m.wave.numbers[v].number;
    }
    c->y[0] = c->of[RATING];
    c->x[0] = c->of[x];
    struct hypothesis *made = make_claim(&c->m, "H", test, c->y, c->x);
    made->controls = c->controls;
    return made;
}

__attribute__((unused)) static void attitude_claim_control(struct attitude_claim *c,
                                                           enum attitude_rating control)
{
    c->controls[c->m.hypotheses[0].n_controls++] = c->of[control];
}

__attribute__((unused)) static void attitude_claim_weigh(struct attitude_claim *c,
                                                         enum attitude_rating by)
{
    c->m.wave.weight = calloc(ATTITUDE_N, sizeof *c->m.wave.weight);
    memcpy(c->m.wave.weight, c->column[by], ATTITUDE_N * sizeof *c->m.wave.weight);
}

/* Whether there is a finding whose text, as maker_finding gives it, is that. */
__attribute__((unused)) static bool is_found(const struct maker *m, const char *text)
{
    for (size_t i = 0; i < m->found.n; i++)
        if (strcmp(maker_finding(m, i), text) == 0)
            return true;
    for (size_t i = 0; i < m->found.n; i++)
        fprintf(stderr, "found: %s\n", maker_finding(m, i));
    return false;
}

/* A figure that is not there, with status x. */
#define CHECK_NOT_AVAILABLE(maker, id)                                                             \
    CHECK(is_missing(maker_figure((maker), (id))->value) &&                                        \
              maker_figure((maker), (id))->status != NULL &&                                       \
              strcmp(maker_figure((maker), (id))->status, "x") == 0,                               \
          "%s: got %g", (id), maker_figure((maker), (id))->value)

#endif
