/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef INGEST_SIMULATE_MODEL_H
#define INGEST_SIMULATE_MODEL_H

/* All that a drawing is made from: the form's questions and the rows of simulation.csv, with names
   looked up and rules resolved, so that drawing a unit looks up nothing.                        */

#include "ingest/simulate_item.h"
#include "ingest/simulate_ties.h"

/* What a model is made of. */
struct sim_basis {
    const struct form *form;
    const struct sim_frame *frame;
    const struct simulation *table; /* its rows are marked as used */
};

struct sim_model {
    const struct form *form;
    const struct sim_frame *frame;
    struct sim_item *items; /* questions that have an answer, and sections, in their order */
    size_t n_items;
    struct sim_input *inputs;
    size_t n_inputs;
    struct sim_factor response; /* propensity to answer */
    size_t n_answering;         /* of the frame; SIM_ALL: every unit answers */
    struct sim_ties ties;       /* between units of the frame */
};
#define SIM_ALL SIZE_MAX

/* Makes the model. What is wrong with the table goes to `faults`, also rows that change nothing;
   ERR_MEMORY otherwise. Everything lives in the arena; the basis is borrowed. */
MUST_CHECK enum status sim_model_make(struct sim_basis basis, struct arena *arena,
                                      struct findings *faults, struct sim_model *out,
                                      struct error *err);

#endif
