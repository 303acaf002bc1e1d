/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef INGEST_SIMULATE_DRAW_H
#define INGEST_SIMULATE_DRAW_H

/* Draws the answers of one unit.

   latent    y = sign * (sum of weight * term + shift) + residual * e,  e standard normal
   scale     k choices in the order of their scores, cut at -2.5 + 5 j / k
   select_one without scores: the choice with the largest latent
   select_multiple: every choice whose latent is above 0, the highest `at_most` of them; nobody
             chosen: the choice with score 0, else the one with the largest latent
   number    low + (high - low) * Phi(y), times the denominator; integers rounded half up, decimals
             to one place
   A question has a stream of its own, given by the unit's stream of the wave and the question's
   name: first a uniform for missing answers (below the rate of no_answer, then of unknown, then of
   not_applicable), then the normals in the order of the choices. So an answer depends neither on
   other questions being there nor on other units.

   A question whose `relevant` is false is not asked; who breaks off at a section answers nothing
   from there on. */

#include "ingest/simulate_logic.h"
#include "ingest/simulate_model.h"

/* How cells are spelt. */
struct sim_spelling {
    const char *not_asked; /* what stands for a question that is not relevant */
    char decimal;          /* sign in numbers */
};

struct sim_unit {
    const char *key, *name;
    size_t of; /* number of the unit of the frame that it is, or was made after */
    struct sim_streams streams;
    const double *x; /* its inputs */
};

struct sim_drawing {
    const struct sim_model *model;
    struct sim_logic *logic; /* NULL: no question has conditions */
    struct sim_spelling spelling;
    struct sim_cell *cells; /* one per item of the model: the answers of the unit drawn last */
    char *scratch;          /* what their texts point into, besides the form */
    double *latents;        /* of the choices of one question */
    bool has_broken_off;    /* the unit drawn last did not come to the end */
};

/* Fails with ERR_MEMORY. Lives in the arena. */
MUST_CHECK enum status sim_drawing_create(const struct sim_model *model, struct sim_logic *logic,
                                          struct sim_spelling spelling, struct arena *arena,
                                          struct sim_drawing *out, struct error *err);

/* Fills drawing->cells. Fails only where SQLite does. */
MUST_CHECK enum status sim_draw(struct sim_drawing *drawing, const struct sim_unit *unit,
                                struct error *err);

#endif
